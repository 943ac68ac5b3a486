import { addCookie } from "./auth.js";
import { isIdempotent, parse } from "./core.js";
import { ApiError, SdkError } from "./errors.js";
import { Page, PagePromise } from "./pagination.js";
import { ApiPromise } from "./promise.js";
import { encodePairs, fillPath, form, headerValue } from "./serialize.js";
import { StreamPromise } from "./stream.js";
/** Makes an operation of its description. The types are the generator's word. */
export function operation(spec) {
    const run = spec.run ?? plainCall;
    const isError = (error, status) => error instanceof ApiError && error.operation === spec.id && (status === undefined || error.status === status);
    return Object.assign((core, ...args) => run(core, spec, args), { isError });
}
/** Binds an operation to a client. */
export function bind(core, target) {
    const method = (...args) => target(core, ...args);
    return Object.assign(method, { isError: target.isError });
}
/** One request, one answer. */
export function plainCall(core, spec, args) {
    return new ApiPromise(send(core, spec, args), (exchange) => parse(exchange, spec.returns ?? "json"));
}
/** A list that comes in pages. */
export function pagedCall(core, spec, args) {
    const strategy = spec.pages;
    const load = (step) => new PagePromise(send(core, spec, args, step), async (exchange) => {
        const body = await parse(exchange, "json");
        return new Page(body, exchange, strategy, async (next) => load(next));
    });
    return load({});
}
/** An answer that is read as it arrives. */
export function streamCall(core, spec, args) {
    return new StreamPromise(send(core, spec, args), spec.stream);
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
            headers.set(wire, param.style ? (param.style(wire, value)[0]?.[1] ?? "") : headerValue(value, param.explode));
        }
        else if (param.in === "cookie") {
            for (const pair of (param.style ?? form)(wire, value)) {
                addCookie(headers, encodePairs([pair]));
            }
        }
        else {
            pairs.push(...(param.style ?? form)(wire, value));
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
    else if (!isIdempotent(spec.method)) {
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
            throw new SdkError(`${spec.id} takes no ${type}, but ${Object.keys(spec.body).join(", ")}.`);
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
        const query = encodePairs(pairs.filter(([name]) => !(step.query && name in step.query)).concat(Object.entries(step.query ?? {})));
        url = `${base}${fillPath(spec.path, values, spec.pathStyles)}${query && `?${query}`}`;
    }
    return core.send({
        operation: spec.id,
        method: spec.method,
        url,
        headers,
        body: content,
        credentials: credentialsFor(core, spec),
        trusted: true,
        repeatable: isIdempotent(spec.method) || key !== undefined,
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