"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.matrixExploded = exports.matrix = exports.labelExploded = exports.label = exports.jsonPath = exports.simpleExploded = exports.simple = exports.jsonValue = exports.deepObject = exports.pipeDelimited = exports.spaceDelimited = exports.commaDelimited = exports.form = void 0;
exports.scalar = scalar;
exports.allowReserved = allowReserved;
exports.headerValue = headerValue;
exports.encodePairs = encodePairs;
exports.fillPath = fillPath;
/** The text of a scalar. Dates are written as RFC 3339; what has no text form of its own, as JSON. */
function scalar(value) {
    if (value instanceof Date) {
        return value.toISOString();
    }
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}
function isRecord(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
/** Entries of an object; what is undefined or null is left out, as RFC 6570 has it. */
function entries(value) {
    return Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
}
function items(value) {
    return value.filter((item) => item !== undefined && item !== null);
}
/** `form`, exploded: `a=1&a=2`; an object's keys become names. */
const form = (name, value) => {
    if (Array.isArray(value)) {
        return items(value).map((item) => [name, scalar(item)]);
    }
    if (isRecord(value)) {
        return entries(value).flatMap(([key, item]) => Array.isArray(item) ? (0, exports.form)(key, item) : [[key, scalar(item)]]);
    }
    return [[name, scalar(value)]];
};
exports.form = form;
function joined(separator) {
    return (name, value) => {
        const list = Array.isArray(value) ? items(value) : isRecord(value) ? entries(value).flat() : [value];
        return [[name, list.map((item) => encodeURIComponent(scalar(item))).join(separator), true]];
    };
}
/** `form`, not exploded: `a=1,2` */
exports.commaDelimited = joined(",");
/** `spaceDelimited`, not exploded: `a=1%202` */
exports.spaceDelimited = joined("%20");
/** `pipeDelimited`, not exploded: `a=1%7C2` */
exports.pipeDelimited = joined("%7C");
/** `deepObject`: `a[b]=1`, nested and with lists as `a[b][0]=1` */
const deepObject = (name, value) => {
    if (Array.isArray(value)) {
        return items(value).flatMap((item, index) => (0, exports.deepObject)(`${name}[${index}]`, item));
    }
    if (isRecord(value)) {
        return entries(value).flatMap(([key, item]) => (0, exports.deepObject)(`${name}[${key}]`, item));
    }
    return [[name, scalar(value)]];
};
exports.deepObject = deepObject;
/** A parameter with `content`: its value as JSON. */
const jsonValue = (name, value) => [[name, JSON.stringify(value)]];
exports.jsonValue = jsonValue;
/** `allowReserved`: `:/?#[]@!$&'()*+,;=` stay as they are, other than what would end the value. */
function allowReserved(style) {
    return (name, value) => style(name, value).map(([key, text, done]) => [key, done ? text : encodeReserved(text), true]);
}
function encodeReserved(text) {
    return encodeURIComponent(text).replace(/%(3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B)/g, (code) => decodeURIComponent(code));
}
function pathStyle(write) {
    return (name, value) => write(name, value, (item) => encodeURIComponent(scalar(item)));
}
/** `simple`: `1,2` and `a,1,b,2` */
exports.simple = pathStyle((_, value, encode) => Array.isArray(value)
    ? items(value).map(encode).join(",")
    : isRecord(value)
        ? entries(value).flat().map(encode).join(",")
        : encode(value));
/** `simple`, exploded: `1,2` and `a=1,b=2` */
exports.simpleExploded = pathStyle((name, value, encode) => isRecord(value)
    ? entries(value)
        .map(([key, item]) => `${encode(key)}=${encode(item)}`)
        .join(",")
    : (0, exports.simple)(name, value));
/** A path parameter with `content`: its value as JSON. */
const jsonPath = (_, value) => encodeURIComponent(JSON.stringify(value));
exports.jsonPath = jsonPath;
/** `label`: `.1,2` */
const label = (name, value) => `.${(0, exports.simple)(name, value)}`;
exports.label = label;
/** `label`, exploded: `.1.2` and `.a=1.b=2` */
exports.labelExploded = pathStyle((name, value, encode) => Array.isArray(value)
    ? items(value)
        .map((item) => `.${encode(item)}`)
        .join("")
    : isRecord(value)
        ? entries(value)
            .map(([key, item]) => `.${encode(key)}=${encode(item)}`)
            .join("")
        : (0, exports.label)(name, value));
/** `matrix`: `;id=1,2` */
const matrix = (name, value) => `;${encodeURIComponent(name)}=${(0, exports.simple)(name, value)}`;
exports.matrix = matrix;
/** `matrix`, exploded: `;id=1;id=2` and `;a=1;b=2` */
exports.matrixExploded = pathStyle((name, value, encode) => Array.isArray(value)
    ? items(value)
        .map((item) => `;${encode(name)}=${encode(item)}`)
        .join("")
    : isRecord(value)
        ? entries(value)
            .map(([key, item]) => `;${encode(key)}=${encode(item)}`)
            .join("")
        : (0, exports.matrix)(name, value));
/** The text of a header: `simple` without percent-encoding. */
function headerValue(value, exploded = false) {
    if (Array.isArray(value)) {
        return items(value).map(scalar).join(",");
    }
    if (isRecord(value)) {
        return exploded
            ? entries(value)
                .map(([key, item]) => `${key}=${scalar(item)}`)
                .join(",")
            : entries(value).flat().map(scalar).join(",");
    }
    return scalar(value);
}
/** Pairs as a query string, without the question mark. */
function encodePairs(pairs) {
    return pairs
        .map(([name, value, done]) => `${encodeURIComponent(name)}=${done ? value : encodeURIComponent(value)}`)
        .join("&");
}
/**
 * Fills the placeholders of a path template, in their order.
 *
 * An empty value would call another operation, and a dot segment would leave the path: both are refused.
 */
function fillPath(template, values, styles = {}) {
    const names = [];
    const path = template.replace(/\{([^{}]*)\}/g, (_, name) => {
        if (!names.includes(name)) {
            names.push(name);
        }
        const value = values[names.indexOf(name)];
        if (value === undefined || value === null || value === "") {
            throw new TypeError(`The path parameter ${JSON.stringify(name)} is empty.`);
        }
        return (styles[name] ?? exports.simple)(name, value);
    });
    if (path !== template && path.split("/").some((segment) => segment === "." || segment === "..")) {
        throw new TypeError(`A path parameter of ${template} is a dot segment.`);
    }
    return path;
}
//# sourceMappingURL=serialize.js.map