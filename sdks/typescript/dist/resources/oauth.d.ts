import { introspectToken, issueToken } from "../operations/oauth.js";
import type { Core } from "../runtime/core.js";
import { type MethodOf } from "../runtime/operation.js";
/** Access tokens (RFC 6749) and their introspection (RFC 7662). */
export declare class OauthResource {
    /**
     * Ask whether a token is active
     *
     * Token introspection (RFC 7662). The caller authenticates as a client of the organisation, or with a token that
     * carries `tokens:introspect`. A token of another organisation, an expired or revoked one, and a string that never
     * was a token are all answered with `{"active": false}` and nothing else.
     *
     * `POST /v1/token/introspect`
     */
    readonly introspectToken: MethodOf<typeof introspectToken>;
    /**
     * Get an access token
     *
     * Exchanges client credentials for an access token (RFC 6749 section 4.4). The client authenticates with HTTP Basic
     * or with `client_id` and `client_secret` in the body, never with both.
     *
     * A scope that is unknown, not registered for the client, or not granted by the organisation's policy refuses the
     * whole request with `invalid_scope`; the set is never narrowed silently.
     *
     * `POST /oauth/token`
     *
     * @param body - The grant. JSON and form bodies mean the same.
     */
    readonly issueToken: MethodOf<typeof issueToken>;
    constructor(core: Core);
}
