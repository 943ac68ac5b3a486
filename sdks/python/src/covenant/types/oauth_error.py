# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, Union

from .._runtime import types as _t

if TYPE_CHECKING:
    OauthErrorError: TypeAlias = Union[
        Literal[
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "invalid_target",
            "temporarily_unavailable",
            "slow_down",
            "server_error",
        ],
        str,
    ]
    """The error code of the RFC."""
else:
    OauthErrorError = str


class OauthError(_t.Model):
    """An error of an OAuth endpoint (RFC 6749 section 5.2), with the platform's own code beside it."""

    code: str
    """The platform's code, the RFC's one in capitals."""
    error: OauthErrorError
    """The error code of the RFC."""
    error_description: str | None = None
    """For the developer. Never repeats what was sent."""
    error_uri: str | None = None
    """A page about the error."""
