# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .cursor import Cursor
    from .payment import Payment
else:
    Cursor = str
    Payment = _t.ref("types.payment", "Payment")


class PaymentPage(_t.Model):
    """A page of payments."""

    data: list[Payment]
    """The payments of this page."""
    next_cursor: Cursor | None
