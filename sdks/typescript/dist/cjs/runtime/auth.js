"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.bearer = bearer;
exports.basic = basic;
exports.clientBasic = clientBasic;
exports.apiKey = apiKey;
exports.addCookie = addCookie;
exports.keptToken = keptToken;
exports.clientCredentials = clientCredentials;
exports.requestToken = requestToken;
exports.postForm = postForm;
const core_js_1 = require("./core.js");
const errors_js_1 = require("./errors.js");
/** Scheme and token in the `Authorization` header. */
function bearer(token, scheme = "Bearer") {
    let refused;
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
function basic(username, password) {
    const value = `Basic ${base64(`${username}:${password}`)}`;
    return {
        apply(request) {
            request.headers.set("authorization", value);
        },
    };
}
/** An OAuth 2.0 client's id and secret as user name and password, both form-encoded first (RFC 6749 section 2.3.1). */
function clientBasic(clientId, clientSecret) {
    return basic(formEncode(clientId), formEncode(clientSecret));
}
/** A key in a header, the query or a cookie. */
function apiKey(place, name, key) {
    return {
        secrets: [name.toLowerCase()],
        apply(request) {
            if (place === "header") {
                request.headers.set(name, key);
            }
            else if (place === "query") {
                const url = new URL(request.url);
                url.searchParams.set(name, key);
                request.url = url.href;
            }
            else {
                addCookie(request.headers, `${name}=${encodeURIComponent(key)}`);
            }
        },
    };
}
/** Adds to the `Cookie` header. */
function addCookie(headers, pair) {
    const before = headers.get("cookie");
    headers.set("cookie", before ? `${before}; ${pair}` : pair);
}
/**
 * Keeps a token until shortly before it ends (a tenth of its life, at most 30 s). Any number of calls at once share one
 * fetch; a caller that gives up does not stop it for the others.
 */
function keptToken(fetchToken, first) {
    let token = first && kept(first);
    let flight;
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
function kept(answer) {
    // Without a word about its life (RFC 6749 only recommends one) it is kept for five minutes.
    const life = (answer.expires_in ?? 300) * 1000;
    return { value: answer.access_token, until: Date.now() + life - Math.min(30_000, life / 10) };
}
/** OAuth 2.0 client credentials (RFC 6749 section 4.4): the token is fetched when it is first needed, and kept. */
function clientCredentials(options) {
    return bearer(keptToken((core) => {
        const form = new URLSearchParams({ grant_type: "client_credentials" });
        if (options.scopes?.length) {
            form.set("scope", options.scopes.join(" "));
        }
        return requestToken(core, options.tokenUrl, form, options);
    }));
}
/** Asks a token endpoint. The client proves itself by HTTP Basic with both parts form-encoded (RFC 6749 section 2.3.1). */
async function requestToken(core, tokenUrl, form, client) {
    const exchange = await postForm(core, tokenUrl, form, client);
    const answer = (await (0, core_js_1.parse)(exchange, "json"));
    if (typeof answer?.access_token !== "string") {
        throw new errors_js_1.SdkError("The token endpoint's answer has no access_token.");
    }
    return answer;
}
/** Posts to an OAuth 2.0 endpoint as a client. */
function postForm(core, url, form, client) {
    const headers = new Headers({ accept: "application/json", "content-type": "application/x-www-form-urlencoded" });
    if (client.clientSecret === undefined) {
        form.set("client_id", client.clientId);
    }
    else {
        headers.set("authorization", `Basic ${base64(`${formEncode(client.clientId)}:${formEncode(client.clientSecret)}`)}`);
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
            const body = response.body;
            return typeof body?.error === "string" ? new errors_js_1.OAuthError({ ...response, body }) : undefined;
        },
    });
}
/** Form-encoding of one value. */
function formEncode(value) {
    return new URLSearchParams({ v: value }).toString().slice(2);
}
/** Base64 of the UTF-8 bytes. */
function base64(value) {
    return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}
/** Waits for what is shared, but no longer than the one who waits wants to. */
function abortable(shared, signal) {
    if (!signal) {
        return shared;
    }
    return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal.aborted) {
            stop();
        }
        signal.addEventListener("abort", stop, { once: true });
        void shared.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    });
}
//# sourceMappingURL=auth.js.map