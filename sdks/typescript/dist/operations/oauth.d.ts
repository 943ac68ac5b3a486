import type { IntrospectionRequest, IntrospectionResponse, OauthError, Problem, TokenRequest, TokenResponseModel } from "../types.js";
import type { RequestOptions } from "../runtime/core.js";
import { type Operation } from "../runtime/operation.js";
import type { ApiPromise } from "../runtime/promise.js";
/** Bodies of the errors of {@link introspectToken}, by status. */
export interface IntrospectTokenErrors {
    400: OauthError;
    401: OauthError;
    403: Problem;
    429: OauthError;
    503: OauthError;
    default: OauthError;
}
/**
 * Ask whether a token is active
 *
 * `POST /v1/token/introspect`
 */
export declare const introspectToken: Operation<[
    body: IntrospectionRequest,
    options?: RequestOptions
], ApiPromise<IntrospectionResponse>, IntrospectTokenErrors>;
/** Bodies of the errors of {@link issueToken}, by status. */
export interface IssueTokenErrors {
    400: OauthError;
    401: OauthError;
    429: OauthError;
    503: OauthError;
    default: OauthError;
}
/**
 * Get an access token
 *
 * `POST /oauth/token`
 */
export declare const issueToken: Operation<[
    body: TokenRequest,
    options?: RequestOptions
], ApiPromise<TokenResponseModel>, IssueTokenErrors>;
