import { type Core, type HttpRequest } from "./core.js";
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
export declare function bearer(token: Token, scheme?: string): Credential;
/** User name and password (RFC 7617). */
export declare function basic(username: string, password: string): Credential;
/** An OAuth 2.0 client's id and secret as user name and password, both form-encoded first (RFC 6749 section 2.3.1). */
export declare function clientBasic(clientId: string, clientSecret: string): Credential;
/** A key in a header, the query or a cookie. */
export declare function apiKey(place: "header" | "query" | "cookie", name: string, key: string): Credential;
/** Adds to the `Cookie` header. */
export declare function addCookie(headers: Headers, pair: string): void;
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
export declare function keptToken(fetchToken: (core: Core) => Promise<TokenResponse>, first?: TokenResponse): (context: TokenContext) => Promise<string>;
/** OAuth 2.0 client credentials (RFC 6749 section 4.4): the token is fetched when it is first needed, and kept. */
export declare function clientCredentials(options: ClientCredentialsOptions): Credential;
/** Asks a token endpoint. The client proves itself by HTTP Basic with both parts form-encoded (RFC 6749 section 2.3.1). */
export declare function requestToken(core: Core, tokenUrl: string, form: URLSearchParams, client: OAuthClient): Promise<TokenResponse>;
/** Posts to an OAuth 2.0 endpoint as a client. */
export declare function postForm(core: Core, url: string, form: URLSearchParams, client: OAuthClient): Promise<Exchange>;
