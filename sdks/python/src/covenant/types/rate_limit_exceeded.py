# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .client_id import ClientId
else:
    ClientId = str


class RateLimitExceeded(_t.Model):
    """Which client, and when it may call again."""

    client_id: ClientId
    limit_rpm: int
    """Calls that it may make in any 60 seconds."""
    retry_after: int
    """Seconds until it may call again."""
