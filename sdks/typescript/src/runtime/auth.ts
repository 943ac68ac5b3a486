import { parse, type Core, type HttpRequest } from "./core.js";
import { OAuthError, SdkError, type OAuthErrorBody } from "./errors.js";
import type { Exchange } from "./promise.js";

/** A way to prove who calls. */
export interface Credential {
  /** Puts the proof on a request. */
  apply(request: HttpRequest, core: Core): void | Promise<void>;
  /** The server answered 401: forgets what it sent. Tells whether another try can be better. */
  refused?(request: HttpRequest): boolean;
  /** Names of headers and query parameters that hold the proof, in lower case, so that logs mask them */
  readonly secrets?: readonly string[];
}

/** What a function that gives tokens is told. */
export interface TokenContext {
  /** The token that the server answered 401 to: another one is wanted */
  readonly refused: string | undefined;
  /** The client that asks */
  readonly core: Core;
  /** Ends when the caller no longer waits */
  readonly signal: AbortSignal | undefined;
}

/** A token, or a function that gives one. After a 401 the function is asked once more, with the token that was `refused`. */
export type Token = string | ((context: TokenContext) => string | Promise<string>);

/** Scheme and token in the `Authorization` header. */
export function bearer(token: Token, scheme = "Bearer"): Credential {
  let refused: string | undefined;
  return {
    async apply(request, core) {
      const value = typeof token === "string" ? token : await token({ refused, core, signal: request.signal });
      request.headers.set("authorization", `${scheme} ${value}`);
    },
    refused(request) {
      refused = request.headers.get("authorization")?.slice(scheme.length + 1);
      return typeof token === "function";
    },
  };
}

/** User name and password (RFC 7617). */
export function basic(username: string, password: string): Credential {
  const value = `Basic ${base64(`${username}:${password}`)}`;
  return {
    apply(request) {
      request.headers.set("authorization", value);
    },
  };
}

/** An OAuth 2.0 client's id and secret as user name and password, both form-encoded first (RFC 6749 section 2.3.1). */
export function clientBasic(clientId: string, clientSecret: string): Credential {
  return basic(formEncode(clientId), formEncode(clientSecret));
}

/** A key in a header, the query or a cookie. */
export function apiKey(place: "header" | "query" | "cookie", name: string, key: string): Credential {
  return {
    secrets: [name.toLowerCase()],
    apply(request) {
      if (place === "header") {
        request.headers.set(name, key);
      } else if (place === "query") {
        const url = new URL(request.url);
        url.searchParams.set(name, key);
        request.url = url.href;
      } else {
        addCookie(request.headers, `${name}=${encodeURIComponent(key)}`);
      }
    },
  };
}

/** Adds to the `Cookie` header. */
export function addCookie(headers: Headers, pair: string): void {
  const before = headers.get("cookie");
  headers.set("cookie", before ? `${before}; ${pair}` : pair);
}

/** A token as a token endpoint gives it (RFC 6749 section 5.1). */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type?: string;
  /** Life in seconds */
  readonly expires_in?: number;
  readonly refresh_token?: string;
  readonly scope?: string;
  readonly [key: string]: unknown;
}

/** An OAuth 2.0 client: a public one has no secret. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/** What the client credentials grant needs. */
export interface ClientCredentialsOptions {
  /** Token endpoint; relative to the base URL when it is not absolute */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes?: readonly string[] | undefined;
}

/**
 * Keeps a token until shortly before it ends (a tenth of its life, at most 30 s). Any number of calls at once share one
 * fetch; a caller that gives up does not stop it for the others.
 */
export function keptToken(
  fetchToken: (core: Core) => Promise<TokenResponse>,
  first?: TokenResponse,
): (context: TokenContext) => Promise<string> {
  let token = first && kept(first);
  let flight: Promise<string> | undefined;
  return async ({ refused, core, signal }) => {
    if (token && token.value !== refused && Date.now() < token.until) {
      return token.value;
    }
    flight ??= fetchToken(core)
      .then((answer) => {
        token = kept(answer);
        return token.value;
      })
      .finally(() => {
        flight = undefined;
      });
    return abortable(flight, signal);
  };
}

function kept(answer: TokenResponse): { value: string; until: number } {
  // Without a word about its life (RFC 6749 only recommends one) it is kept for five minutes.
  const life = (answer.expires_in ?? 300) * 1000;
  return { value: answer.access_token, until: Date.now() + life - Math.min(30_000, life / 10) };
}

/** OAuth 2.0 client credentials (RFC 6749 section 4.4): the token is fetched when it is first needed, and kept. */
export function clientCredentials(options: ClientCredentialsOptions): Credential {
  return bearer(
    keptToken((core) => {
      const form = new URLSearchParams({ grant_type: "client_credentials" });
      if (options.scopes?.length) {
        form.set("scope", options.scopes.join(" "));
      }
      return requestToken(core, options.tokenUrl, form, options);
    }),
  );
}

/** Asks a token endpoint. The client proves itself by HTTP Basic with both parts form-encoded (RFC 6749 section 2.3.1). */
export async function requestToken(
  core: Core,
  tokenUrl: string,
  form: URLSearchParams,
  client: OAuthClient,
): Promise<TokenResponse> {
  const exchange = await postForm(core, tokenUrl, form, client);
  const answer = (await parse(exchange, "json")) as TokenResponse | undefined;
  if (typeof answer?.access_token !== "string") {
    throw new SdkError("The token endpoint's answer has no access_token.");
  }
  return answer;
}

/** Posts to an OAuth 2.0 endpoint as a client. */
export function postForm(core: Core, url: string, form: URLSearchParams, client: OAuthClient): Promise<Exchange> {
  const headers = new Headers({ accept: "application/json", "content-type": "application/x-www-form-urlencoded" });
  if (client.clientSecret === undefined) {
    form.set("client_id", client.clientId);
  } else {
    headers.set(
      "authorization",
      `Basic ${base64(`${formEncode(client.clientId)}:${formEncode(client.clientSecret)}`)}`,
    );
  }
  return core.send({
    operation: "oauth",
    method: "POST",
    url: core.resolve(url),
    headers,
    body: form.toString(),
    credentials: [],
    // Asking twice for a token, or revoking it twice, does no harm.
    repeatable: form.get("grant_type") !== "authorization_code" && form.get("grant_type") !== "refresh_token",
    options: {},
    fail: (response) => {
      const body = response.body as OAuthErrorBody | undefined;
      return typeof body?.error === "string" ? new OAuthError({ ...response, body }) : undefined;
    },
  });
}

/** Form-encoding of one value. */
function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** Base64 of the UTF-8 bytes. */
function base64(value: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}

/** Waits for what is shared, but no longer than the one who waits wants to. */
function abortable<T>(shared: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) {
    return shared;
  }
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener("abort", stop, { once: true });
    void shared.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
