import type { Credential } from "./auth.js";
import type { EncodedBody } from "./body.js";
import { isBrowser, readEnv } from "./env.js";
import { ConnectionError, SdkError, TimeoutError, errorOf, type ErrorResponse } from "./errors.js";
import { levelled, redactHeaders, redactUrl, type LogLevel, type Logger } from "./logger.js";
import { ApiPromise, type Exchange } from "./promise.js";
import { LONGEST_WAIT, isRetryable, retryAfter, retryDelay, sleep } from "./retry.js";

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
export class Core {
  /** Where the API is, without a slash at the end */
  readonly baseUrl: string;
  /** Whether the user chose the base URL; then it also stands in for servers of single operations */
  readonly baseUrlIsOwn: boolean;
  /** Credentials by the name of their security scheme */
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly #options: CoreOptions;
  readonly #agent: string;
  readonly #logger: Logger;
  readonly #secrets: ReadonlySet<string>;
  readonly #warned = new Set<string>();

  constructor(config: CoreConfig, options: CoreOptions) {
    const own = options.baseUrl ?? readEnv(`${config.env}_BASE_URL`);
    const base = own ?? config.baseUrl;
    if (base === undefined || !/^https?:\/\//i.test(base)) {
      throw new SdkError(`The base URL must be absolute: pass baseUrl, or set ${config.env}_BASE_URL.`);
    }
    this.baseUrl = base.replace(/\/+$/, "");
    this.baseUrlIsOwn = own !== undefined;
    this.credentials = config.credentials;
    this.#options = options;
    this.#agent = config.agent;
    this.#logger = levelled(options.logger ?? console, options.logLevel, `${config.env}_LOG`);
    this.#secrets = new Set([...config.credentials.values()].flatMap((credential) => credential.secrets ?? []));
  }

  /** Calls what the API's description does not know. `path` is relative to the base URL. The result is parsed JSON, or text. */
  request<T = unknown>(method: string, path: string, options: RawRequest = {}): ApiPromise<T> {
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
      body: plain ? ((body ?? null) as Call["body"]) : JSON.stringify(body),
      credentials: this.#isOwn(this.resolve(path)) ? [...this.credentials.values()].slice(0, 1) : [],
      repeatable: isIdempotent(method) || options.idempotencyKey !== undefined,
      options,
    });
    return new ApiPromise(sent, (exchange) => parse(exchange, "json") as Promise<T>);
  }

  /** An absolute URL of one that may be relative to the base URL. */
  resolve(url: string): string {
    return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `${this.baseUrl}/${url.replace(/^\/+/, "")}`;
  }

  /** Sends a call, with all its retries. Rejects when the answer is an error. */
  async send(call: Call): Promise<Exchange> {
    const { options } = call;
    const deadline = options.timeout ?? this.#options.timeout;
    const end = deadline === undefined ? Number.POSITIVE_INFINITY : Date.now() + deadline;
    const retries = options.maxRetries ?? this.#options.maxRetries ?? 2;
    const repeatable = call.repeatable && !(call.body instanceof ReadableStream);
    let renewed = false;
    for (let tries = 0, attempt = 0; ; attempt++) {
      const request = this.#request(call, attempt);
      let failure: Error;
      let asked: number | undefined;
      try {
        const exchange = await this.#attempt(request, call, end);
        const { status, headers } = exchange.response;
        if (status < 400) {
          this.#warnDeprecated(call.operation, headers);
          return exchange;
        }
        asked = retryAfter(headers, Date.now());
        const response = { operation: call.operation, status, headers, body: await parse(exchange, "json") };
        failure = call.fail?.(response) ?? errorOf(response, asked);
        if (status === 401 && !renewed && !(call.body instanceof ReadableStream)) {
          renewed = true;
          if (call.credentials.map((credential) => credential.refused?.(request) ?? false).includes(true)) {
            continue;
          }
        }
        if (!isRetryable(status)) {
          throw failure;
        }
      } catch (error) {
        if (!(error instanceof ConnectionError) || options.signal?.aborted) {
          throw error;
        }
        failure = error;
      }
      const wait = retryDelay(tries, asked, Math.random());
      if (!repeatable || tries >= retries || wait > LONGEST_WAIT || Date.now() + wait >= end) {
        throw failure;
      }
      tries++;
      this.#logger.info(
        `${call.operation}: try ${tries} of ${retries} again in ${Math.round(wait)} ms (${failure.message})`,
      );
      await sleep(wait, options.signal);
    }
  }

  #request(call: Call, attempt: number): HttpRequest {
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
    if (!isBrowser() && !headers.has("user-agent")) {
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
  async #attempt(request: HttpRequest, call: Call, end: number): Promise<Exchange> {
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
    const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
      const limit = Math.max(0, Math.min(most, end - Date.now()));
      const timer = setTimeout(() => stop.abort(new TimeoutError(`No answer within ${limit} ms.`)), limit);
      try {
        return await step();
      } catch (error) {
        release();
        throw user?.aborted ? user.reason : stop.signal.aborted ? stop.signal.reason : translated(error);
      } finally {
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

  async #through(index: number, request: HttpRequest): Promise<Response> {
    const middleware = this.#options.middleware?.[index];
    if (middleware) {
      return middleware(request, (next) => this.#through(index + 1, next));
    }
    const { method, url, headers, body, signal } = request;
    const shown = `${method} ${redactUrl(url, this.#secrets)}`;
    this.#logger.debug(`> ${shown}`, redactHeaders(headers, this.#secrets));
    const init: RequestInit & { duplex?: "half" } = { method, headers, signal: signal ?? null };
    if (body !== null) {
      init.body = body;
      if (body instanceof ReadableStream) {
        init.duplex = "half";
      }
    }
    const started = Date.now();
    const response = await (this.#options.fetch ?? fetch)(url, init);
    this.#logger.debug(
      `< ${response.status} ${shown} ${Date.now() - started} ms`,
      redactHeaders(response.headers, this.#secrets),
    );
    return response;
  }

  #warnDeprecated(operation: string, headers: Headers): void {
    const since = headers.get("deprecation");
    if (since !== null && !this.#warned.has(operation)) {
      this.#warned.add(operation);
      const sunset = headers.get("sunset");
      this.#logger.warn(
        `${operation} is deprecated${sunset === null ? "" : ` and ends on ${sunset}`}. ${headers.get("link") ?? ""}`.trim(),
      );
    }
  }

  /** Whether a URL is on the server of the base URL. Nothing secret goes elsewhere. */
  #isOwn(url: string): boolean {
    return new URL(url).origin === new URL(this.baseUrl).origin;
  }
}

/** Whether repeating a call does no more than one call (RFC 9110 section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return !/^(POST|PATCH)$/i.test(method);
}

/** How a body is read; `auto` goes by its media type. */
export type BodyKind = "json" | "text" | "blob" | "auto";

/** Reads and parses a body. A body that should be JSON and is not, is given as text. */
export async function parse(exchange: Exchange, kind: BodyKind): Promise<unknown> {
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
      return JSON.parse(content) as unknown;
    } catch (error) {
      if (isJson && response.ok) {
        throw new SdkError("The body of the response is no JSON.", { cause: error });
      }
      return content;
    }
  });
  exchange.release();
  return value;
}

function translated(error: unknown): unknown {
  // `fetch` and body readers reject with a TypeError when the network fails.
  return error instanceof TypeError ? new ConnectionError("The connection failed.", { cause: error }) : error;
}

function isBytes(body: unknown): boolean {
  return [Blob, ArrayBuffer, Uint8Array, ReadableStream, URLSearchParams, FormData].some(
    (kind) => body instanceof kind,
  );
}
