"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Core = void 0;
exports.isIdempotent = isIdempotent;
exports.parse = parse;
const env_js_1 = require("./env.js");
const errors_js_1 = require("./errors.js");
const logger_js_1 = require("./logger.js");
const promise_js_1 = require("./promise.js");
const retry_js_1 = require("./retry.js");
/** The part of a client that sends: time limits, retries, credentials, middleware, logging. */
class Core {
    /** Where the API is, without a slash at the end */
    baseUrl;
    /** Whether the user chose the base URL; then it also stands in for servers of single operations */
    baseUrlIsOwn;
    /** Credentials by the name of their security scheme */
    credentials;
    #options;
    #agent;
    #logger;
    #secrets;
    #warned = new Set();
    constructor(config, options) {
        const own = options.baseUrl ?? (0, env_js_1.readEnv)(`${config.env}_BASE_URL`);
        const base = own ?? config.baseUrl;
        if (base === undefined || !/^https?:\/\//i.test(base)) {
            throw new errors_js_1.SdkError(`The base URL must be absolute: pass baseUrl, or set ${config.env}_BASE_URL.`);
        }
        this.baseUrl = base.replace(/\/+$/, "");
        this.baseUrlIsOwn = own !== undefined;
        this.credentials = config.credentials;
        this.#options = options;
        this.#agent = config.agent;
        this.#logger = (0, logger_js_1.levelled)(options.logger ?? console, options.logLevel, `${config.env}_LOG`);
        this.#secrets = new Set([...config.credentials.values()].flatMap((credential) => credential.secrets ?? []));
    }
    /** Calls what the API's description does not know. `path` is relative to the base URL. The result is parsed JSON, or text. */
    request(method, path, options = {}) {
        const { body } = options;
        const plain = body === undefined || body === null || typeof body === "string" || isBytes(body);
        const headers = new Headers({ accept: "application/json, */*;q=0.5" });
        if (!plain) {
            headers.set("content-type", "application/json");
        }
        const sent = this.send({
            operation: `${method} ${path}`,
            method,
            url: this.resolve(path),
            headers,
            body: plain ? (body ?? null) : JSON.stringify(body),
            credentials: this.#isOwn(this.resolve(path)) ? [...this.credentials.values()].slice(0, 1) : [],
            repeatable: isIdempotent(method) || options.idempotencyKey !== undefined,
            options,
        });
        return new promise_js_1.ApiPromise(sent, (exchange) => parse(exchange, "json"));
    }
    /** An absolute URL of one that may be relative to the base URL. */
    resolve(url) {
        return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `${this.baseUrl}/${url.replace(/^\/+/, "")}`;
    }
    /** Sends a call, with all its retries. Rejects when the answer is an error. */
    async send(call) {
        const { options } = call;
        const deadline = options.timeout ?? this.#options.timeout;
        const end = deadline === undefined ? Number.POSITIVE_INFINITY : Date.now() + deadline;
        const retries = options.maxRetries ?? this.#options.maxRetries ?? 2;
        const repeatable = call.repeatable && !(call.body instanceof ReadableStream);
        let renewed = false;
        for (let tries = 0, attempt = 0;; attempt++) {
            const request = this.#request(call, attempt);
            let failure;
            let asked;
            try {
                const exchange = await this.#attempt(request, call, end);
                const { status, headers } = exchange.response;
                if (status < 400) {
                    this.#warnDeprecated(call.operation, headers);
                    return exchange;
                }
                asked = (0, retry_js_1.retryAfter)(headers, Date.now());
                const response = { operation: call.operation, status, headers, body: await parse(exchange, "json") };
                failure = call.fail?.(response) ?? (0, errors_js_1.errorOf)(response, asked);
                if (status === 401 && !renewed && !(call.body instanceof ReadableStream)) {
                    renewed = true;
                    if (call.credentials.map((credential) => credential.refused?.(request) ?? false).includes(true)) {
                        continue;
                    }
                }
                if (!(0, retry_js_1.isRetryable)(status)) {
                    throw failure;
                }
            }
            catch (error) {
                if (!(error instanceof errors_js_1.ConnectionError) || options.signal?.aborted) {
                    throw error;
                }
                failure = error;
            }
            const wait = (0, retry_js_1.retryDelay)(tries, asked, Math.random());
            if (!repeatable || tries >= retries || wait > retry_js_1.LONGEST_WAIT || Date.now() + wait >= end) {
                throw failure;
            }
            tries++;
            this.#logger.info(`${call.operation}: try ${tries} of ${retries} again in ${Math.round(wait)} ms (${failure.message})`);
            await (0, retry_js_1.sleep)(wait, options.signal);
        }
    }
    #request(call, attempt) {
        const headers = new Headers(call.headers);
        const url = new URL(call.url);
        const given = { ...this.#options.query, ...call.options.query };
        if (call.trusted || this.#isOwn(call.url)) {
            for (const [name, value] of Object.entries({ ...this.#options.headers, ...call.options.headers })) {
                headers.set(name, value);
            }
            for (const [name, value] of Object.entries(given)) {
                url.searchParams.set(name, value);
            }
        }
        if (!(0, env_js_1.isBrowser)() && !headers.has("user-agent")) {
            headers.set("user-agent", this.#agent);
        }
        const { operation, method, body, options } = call;
        return {
            operation,
            method,
            url: Object.keys(given).length ? url.href : call.url,
            headers,
            body,
            signal: options.signal,
            attempt,
        };
    }
    /** One try: everything up to the headers of the response. */
    async #attempt(request, call, end) {
        const stop = new AbortController();
        const most = call.options.attemptTimeout ?? this.#options.attemptTimeout ?? 60_000;
        const user = call.options.signal;
        const cancel = () => stop.abort(user?.reason);
        if (user?.aborted) {
            cancel();
        }
        user?.addEventListener("abort", cancel, { once: true });
        const release = () => user?.removeEventListener("abort", cancel);
        /** Runs a step under the limits; what goes wrong becomes an error of this package. */
        const guarded = async (step) => {
            const limit = Math.max(0, Math.min(most, end - Date.now()));
            const timer = setTimeout(() => stop.abort(new errors_js_1.TimeoutError(`No answer within ${limit} ms.`)), limit);
            try {
                return await step();
            }
            catch (error) {
                throw user?.aborted ? user.reason : stop.signal.aborted ? stop.signal.reason : translated(error);
            }
            finally {
                clearTimeout(timer);
            }
        };
        request.signal = stop.signal;
        const response = await guarded(async () => {
            for (const credential of call.credentials) {
                await credential.apply(request, this);
            }
            // What the user sets by hand wins over credentials.
            for (const [name, value] of Object.entries(call.options.headers ?? {})) {
                request.headers.set(name, value);
            }
            return this.#through(0, request);
        });
        return {
            response,
            url: request.url,
            read: (body) => guarded(() => body(response)),
            release,
            cancel: () => {
                release();
                stop.abort();
            },
        };
    }
    async #through(index, request) {
        const middleware = this.#options.middleware?.[index];
        if (middleware) {
            return middleware(request, (next) => this.#through(index + 1, next));
        }
        const { method, url, headers, body, signal } = request;
        const shown = `${method} ${(0, logger_js_1.redactUrl)(url, this.#secrets)}`;
        this.#logger.debug(`> ${shown}`, (0, logger_js_1.redactHeaders)(headers, this.#secrets));
        const init = { method, headers, signal: signal ?? null };
        if (body !== null) {
            init.body = body;
            if (body instanceof ReadableStream) {
                init.duplex = "half";
            }
        }
        const started = Date.now();
        const response = await (this.#options.fetch ?? fetch)(url, init);
        this.#logger.debug(`< ${response.status} ${shown} ${Date.now() - started} ms`, (0, logger_js_1.redactHeaders)(response.headers, this.#secrets));
        return response;
    }
    #warnDeprecated(operation, headers) {
        const since = headers.get("deprecation");
        if (since !== null && !this.#warned.has(operation)) {
            this.#warned.add(operation);
            const sunset = headers.get("sunset");
            this.#logger.warn(`${operation} is deprecated${sunset === null ? "" : ` and ends on ${sunset}`}. ${headers.get("link") ?? ""}`.trim());
        }
    }
    /** Whether a URL is on the server of the base URL. Nothing secret goes elsewhere. */
    #isOwn(url) {
        return new URL(url).origin === new URL(this.baseUrl).origin;
    }
}
exports.Core = Core;
/** Whether repeating a call does no more than one call (RFC 9110 section 9.2.2). */
function isIdempotent(method) {
    return !/^(POST|PATCH)$/i.test(method);
}
/** Reads and parses a body. A body that should be JSON and is not, is given as text. */
async function parse(exchange, kind) {
    const type = exchange.response.headers.get("content-type") ?? "";
    const isJson = /[/+]json\b/i.test(type);
    const value = await exchange.read(async (response) => {
        if (kind === "blob" || (kind === "auto" && !isJson && !/^text\/|xml/i.test(type))) {
            return response.blob();
        }
        const content = await response.text();
        if (kind === "text" || (kind === "auto" && !isJson)) {
            return content;
        }
        if (content === "") {
            return undefined;
        }
        try {
            return JSON.parse(content);
        }
        catch (error) {
            if (isJson && response.ok) {
                throw new errors_js_1.SdkError("The body of the response is no JSON.", { cause: error });
            }
            return content;
        }
    });
    exchange.release();
    return value;
}
function translated(error) {
    // `fetch` and body readers reject with a TypeError when the network fails.
    return error instanceof TypeError ? new errors_js_1.ConnectionError("The connection failed.", { cause: error }) : error;
}
function isBytes(body) {
    return [Blob, ArrayBuffer, Uint8Array, ReadableStream, URLSearchParams, FormData].some((kind) => body instanceof kind);
}
//# sourceMappingURL=core.js.map