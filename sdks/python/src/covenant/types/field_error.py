# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from .._runtime import types as _t


class FieldError(_t.Model):
    """One thing that is wrong with a request."""

    detail: str
    """What is wrong there."""
    parameter: str | None = None
    """Which parameter."""
    pointer: str | None = None
    """Where in the body (RFC 6901)."""
