import { type OAuthClient, type Token, type TokenResponse } from "./auth.js";
import type { Core } from "./core.js";
/** A secret of one login (RFC 7636): the challenge goes out first, the verifier proves it later. */
export interface Pkce {
    readonly verifier: string;
    readonly challenge: string;
    readonly method: "S256";
}
/** Makes a fresh pair. */
export declare function createPkce(): Promise<Pkce>;
/** A random text for `state`, to tell the answer of one's own login from a forged one. */
export declare function createState(): string;
/** Where the user is sent to log in. */
export interface AuthorizationOptions {
    readonly authorizationUrl: string;
    readonly clientId: string;
    readonly redirectUri: string;
    readonly state: string;
    readonly pkce: Pkce;
    readonly scopes?: readonly string[] | undefined;
    /** Further parameters, such as `prompt` */
    readonly params?: Readonly<Record<string, string>> | undefined;
}
/** The URL that the user is sent to (RFC 6749 section 4.1.1 with PKCE). */
export declare function authorizationUrl(options: AuthorizationOptions): string;
/** An OAuth 2.0 client and its token endpoint; relative to the base URL when it is not absolute. */
export interface TokenEndpoint extends OAuthClient {
    readonly tokenUrl: string;
}
/** Trades the code of a login for tokens (RFC 6749 section 4.1.3). */
export declare function exchangeCode(core: Core, endpoint: TokenEndpoint, login: {
    readonly code: string;
    readonly redirectUri: string;
    readonly verifier: string;
}): Promise<TokenResponse>;
/** Trades a refresh token for new tokens (RFC 6749 section 6). */
export declare function refreshTokens(core: Core, endpoint: TokenEndpoint, refreshToken: string): Promise<TokenResponse>;
/** Ends a token (RFC 7009). A token that is not known is no error. */
export declare function revokeToken(core: Core, revocation: OAuthClient & {
    readonly revocationUrl: string;
}, token: string, hint?: "access_token" | "refresh_token"): Promise<void>;
/**
 * The tokens of a login as the `token` of a client: refreshed shortly before they end and after a 401, once for all calls
 * at a time. `changed` gets new tokens before they are used, so that a rotated refresh token is never lost.
 */
export declare function loginToken(endpoint: TokenEndpoint, tokens: TokenResponse, changed?: (tokens: TokenResponse) => void | Promise<void>): Token;
