import { encodePairs, form, scalar, type PairStyle } from "./serialize.js";

/** A body that is ready to travel. */
export interface EncodedBody {
  readonly content: string | Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | ReadableStream<Uint8Array> | null;
  /** Media type with its parameters; none when the content brings its own */
  readonly contentType?: string;
}

/** Makes a body of a value. */
export type BodyEncoder = (value: unknown, contentType: string) => EncodedBody;

/** Bytes with the name and type that they are sent under. */
export interface UploadFile {
  readonly data: Blob | ArrayBuffer | Uint8Array | string;
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
}

/** A file to send: `await fs.openAsBlob(path)` on Node.js, a `File` of an input on a page, bytes, or any of them with a name. */
export type Upload = Blob | ArrayBuffer | Uint8Array | UploadFile;

/** Bytes as a body. A stream is sent as it is read, and cannot be sent again by a retry. */
export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array> | string;

/** How one property of a form or multipart body is written. */
export interface PropertyEncoding {
  readonly contentType?: string;
  readonly style?: PairStyle;
  readonly headers?: readonly string[];
}

/** Property names to their encodings. */
export type Encodings = Readonly<Record<string, PropertyEncoding>>;

/** JSON. */
export const json: BodyEncoder = (value, contentType) => ({ content: JSON.stringify(value), contentType });

/** Text. */
export const text: BodyEncoder = (value, contentType) => ({ content: scalar(value), contentType });

/** Bytes as they are. */
export const binary: BodyEncoder = (value, contentType) => {
  const content = value instanceof Uint8Array ? copied(value) : (value as Exclude<BinaryBody, Uint8Array>);
  const own = value instanceof Blob && value.type !== "" && contentType.includes("*");
  return own
    ? { content }
    : { content, contentType: contentType.includes("*") ? "application/octet-stream" : contentType };
};

/** One JSON text a line, of a list. */
export const jsonLines: BodyEncoder = (value, contentType) => {
  const list = Array.isArray(value) ? value : [value];
  return { content: list.map((item) => `${JSON.stringify(item)}\n`).join(""), contentType };
};

/** `application/x-www-form-urlencoded`. Objects without a style of their own are written as JSON, as OpenAPI says. */
export function urlEncoded(encodings: Encodings = {}): BodyEncoder {
  return (value, contentType) => {
    const pairs = properties(value).flatMap(([name, item]) => {
      const { style, contentType: type } = encodings[name] ?? {};
      if (style) {
        return style(name, item);
      }
      return type !== undefined || !Array.isArray(item) ? [[name, scalar(item)] as const] : form(name, item);
    });
    // A form writes a space as a plus sign (WHATWG URL, urlencoded serializing).
    return { content: encodePairs(pairs).replace(/%20/g, "+"), contentType };
  };
}

/** `multipart/*`. Lists become repeated parts, objects become JSON parts, bytes become files. */
export function multipart(encodings: Encodings = {}): BodyEncoder {
  return (value, contentType) => {
    const boundary = `----${crypto.randomUUID()}`;
    const pieces: BlobPart[] = [];
    for (const [name, items] of properties(value)) {
      for (const item of Array.isArray(items) ? items : [items]) {
        pieces.push(...part(boundary, name, item, encodings[name] ?? {}));
      }
    }
    pieces.push(`--${boundary}--\r\n`);
    return { content: new Blob(pieces), contentType: `${contentType}; boundary=${boundary}` };
  };
}

function part(boundary: string, name: string, value: unknown, encoding: PropertyEncoding): BlobPart[] {
  let data: BlobPart;
  let type = encoding.contentType?.split(",")[0]?.trim();
  let filename: string | undefined;
  const upload = isUploadFile(value) ? value.data : value;
  if (upload instanceof Blob || upload instanceof ArrayBuffer || upload instanceof Uint8Array || upload !== value) {
    data = upload instanceof Uint8Array ? copied(upload) : (upload as BlobPart);
    filename = (upload as { name?: string }).name ?? "file";
    type ??= (upload instanceof Blob && upload.type) || "application/octet-stream";
    if (isUploadFile(value)) {
      filename = value.filename ?? filename;
      type = value.contentType ?? type;
    }
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    data = JSON.stringify(value);
    type ??= "application/json";
  } else {
    data = scalar(value);
  }
  let head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
  head += filename === undefined ? "\r\n" : `; filename="${quoted(filename)}"\r\n`;
  head += type === undefined ? "\r\n" : `Content-Type: ${type.replace(/[\r\n]/g, "")}\r\n\r\n`;
  return [head, data, "\r\n"];
}

/** Escapes as HTML forms do (WHATWG HTML, multipart/form-data encoding). */
function quoted(value: string): string {
  return value.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
}

function isUploadFile(value: unknown): value is UploadFile {
  const data = (value as { data?: unknown } | null)?.data;
  if (value instanceof Blob || data === undefined) {
    return false;
  }
  return (
    data instanceof Blob ||
    data instanceof ArrayBuffer ||
    data instanceof Uint8Array ||
    (typeof data === "string" && typeof (value as UploadFile).filename === "string")
  );
}

/** The bytes in a buffer of their own: a view may lie in a shared or larger one. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : Uint8Array.from(bytes);
}

function properties(value: unknown): [string, unknown][] {
  return Object.entries(value ?? {}).filter(([, item]) => item !== undefined && item !== null);
}
