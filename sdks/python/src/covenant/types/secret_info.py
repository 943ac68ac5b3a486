# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from .._runtime import types as _t


class SecretInfo(_t.Model):
    """What may be known about a secret."""

    created_at: _t.DateTime
    """When it was made."""
    expires_at: _t.DateTime | None
    """When it stops working; null when nothing is planned."""
    last4: str
    """Its last four characters."""
