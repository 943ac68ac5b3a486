import { encodePairs, form, scalar } from "./serialize.js";
/** JSON. */
export const json = (value, contentType) => ({ content: JSON.stringify(value), contentType });
/** Text. */
export const text = (value, contentType) => ({ content: scalar(value), contentType });
/** Bytes as they are. */
export const binary = (value, contentType) => {
    const content = value instanceof Uint8Array ? copied(value) : value;
    const own = value instanceof Blob && value.type !== "" && contentType.includes("*");
    return own
        ? { content }
        : { content, contentType: contentType.includes("*") ? "application/octet-stream" : contentType };
};
/** One JSON text a line, of a list. */
export const jsonLines = (value, contentType) => {
    const list = Array.isArray(value) ? value : [value];
    return { content: list.map((item) => `${JSON.stringify(item)}\n`).join(""), contentType };
};
/** `application/x-www-form-urlencoded`. Objects without a style of their own are written as JSON, as OpenAPI says. */
export function urlEncoded(encodings = {}) {
    return (value, contentType) => {
        const pairs = properties(value).flatMap(([name, item]) => {
            const { style, contentType: type } = encodings[name] ?? {};
            if (style) {
                return style(name, item);
            }
            return type !== undefined || !Array.isArray(item) ? [[name, scalar(item)]] : form(name, item);
        });
        // A form writes a space as a plus sign (WHATWG URL, urlencoded serializing).
        return { content: encodePairs(pairs).replace(/%20/g, "+"), contentType };
    };
}
/** `multipart/*`. Lists become repeated parts, objects become JSON parts, bytes become files. */
export function multipart(encodings = {}) {
    return (value, contentType) => {
        const boundary = `----${crypto.randomUUID()}`;
        const pieces = [];
        for (const [name, items] of properties(value)) {
            for (const item of Array.isArray(items) ? items : [items]) {
                pieces.push(...part(boundary, name, item, encodings[name] ?? {}));
            }
        }
        pieces.push(`--${boundary}--\r\n`);
        return { content: new Blob(pieces), contentType: `${contentType}; boundary=${boundary}` };
    };
}
function part(boundary, name, value, encoding) {
    let data;
    let type = encoding.contentType?.split(",")[0]?.trim();
    let filename;
    const upload = isUploadFile(value) ? value.data : value;
    if (upload instanceof Blob || upload instanceof ArrayBuffer || upload instanceof Uint8Array || upload !== value) {
        data = upload instanceof Uint8Array ? copied(upload) : upload;
        filename = upload.name ?? "file";
        type ??= (upload instanceof Blob && upload.type) || "application/octet-stream";
        if (isUploadFile(value)) {
            filename = value.filename ?? filename;
            type = value.contentType ?? type;
        }
    }
    else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
        data = JSON.stringify(value);
        type ??= "application/json";
    }
    else {
        data = scalar(value);
    }
    let head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
    head += filename === undefined ? "\r\n" : `; filename="${quoted(filename)}"\r\n`;
    head += type === undefined ? "\r\n" : `Content-Type: ${type.replace(/[\r\n]/g, "")}\r\n\r\n`;
    return [head, data, "\r\n"];
}
/** Escapes as HTML forms do (WHATWG HTML, multipart/form-data encoding). */
function quoted(value) {
    return value.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
}
function isUploadFile(value) {
    const data = value?.data;
    if (value instanceof Blob || data === undefined) {
        return false;
    }
    return (data instanceof Blob ||
        data instanceof ArrayBuffer ||
        data instanceof Uint8Array ||
        (typeof data === "string" && typeof value.filename === "string"));
}
/** The bytes in a buffer of their own: a view may lie in a shared or larger one. */
function copied(bytes) {
    return bytes.buffer instanceof ArrayBuffer ? bytes : Uint8Array.from(bytes);
}
function properties(value) {
    return Object.entries(value ?? {}).filter(([, item]) => item !== undefined && item !== null);
}
//# sourceMappingURL=body.js.map