/** What every error of this package is. */
export declare class SdkError extends Error {
    name: string;
}
/** No answer came: the network failed before or while the response was read. The reason is in `cause`. */
export declare class ConnectionError extends SdkError {
    name: string;
}
/** No answer came in time (`timeout` for the whole call, `attemptTimeout` for one try). */
export declare class TimeoutError extends ConnectionError {
    name: string;
}
/** A webhook's signature is missing, wrong or too old. */
export declare class WebhookVerificationError extends SdkError {
    name: string;
}
/** What is known of a response that is an error. */
export interface ErrorResponse<Body = unknown> {
    /** Id of the operation, as the API's description names it */
    readonly operation: string;
    readonly status: number;
    readonly headers: Headers;
    /** The parsed JSON, or the text */
    readonly body: Body;
}
/** The server answered, and the answer is an error. The classes below it tell the status. */
export declare class ApiError<Body = unknown> extends SdkError {
    name: string;
    /** Id of the operation, as the API's description names it */
    readonly operation: string;
    /** HTTP status */
    readonly status: number;
    /** Headers of the response */
    readonly headers: Headers;
    /** Body of the response: the parsed JSON, or the text when it is no JSON */
    readonly body: Body;
    /** Number of the request (`X-Request-Id`), to quote in a support case */
    readonly requestId: string | undefined;
    constructor(response: ErrorResponse<Body>);
}
/** 400 */
export declare class BadRequestError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** 401: the credentials are missing, wrong or expired */
export declare class UnauthorizedError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** 403: the credentials are right, but do not allow this */
export declare class ForbiddenError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** 404 */
export declare class NotFoundError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** 409 */
export declare class ConflictError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** 422 */
export declare class UnprocessableError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** 429 */
export declare class RateLimitError<Body = unknown> extends ApiError<Body> {
    name: string;
    /** How long the server asks to wait, in milliseconds; `undefined` when it does not say */
    readonly retryAfter: number | undefined;
    constructor(response: ErrorResponse<Body>, retryAfter: number | undefined);
}
/** 500 to 599 */
export declare class ServerError<Body = unknown> extends ApiError<Body> {
    name: string;
}
/** Body of an OAuth 2.0 error (RFC 6749 section 5.2), which APIs extend with fields of their own. */
export interface OAuthErrorBody {
    error: string;
    error_description?: string;
    error_uri?: string;
    code?: string;
    [key: string]: unknown;
}
/** The authorization server refused to issue a token. */
export declare class OAuthError extends ApiError<OAuthErrorBody> {
    name: string;
    /** Such as `invalid_client` or `invalid_scope` */
    readonly error: string;
    /** Text for people */
    readonly errorDescription: string | undefined;
    /** The platform's own code, when it sends one */
    readonly code: string | undefined;
    constructor(response: ErrorResponse<OAuthErrorBody>);
}
/** The class that stands for a status. */
export type StatusError<Status extends number, Body> = (Status extends 400 ? BadRequestError<Body> : Status extends 401 ? UnauthorizedError<Body> : Status extends 403 ? ForbiddenError<Body> : Status extends 404 ? NotFoundError<Body> : Status extends 409 ? ConflictError<Body> : Status extends 422 ? UnprocessableError<Body> : Status extends 429 ? RateLimitError<Body> : `${Status}` extends `5${string}` ? ServerError<Body> : ApiError<Body>) & {
    readonly status: Status;
};
/** The number that the server gave to a request. */
export declare function requestIdOf(headers: Headers): string | undefined;
/** The error that stands for a response. `retryAfter` is in milliseconds. */
export declare function errorOf(response: ErrorResponse, retryAfter: number | undefined): ApiError;
