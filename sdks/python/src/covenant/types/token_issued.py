# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .client_id import ClientId
    from .scope import Scope
else:
    ClientId = str
    Scope = str


class TokenIssued(_t.Model):
    """Which token, and for whom. Never the token itself."""

    client_id: ClientId
    expires_at: _t.DateTime
    """When it expires."""
    issued_at: _t.DateTime
    """When it was issued."""
    jti: str
    """Number of the token."""
    scopes: list[Scope]
    """Its scopes."""
