# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .cursor import Cursor
    from .vendor import Vendor
else:
    Cursor = str
    Vendor = _t.ref("types.vendor", "Vendor")


class VendorPage(_t.Model):
    """A page of vendors."""

    data: list[Vendor]
    """The vendors of this page."""
    next_cursor: Cursor | None
