# Made by `cargo xtask generate`; changes here are lost.
"""What may go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime import errors as _errors
from ._runtime.errors import ApiConnectionError as ApiConnectionError
from ._runtime.errors import ApiError as ApiError
from ._runtime.errors import ApiTimeoutError as ApiTimeoutError
from ._runtime.errors import ClientError as ClientError
from ._runtime.errors import ConfigurationError as ConfigurationError
from ._runtime.errors import OAuthError as OAuthError
from ._runtime.errors import ResponseError as ResponseError
from ._runtime.errors import ServerError as ServerError
from ._runtime.errors import StatusError as StatusError
from ._runtime.errors import WebhookVerificationError as WebhookVerificationError

if TYPE_CHECKING:
    from .types.problem import Problem


class BadRequestError(_errors.BadRequestError):
    """400: the request is malformed."""

    body: Problem | None
    """What the answer holds."""


class AuthenticationError(_errors.AuthenticationError):
    """401: credentials are missing, wrong or expired."""

    body: Problem | None
    """What the answer holds."""


class PermissionDeniedError(_errors.PermissionDeniedError):
    """403: the credentials do not allow this."""

    body: Problem | None
    """What the answer holds."""


class NotFoundError(_errors.NotFoundError):
    """404: there is no such thing, or it is not yours to see."""

    body: Problem | None
    """What the answer holds."""


class ConflictError(_errors.ConflictError):
    """409: it contradicts the present state."""

    body: Problem | None
    """What the answer holds."""


class GoneError(_errors.GoneError):
    """410: it was there and is no more."""

    body: Problem | None
    """What the answer holds."""


class UnprocessableEntityError(_errors.UnprocessableEntityError):
    """422: well-formed, and still not acceptable."""

    body: Problem | None
    """What the answer holds."""


class RateLimitError(_errors.RateLimitError):
    """429: too many requests; ``retry_after`` tells the wait."""

    body: Problem | None
    """What the answer holds."""


#: The class of each status that has one of its own.
BY_STATUS: dict[int, type[_errors.StatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: GoneError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}
