# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .api_client import ApiClient
    from .cursor import Cursor
else:
    ApiClient = _t.ref("types.api_client", "ApiClient")
    Cursor = str


class ApiClientPage(_t.Model):
    """A page of API clients."""

    data: list[ApiClient]
    """The API clients of this page."""
    next_cursor: Cursor | None
