import type { Credential } from "./auth.js";
import type { EncodedBody } from "./body.js";
import { type ErrorResponse } from "./errors.js";
import { type LogLevel, type Logger } from "./logger.js";
import { ApiPromise, type Exchange } from "./promise.js";
/** A request on its way out. Middleware may change it. */
export interface HttpRequest {
    /** Id of the operation */
    readonly operation: string;
    method: string;
    url: string;
    headers: Headers;
    body: EncodedBody["content"];
    signal: AbortSignal | undefined;
    /** 0 for the first try */
    readonly attempt: number;
}
/** Stands around each try of each call: sees the request, passes it on with `next`, sees the response. */
export type Middleware = (request: HttpRequest, next: (request: HttpRequest) => Promise<Response>) => Promise<Response>;
/** What a client takes whatever its API is. */
export interface CoreOptions {
    /** Where the API is; else from the environment, else as its description says */
    readonly baseUrl?: string | undefined;
    /** Limit of a whole call with its retries and waits, in milliseconds; none by default */
    readonly timeout?: number | undefined;
    /** Limit of one try, in milliseconds; 60 000 by default */
    readonly attemptTimeout?: number | undefined;
    /** How often a failed call is tried again; 2 by default */
    readonly maxRetries?: number | undefined;
    /** Headers for all calls */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** Query parameters for all calls */
    readonly query?: Readonly<Record<string, string>> | undefined;
    /** Takes the place of the global `fetch`: for a proxy, a client certificate, a test */
    readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
    /** Stand around each try, the first one outermost */
    readonly middleware?: readonly Middleware[] | undefined;
    /** Where messages go; `console` by default. Credentials are masked. */
    readonly logger?: Logger | undefined;
    /** How much is logged; else from the environment, else `warn` */
    readonly logLevel?: LogLevel | undefined;
}
/** What a single call may set for itself. */
export interface RequestOptions {
    /** Cancels the call */
    readonly signal?: AbortSignal | undefined;
    /** Limit of the whole call with its retries and waits, in milliseconds */
    readonly timeout?: number | undefined;
    /** Limit of one try, in milliseconds */
    readonly attemptTimeout?: number | undefined;
    /** How often the call is tried again when it fails */
    readonly maxRetries?: number | undefined;
    /** Further headers; they win over those of the client and of the operation */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** Further query parameters */
    readonly query?: Readonly<Record<string, string>> | undefined;
    /** Tells a repeated call from a new one, which makes it safe to retry */
    readonly idempotencyKey?: string | undefined;
    /** One of the operation's media types for the body, when it has several */
    readonly contentType?: string | undefined;
}
/** What the package knows of its API. */
export interface CoreConfig {
    /** Name and version for the `User-Agent` */
    readonly agent: string;
    /** Prefix of the environment variables, such as `ACME` */
    readonly env: string;
    /** Base URL when the user gives none; none: the user must */
    readonly baseUrl: string | undefined;
    /** Credentials that the user gave, by the name of their security scheme; the first is the one for {@link Core.request} */
    readonly credentials: ReadonlyMap<string, Credential>;
}
/** A call, ready to be sent. */
export interface Call {
    readonly operation: string;
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    readonly body: EncodedBody["content"];
    readonly credentials: readonly Credential[];
    /** Whether the URL comes from the API's description, so that the client's headers may go there */
    readonly trusted?: boolean;
    /** Whether sending it twice does no more than sending it once */
    readonly repeatable: boolean;
    readonly options: RequestOptions;
    /** Makes a more telling error than the status does */
    readonly fail?: (response: ErrorResponse) => Error | undefined;
}
/** Further settings of {@link Core.request}. */
export interface RawRequest extends RequestOptions {
    /** Sent as JSON, unless it is text, bytes, a form or a stream */
    readonly body?: unknown;
}
/** The part of a client that sends: time limits, retries, credentials, middleware, logging. */
export declare class Core {
    #private;
    /** Where the API is, without a slash at the end */
    readonly baseUrl: string;
    /** Whether the user chose the base URL; then it also stands in for servers of single operations */
    readonly baseUrlIsOwn: boolean;
    /** Credentials by the name of their security scheme */
    readonly credentials: ReadonlyMap<string, Credential>;
    constructor(config: CoreConfig, options: CoreOptions);
    /** Calls what the API's description does not know. `path` is relative to the base URL. The result is parsed JSON, or text. */
    request<T = unknown>(method: string, path: string, options?: RawRequest): ApiPromise<T>;
    /** An absolute URL of one that may be relative to the base URL. */
    resolve(url: string): string;
    /** Sends a call, with all its retries. Rejects when the answer is an error. */
    send(call: Call): Promise<Exchange>;
}
/** Whether repeating a call does no more than one call (RFC 9110 section 9.2.2). */
export declare function isIdempotent(method: string): boolean;
/** How a body is read; `auto` goes by its media type. */
export type BodyKind = "json" | "text" | "blob" | "auto";
/** Reads and parses a body. A body that should be JSON and is not, is given as text. */
export declare function parse(exchange: Exchange, kind: BodyKind): Promise<unknown>;
