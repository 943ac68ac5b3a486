/** What every error of this package is. */
export class SdkError extends Error {
  // Spelled out in every class: minifiers rename classes.
  override name = "SdkError";
}

/** No answer came: the network failed before or while the response was read. The reason is in `cause`. */
export class ConnectionError extends SdkError {
  override name = "ConnectionError";
}

/** No answer came in time (`timeout` for the whole call, `attemptTimeout` for one try). */
export class TimeoutError extends ConnectionError {
  override name = "TimeoutError";
}

/** A webhook's signature is missing, wrong or too old. */
export class WebhookVerificationError extends SdkError {
  override name = "WebhookVerificationError";
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
export class ApiError<Body = unknown> extends SdkError {
  override name = "ApiError";
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

  constructor(response: ErrorResponse<Body>) {
    super(`${response.status} ${summary(response.body) ?? "(no details)"}`);
    this.operation = response.operation;
    this.status = response.status;
    this.headers = response.headers;
    this.body = response.body;
    this.requestId = requestIdOf(response.headers);
  }
}

/** 400 */
export class BadRequestError<Body = unknown> extends ApiError<Body> {
  override name = "BadRequestError";
}
/** 401: the credentials are missing, wrong or expired */
export class UnauthorizedError<Body = unknown> extends ApiError<Body> {
  override name = "UnauthorizedError";
}
/** 403: the credentials are right, but do not allow this */
export class ForbiddenError<Body = unknown> extends ApiError<Body> {
  override name = "ForbiddenError";
}
/** 404 */
export class NotFoundError<Body = unknown> extends ApiError<Body> {
  override name = "NotFoundError";
}
/** 409 */
export class ConflictError<Body = unknown> extends ApiError<Body> {
  override name = "ConflictError";
}
/** 422 */
export class UnprocessableError<Body = unknown> extends ApiError<Body> {
  override name = "UnprocessableError";
}
/** 429 */
export class RateLimitError<Body = unknown> extends ApiError<Body> {
  override name = "RateLimitError";
  /** How long the server asks to wait, in milliseconds; `undefined` when it does not say */
  readonly retryAfter: number | undefined;

  constructor(response: ErrorResponse<Body>, retryAfter: number | undefined) {
    super(response);
    this.retryAfter = retryAfter;
  }
}
/** 500 to 599 */
export class ServerError<Body = unknown> extends ApiError<Body> {
  override name = "ServerError";
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
export class OAuthError extends ApiError<OAuthErrorBody> {
  override name = "OAuthError";
  /** Such as `invalid_client` or `invalid_scope` */
  readonly error: string;
  /** Text for people */
  readonly errorDescription: string | undefined;
  /** The platform's own code, when it sends one */
  readonly code: string | undefined;

  constructor(response: ErrorResponse<OAuthErrorBody>) {
    super(response);
    this.error = response.body.error;
    this.errorDescription = response.body.error_description;
    this.code = response.body.code;
  }
}

/** The class that stands for a status. */
export type StatusError<Status extends number, Body> = (Status extends 400
  ? BadRequestError<Body>
  : Status extends 401
    ? UnauthorizedError<Body>
    : Status extends 403
      ? ForbiddenError<Body>
      : Status extends 404
        ? NotFoundError<Body>
        : Status extends 409
          ? ConflictError<Body>
          : Status extends 422
            ? UnprocessableError<Body>
            : Status extends 429
              ? RateLimitError<Body>
              : `${Status}` extends `5${string}`
                ? ServerError<Body>
                : ApiError<Body>) & { readonly status: Status };

/** The number that the server gave to a request. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}

/** The error that stands for a response. `retryAfter` is in milliseconds. */
export function errorOf(response: ErrorResponse, retryAfter: number | undefined): ApiError {
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
function summary(body: unknown): string | undefined {
  if (typeof body === "string") {
    return body.slice(0, 200) || undefined;
  }
  if (typeof body !== "object" || body === null) {
    return undefined;
  }
  const fields = body as Record<string, unknown>;
  const nested = fields["error"];
  for (const text of [fields["detail"], fields["error_description"], fields["title"], fields["message"], nested]) {
    if (typeof text === "string" && text !== "") {
      return text;
    }
  }
  return typeof nested === "object" ? summary(nested) : undefined;
}
