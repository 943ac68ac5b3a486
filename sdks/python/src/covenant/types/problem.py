# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .field_error import FieldError
else:
    FieldError = _t.ref("types.field_error", "FieldError")


class Problem(_t.Model):
    """An error (RFC 9457)."""

    code: str
    """The kind of problem for programs."""
    request_id: str
    """The same as the header `X-Request-Id`."""
    status: int
    """The HTTP status."""
    title: str
    """The kind of problem in words."""
    type: str
    """Names the kind of problem; a page about it."""
    detail: str | None = None
    """What happened this time. Never repeats what was sent."""
    errors: list[FieldError] | None = None
    """What is wrong with the request, one entry a place."""
    instance: str | None = None
    """This occurrence."""
