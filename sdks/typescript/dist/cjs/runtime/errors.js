"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.OAuthError = exports.ServerError = exports.RateLimitError = exports.UnprocessableError = exports.ConflictError = exports.NotFoundError = exports.ForbiddenError = exports.UnauthorizedError = exports.BadRequestError = exports.ApiError = exports.WebhookVerificationError = exports.TimeoutError = exports.ConnectionError = exports.SdkError = void 0;
exports.requestIdOf = requestIdOf;
exports.errorOf = errorOf;
/** What every error of this package is. */
class SdkError extends Error {
    // Spelled out in every class: minifiers rename classes.
    name = "SdkError";
}
exports.SdkError = SdkError;
/** No answer came: the network failed before or while the response was read. The reason is in `cause`. */
class ConnectionError extends SdkError {
    name = "ConnectionError";
}
exports.ConnectionError = ConnectionError;
/** No answer came in time (`timeout` for the whole call, `attemptTimeout` for one try). */
class TimeoutError extends ConnectionError {
    name = "TimeoutError";
}
exports.TimeoutError = TimeoutError;
/** A webhook's signature is missing, wrong or too old. */
class WebhookVerificationError extends SdkError {
    name = "WebhookVerificationError";
}
exports.WebhookVerificationError = WebhookVerificationError;
/** The server answered, and the answer is an error. The classes below it tell the status. */
class ApiError extends SdkError {
    name = "ApiError";
    /** Id of the operation, as the API's description names it */
    operation;
    /** HTTP status */
    status;
    /** Headers of the response */
    headers;
    /** Body of the response: the parsed JSON, or the text when it is no JSON */
    body;
    /** Number of the request (`X-Request-Id`), to quote in a support case */
    requestId;
    constructor(response) {
        super(`${response.status} ${summary(response.body) ?? "(no details)"}`);
        this.operation = response.operation;
        this.status = response.status;
        this.headers = response.headers;
        this.body = response.body;
        this.requestId = requestIdOf(response.headers);
    }
}
exports.ApiError = ApiError;
/** 400 */
class BadRequestError extends ApiError {
    name = "BadRequestError";
}
exports.BadRequestError = BadRequestError;
/** 401: the credentials are missing, wrong or expired */
class UnauthorizedError extends ApiError {
    name = "UnauthorizedError";
}
exports.UnauthorizedError = UnauthorizedError;
/** 403: the credentials are right, but do not allow this */
class ForbiddenError extends ApiError {
    name = "ForbiddenError";
}
exports.ForbiddenError = ForbiddenError;
/** 404 */
class NotFoundError extends ApiError {
    name = "NotFoundError";
}
exports.NotFoundError = NotFoundError;
/** 409 */
class ConflictError extends ApiError {
    name = "ConflictError";
}
exports.ConflictError = ConflictError;
/** 422 */
class UnprocessableError extends ApiError {
    name = "UnprocessableError";
}
exports.UnprocessableError = UnprocessableError;
/** 429 */
class RateLimitError extends ApiError {
    name = "RateLimitError";
    /** How long the server asks to wait, in milliseconds; `undefined` when it does not say */
    retryAfter;
    constructor(response, retryAfter) {
        super(response);
        this.retryAfter = retryAfter;
    }
}
exports.RateLimitError = RateLimitError;
/** 500 to 599 */
class ServerError extends ApiError {
    name = "ServerError";
}
exports.ServerError = ServerError;
/** The authorization server refused to issue a token. */
class OAuthError extends ApiError {
    name = "OAuthError";
    /** Such as `invalid_client` or `invalid_scope` */
    error;
    /** Text for people */
    errorDescription;
    /** The platform's own code, when it sends one */
    code;
    constructor(response) {
        super(response);
        this.error = response.body.error;
        this.errorDescription = response.body.error_description;
        this.code = response.body.code;
    }
}
exports.OAuthError = OAuthError;
/** The number that the server gave to a request. */
function requestIdOf(headers) {
    return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}
/** The error that stands for a response. `retryAfter` is in milliseconds. */
function errorOf(response, retryAfter) {
    switch (response.status) {
        case 400:
            return new BadRequestError(response);
        case 401:
            return new UnauthorizedError(response);
        case 403:
            return new ForbiddenError(response);
        case 404:
            return new NotFoundError(response);
        case 409:
            return new ConflictError(response);
        case 422:
            return new UnprocessableError(response);
        case 429:
            return new RateLimitError(response, retryAfter);
        default:
            return response.status >= 500 ? new ServerError(response) : new ApiError(response);
    }
}
/** The most telling line of an error body: problem+json, RFC 6749, and what is common besides. */
function summary(body) {
    if (typeof body === "string") {
        return body.slice(0, 200) || undefined;
    }
    if (typeof body !== "object" || body === null) {
        return undefined;
    }
    const fields = body;
    const nested = fields["error"];
    for (const text of [fields["detail"], fields["error_description"], fields["title"], fields["message"], nested]) {
        if (typeof text === "string" && text !== "") {
            return text;
        }
    }
    return typeof nested === "object" ? summary(nested) : undefined;
}
//# sourceMappingURL=errors.js.map