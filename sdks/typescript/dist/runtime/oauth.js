import { keptToken, postForm, requestToken } from "./auth.js";
/** Makes a fresh pair. */
export async function createPkce() {
    const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    return { verifier, challenge: base64Url(new Uint8Array(digest)), method: "S256" };
}
/** A random text for `state`, to tell the answer of one's own login from a forged one. */
export function createState() {
    return base64Url(crypto.getRandomValues(new Uint8Array(16)));
}
/** The URL that the user is sent to (RFC 6749 section 4.1.1 with PKCE). */
export function authorizationUrl(options) {
    const url = new URL(options.authorizationUrl);
    const params = {
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
/** Trades the code of a login for tokens (RFC 6749 section 4.1.3). */
export function exchangeCode(core, endpoint, login) {
    const form = new URLSearchParams({
        grant_type: "authorization_code",
        code: login.code,
        redirect_uri: login.redirectUri,
        code_verifier: login.verifier,
    });
    return requestToken(core, endpoint.tokenUrl, form, endpoint);
}
/** Trades a refresh token for new tokens (RFC 6749 section 6). */
export function refreshTokens(core, endpoint, refreshToken) {
    const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken });
    return requestToken(core, endpoint.tokenUrl, form, endpoint);
}
/** Ends a token (RFC 7009). A token that is not known is no error. */
export async function revokeToken(core, revocation, token, hint) {
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
export function loginToken(endpoint, tokens, changed) {
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
function base64Url(bytes) {
    return btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "");
}
//# sourceMappingURL=oauth.js.map