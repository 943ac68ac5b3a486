"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.operation = operation;
exports.bind = bind;
exports.plainCall = plainCall;
exports.pagedCall = pagedCall;
exports.streamCall = streamCall;
const auth_js_1 = require("./auth.js");
const core_js_1 = require("./core.js");
const errors_js_1 = require("./errors.js");
const pagination_js_1 = require("./pagination.js");
const promise_js_1 = require("./promise.js");
const serialize_js_1 = require("./serialize.js");
const stream_js_1 = require("./stream.js");
/** Makes an operation of its description. The types are the generator's word. */
function operation(spec) {
    const run = spec.run ?? plainCall;
    const isError = (error, status) => error instanceof errors_js_1.ApiError && error.operation === spec.id && (status === undefined || error.status === status);
    return Object.assign((core, ...args) => run(core, spec, args), { isError });
}
/** Binds an operation to a client. */
function bind(core, target) {
    const method = (...args) => target(core, ...args);
    return Object.assign(method, { isError: target.isError });
}
/** One request, one answer. */
function plainCall(core, spec, args) {
    return new promise_js_1.ApiPromise(send(core, spec, args), (exchange) => (0, core_js_1.parse)(exchange, spec.returns ?? "json"));
}
/** A list that comes in pages. */
function pagedCall(core, spec, args) {
    const strategy = spec.pages;
    const load = (step) => new pagination_js_1.PagePromise(send(core, spec, args, step), async (exchange) => {
        const body = await (0, core_js_1.parse)(exchange, "json");
        return new pagination_js_1.Page(body, exchange, strategy, async (next) => load(next));
    });
    return load({});
}
/** An answer that is read as it arrives. */
function streamCall(core, spec, args) {
    return new stream_js_1.StreamPromise(send(core, spec, args), spec.stream);
}
async function send(core, spec, args, step = {}) {
    const rest = [...args];
    const values = rest.splice(0, new Set(spec.path.match(/\{[^{}]*\}/g)).size);
    let body = spec.body ? rest.shift() : undefined;
    const params = (spec.params ? rest.shift() : undefined);
    const options = (rest[0] ?? {});
    const headers = new Headers({ accept: spec.accept ?? "application/json" });
    const pairs = [];
    for (const param of spec.params ?? []) {
        const value = params?.[param.name];
        if (value === undefined || value === null) {
            continue;
        }
        const wire = param.wire ?? param.name;
        if (param.in === "header") {
            headers.set(wire, param.style ? (param.style(wire, value)[0]?.[1] ?? "") : (0, serialize_js_1.headerValue)(value, param.explode));
        }
        else if (param.in === "cookie") {
            for (const pair of (param.style ?? serialize_js_1.form)(wire, value)) {
                (0, auth_js_1.addCookie)(headers, (0, serialize_js_1.encodePairs)([pair]));
            }
        }
        else {
            pairs.push(...(param.style ?? serialize_js_1.form)(wire, value));
        }
    }
    let key = options.idempotencyKey;
    const { idempotency } = spec;
    if (idempotency && "body" in idempotency) {
        if (typeof body === "object" && body !== null) {
            const own = body[idempotency.body];
            if (own === undefined && key !== undefined) {
                body = { ...body, [idempotency.body]: key };
            }
            key ??= own;
        }
    }
    else if (!(0, core_js_1.isIdempotent)(spec.method)) {
        key ??= idempotency && crypto.randomUUID();
        if (key !== undefined) {
            headers.set(idempotency?.header ?? "Idempotency-Key", key);
        }
    }
    let content = null;
    if (spec.body && body !== undefined) {
        const type = options.contentType ?? Object.keys(spec.body)[0];
        const encode = spec.body[type];
        if (!encode) {
            throw new errors_js_1.SdkError(`${spec.id} takes no ${type}, but ${Object.keys(spec.body).join(", ")}.`);
        }
        const encoded = encode(spec.bodyDefaults ? { ...body, ...spec.bodyDefaults } : body, type);
        content = encoded.content;
        if (encoded.contentType !== undefined) {
            headers.set("content-type", encoded.contentType);
        }
    }
    let url = step.url;
    if (url === undefined) {
        const base = spec.server === undefined || core.baseUrlIsOwn ? core.baseUrl : core.resolve(spec.server).replace(/\/+$/, "");
        const query = (0, serialize_js_1.encodePairs)(pairs.filter(([name]) => !(step.query && name in step.query)).concat(Object.entries(step.query ?? {})));
        url = `${base}${(0, serialize_js_1.fillPath)(spec.path, values, spec.pathStyles)}${query && `?${query}`}`;
    }
    return core.send({
        operation: spec.id,
        method: spec.method,
        url,
        headers,
        body: content,
        credentials: credentialsFor(core, spec),
        trusted: true,
        repeatable: (0, core_js_1.isIdempotent)(spec.method) || key !== undefined,
        options,
    });
}
/** The credentials of the first alternative that the client has all of. */
function credentialsFor(core, spec) {
    const alternatives = spec.security ?? [];
    const met = alternatives.filter((names) => names.every((name) => core.credentials.has(name)));
    // An alternative without schemes means that credentials are optional: given ones are still sent.
    const chosen = met.find((names) => names.length > 0) ?? met[0] ?? [];
    return chosen.map((name) => core.credentials.get(name)).filter((credential) => credential !== undefined);
}
//# sourceMappingURL=operation.js.map