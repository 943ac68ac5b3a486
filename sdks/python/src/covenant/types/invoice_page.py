# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .cursor import Cursor
    from .invoice import Invoice
else:
    Cursor = str
    Invoice = _t.ref("types.invoice", "Invoice")


class InvoicePage(_t.Model):
    """A page of invoices."""

    data: list[Invoice]
    """The invoices of this page."""
    next_cursor: Cursor | None
