# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import ClassVar, Literal

from .._runtime import types as _t


class TokenResponse(_t.TaggedModel):
    """An access token (RFC 6749 section 5.1)."""

    __constants__: ClassVar[frozenset[str]] = frozenset({"token_type"})

    access_token: str
    """The token. Opaque to the client, whatever it looks like.

    Personal data: credential.
    """
    expires_in: int
    """Seconds until it expires."""
    scope: str
    """The scopes of the token, separated by spaces. Always those that were asked for."""
    token_type: Literal["Bearer"] = "Bearer"
    """How the token is used (RFC 6750)."""
