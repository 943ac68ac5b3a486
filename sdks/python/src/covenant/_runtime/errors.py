"""One tree of errors.

``ApiError`` is the root. ``StatusError`` is an answer that is no success, with a class for each status that programs tell
apart; ``ApiConnectionError`` means that there was no answer.
"""

from __future__ import annotations

from typing import Any

from .headers import Headers


class ApiError(Exception):
    """Anything that goes wrong with a call."""


class ConfigurationError(ApiError):
    """The client cannot work with what it was given."""


class ApiConnectionError(ApiError):
    """The request got no answer: no connection, or it broke. The cause is in ``__cause__``."""


class ApiTimeoutError(ApiConnectionError):
    """The answer took longer than the timeout of the attempt or the deadline of the call."""


class ResponseError(ApiError):
    """The answer could not be read as what the API promises."""

    def __init__(self, message: str, *, status: int, headers: Headers, body: Any = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers
        self.body = body


class StatusError(ApiError):
    """The server answered with a status that is no success."""

    body: Any
    """What the answer holds: the operation's own error type where it declares one, else JSON as it came, else text."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        headers: Headers,
        body: Any = None,
        raw_body: Any = None,
        retry_after: float | None = None,
        operation: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        """The HTTP status."""
        self.headers = headers
        """The header fields of the answer."""
        self.body = body
        self.raw_body = raw_body
        """The body as it came: JSON, or text, or None."""
        self.retry_after = retry_after
        """Seconds that the server asks to wait."""
        self.operation = operation
        """Which operation failed."""

    @property
    def request_id(self) -> str | None:
        """The id under which the server knows the request; support asks for it."""
        return request_id(self.headers)


class ClientError(StatusError):
    """4xx: the request cannot succeed as it is."""


class BadRequestError(ClientError):
    """400: the request is malformed."""


class AuthenticationError(ClientError):
    """401: credentials are missing, wrong or expired."""


class PermissionDeniedError(ClientError):
    """403: the credentials do not allow this."""


class NotFoundError(ClientError):
    """404: there is no such thing, or it is not yours to see."""


class ConflictError(ClientError):
    """409: it contradicts the present state."""


class GoneError(ClientError):
    """410: it was there and is no more."""


class UnprocessableEntityError(ClientError):
    """422: well-formed, and still not acceptable."""


class RateLimitError(ClientError):
    """429: too many requests; ``retry_after`` tells the wait."""


class ServerError(StatusError):
    """5xx: the server failed."""


class OAuthError(ClientError):
    """The authorization server refused (RFC 6749, section 5.2)."""

    error: str
    """Its code: ``invalid_client``, ``invalid_scope``, ..."""
    error_description: str | None
    """What it says to the developer."""
    code: str | None
    """The platform's own code, where it has one."""


class WebhookVerificationError(ApiError):
    """A webhook's signature, timestamp or form is not right. Do not act on it."""


BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: GoneError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}

_REQUEST_ID_HEADERS = ("x-request-id", "request-id", "x-correlation-id", "x-github-request-id", "cf-ray", "traceparent")


def request_id(headers: Headers) -> str | None:
    """The request's id, from the first header field that usually holds one."""
    for name in _REQUEST_ID_HEADERS:
        if name in headers:
            return headers[name]
    return None


def class_for(status: int, by_status: dict[int, type[StatusError]]) -> type[StatusError]:
    """The class of a status."""
    found = by_status.get(status) or BY_STATUS.get(status)
    if found is not None:
        return found
    if 400 <= status < 500:
        return ClientError
    return ServerError if status >= 500 else StatusError


def message_of(status: int, raw_body: Any) -> str:
    """A line for people: the status, and what a problem (RFC 9457) or another error document says."""
    parts: list[str] = []
    if isinstance(raw_body, dict):
        for key in ("title", "detail", "message", "error_description", "error"):
            text = raw_body.get(key)
            if isinstance(text, dict):
                text = text.get("message")
            if isinstance(text, str) and text and text not in parts:
                parts.append(text)
            if len(parts) == 2:
                break
    elif isinstance(raw_body, str) and raw_body.strip():
        parts.append(raw_body.strip()[:200])
    return f"{status}: {': '.join(parts)}" if parts else str(status)


def status_error(
    *,
    status: int,
    headers: Headers,
    body: Any,
    raw_body: Any,
    retry_after: float | None,
    operation: str,
    by_status: dict[int, type[StatusError]],
    oauth: bool,
) -> StatusError:
    """The error for an answer."""
    message = message_of(status, raw_body)
    if oauth and isinstance(raw_body, dict) and isinstance(raw_body.get("error"), str) and status < 500:
        error = OAuthError(
            message,
            status=status,
            headers=headers,
            body=body,
            raw_body=raw_body,
            retry_after=retry_after,
            operation=operation,
        )
        description, code = raw_body.get("error_description"), raw_body.get("code")
        error.error = raw_body["error"]
        error.error_description = description if isinstance(description, str) else None
        error.code = code if isinstance(code, str) else None
        return error
    return class_for(status, by_status)(
        message,
        status=status,
        headers=headers,
        body=body,
        raw_body=raw_body,
        retry_after=retry_after,
        operation=operation,
    )
