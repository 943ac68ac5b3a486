/** What every error of this package is. */
export class SdkError extends Error {
    // Spelled out in every class: minifiers rename classes.
    name = "SdkError";
}
/** No answer came: the network failed before or while the response was read. The reason is in `cause`. */
export class ConnectionError extends SdkError {
    name = "ConnectionError";
}
/** No answer came in time (`timeout` for the whole call, `attemptTimeout` for one try). */
export class TimeoutError extends ConnectionError {
    name = "TimeoutError";
}
/** A webhook's signature is missing, wrong or too old. */
export class WebhookVerificationError extends SdkError {
    name = "WebhookVerificationError";
}
/** The server answered, and the answer is an error. The classes below it tell the status. */
export class ApiError extends SdkError {
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
/** 400 */
export class BadRequestError extends ApiError {
    name = "BadRequestError";
}
/** 401: the credentials are missing, wrong or expired */
export class UnauthorizedError extends ApiError {
    name = "UnauthorizedError";
}
/** 403: the credentials are right, but do not allow this */
export class ForbiddenError extends ApiError {
    name = "ForbiddenError";
}
/** 404 */
export class NotFoundError extends ApiError {
    name = "NotFoundError";
}
/** 409 */
export class ConflictError extends ApiError {
    name = "ConflictError";
}
/** 422 */
export class UnprocessableError extends ApiError {
    name = "UnprocessableError";
}
/** 429 */
export class RateLimitError extends ApiError {
    name = "RateLimitError";
    /** How long the server asks to wait, in milliseconds; `undefined` when it does not say */
    retryAfter;
    constructor(response, retryAfter) {
        super(response);
        this.retryAfter = retryAfter;
    }
}
/** 500 to 599 */
export class ServerError extends ApiError {
    name = "ServerError";
}
/** The authorization server refused to issue a token. */
export class OAuthError extends ApiError {
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
/** The number that the server gave to a request. */
export function requestIdOf(headers) {
    return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}
/** The error that stands for a response. `retryAfter` is in milliseconds. */
export function errorOf(response, retryAfter) {
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