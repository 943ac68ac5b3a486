import { createApiClient, getApiClient, listApiClients, revokeApiClient } from "../operations/api-clients.js";
import type { Core } from "../runtime/core.js";
import { type MethodOf } from "../runtime/operation.js";
/** The machine identities of an organisation. */
export declare class ApiClientsResource {
    /**
     * Register an API client
     *
     * Creates an API client and its secret. The secret is in this answer and nowhere else: it is stored as a hash and
     * cannot be shown again. A repeated call with the same `external_id` and body answers 200 without a secret.
     *
     * Scopes that the organisation's policy does not grant are refused.
     *
     * `POST /v1/api-clients`
     */
    readonly create: MethodOf<typeof createApiClient>;
    /**
     * Read an API client
     *
     * One API client. The secret is never shown again, only its last four characters.
     *
     * `GET /v1/api-clients/{client_id}`
     *
     * @param clientId - The API client.
     */
    readonly get: MethodOf<typeof getApiClient>;
    /**
     * List API clients
     *
     * The organisation's API clients, newest first, revoked ones included.
     *
     * `GET /v1/api-clients`
     */
    readonly list: MethodOf<typeof listApiClients>;
    /**
     * Revoke an API client
     *
     * Ends an API client for good: its tokens and secrets stop working at once and it can never be made active again.
     * Revoking a revoked client changes nothing.
     *
     * `POST /v1/api-clients/{client_id}/revoke`
     *
     * @param clientId - The API client.
     */
    readonly revoke: MethodOf<typeof revokeApiClient>;
    constructor(core: Core);
}
