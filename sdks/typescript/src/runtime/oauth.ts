import { keptToken, postForm, requestToken, type OAuthClient, type Token, type TokenResponse } from "./auth.js";
import type { Core } from "./core.js";

/** A secret of one login (RFC 7636): the challenge goes out first, the verifier proves it later. */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
  readonly method: "S256";
}

/** Makes a fresh pair. */
export async function createPkce(): Promise<Pkce> {
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { verifier, challenge: base64Url(new Uint8Array(digest)), method: "S256" };
}

/** A random text for `state`, to tell the answer of one's own login from a forged one. */
export function createState(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(16)));
}

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
export function authorizationUrl(options: AuthorizationOptions): string {
  const url = new URL(options.authorizationUrl);
  const params: Record<string, string> = {
    ...options.params,
    response_type: "code",
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    state: options.state,
    code_challenge: options.pkce.challenge,
    code_challenge_method: options.pkce.method,
  };
  if (options.scopes?.length) {
    params["scope"] = options.scopes.join(" ");
  }
  for (const [name, value] of Object.entries(params)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/** An OAuth 2.0 client and its token endpoint; relative to the base URL when it is not absolute. */
export interface TokenEndpoint extends OAuthClient {
  readonly tokenUrl: string;
}

/** Trades the code of a login for tokens (RFC 6749 section 4.1.3). */
export function exchangeCode(
  core: Core,
  endpoint: TokenEndpoint,
  login: { readonly code: string; readonly redirectUri: string; readonly verifier: string },
): Promise<TokenResponse> {
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code: login.code,
    redirect_uri: login.redirectUri,
    code_verifier: login.verifier,
  });
  return requestToken(core, endpoint.tokenUrl, form, endpoint);
}

/** Trades a refresh token for new tokens (RFC 6749 section 6). */
export function refreshTokens(core: Core, endpoint: TokenEndpoint, refreshToken: string): Promise<TokenResponse> {
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken });
  return requestToken(core, endpoint.tokenUrl, form, endpoint);
}

/** Ends a token (RFC 7009). A token that is not known is no error. */
export async function revokeToken(
  core: Core,
  revocation: OAuthClient & { readonly revocationUrl: string },
  token: string,
  hint?: "access_token" | "refresh_token",
): Promise<void> {
  const form = new URLSearchParams({ token });
  if (hint !== undefined) {
    form.set("token_type_hint", hint);
  }
  const exchange = await postForm(core, revocation.revocationUrl, form, revocation);
  exchange.cancel();
}

/**
 * The tokens of a login as the `token` of a client: refreshed shortly before they end and after a 401, once for all calls
 * at a time. `changed` gets new tokens before they are used, so that a rotated refresh token is never lost.
 */
export function loginToken(
  endpoint: TokenEndpoint,
  tokens: TokenResponse,
  changed?: (tokens: TokenResponse) => void | Promise<void>,
): Token {
  let refreshToken = tokens.refresh_token;
  return keptToken(async (core) => {
    if (refreshToken === undefined) {
      return tokens;
    }
    const fresh = await refreshTokens(core, endpoint, refreshToken);
    refreshToken = fresh.refresh_token ?? refreshToken;
    await changed?.({ ...fresh, refresh_token: refreshToken });
    return fresh;
  }, tokens);
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
