import type { ApiClient, ApiClientCreate, ApiClientPage, ApiClientStatus, ApiClientWithSecret, ClientId, Problem } from "../types.js";
import type { RequestOptions } from "../runtime/core.js";
import { type Operation } from "../runtime/operation.js";
import { type PagePromise } from "../runtime/pagination.js";
import type { ApiPromise } from "../runtime/promise.js";
/** Bodies of the errors of {@link createApiClient}, by status. */
export interface CreateApiClientErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    409: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Register an API client
 *
 * `POST /v1/api-clients`
 */
export declare const createApiClient: Operation<[
    body: ApiClientCreate,
    options?: RequestOptions
], ApiPromise<ApiClient | ApiClientWithSecret>, CreateApiClientErrors>;
/** Bodies of the errors of {@link getApiClient}, by status. */
export interface GetApiClientErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    404: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Read an API client
 *
 * `GET /v1/api-clients/{client_id}`
 */
export declare const getApiClient: Operation<[
    clientId: ClientId,
    options?: RequestOptions
], ApiPromise<ApiClient>, GetApiClientErrors>;
/** Parameters of {@link listApiClients}. */
export interface ListApiClientsParams {
    /**
     * Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
     *
     * Must be: 1 to 512 characters
     */
    cursor?: string | undefined;
    /**
     * How many records a page holds at most.
     *
     * Must be: 1 to 100
     *
     * @default 20
     */
    limit?: number | undefined;
    /** Only API clients in this status. */
    status?: ApiClientStatus | undefined;
}
/** Bodies of the errors of {@link listApiClients}, by status. */
export interface ListApiClientsErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    429: Problem;
    default: Problem;
}
/**
 * List API clients
 *
 * `GET /v1/api-clients`
 */
export declare const listApiClients: Operation<[
    params?: ListApiClientsParams,
    options?: RequestOptions
], PagePromise<ApiClient, ApiClientPage>, ListApiClientsErrors>;
/** Bodies of the errors of {@link revokeApiClient}, by status. */
export interface RevokeApiClientErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    404: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Revoke an API client
 *
 * `POST /v1/api-clients/{client_id}/revoke`
 */
export declare const revokeApiClient: Operation<[
    clientId: ClientId,
    options?: RequestOptions
], ApiPromise<ApiClient>, RevokeApiClientErrors>;
