# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .decimal import Decimal
    from .money import Money, MoneyDict
else:
    Decimal = str
    Money = _t.ref("types.money", "Money")


class InvoiceLine(_t.Model):
    """What is billed."""

    description: str
    """What it is."""
    quantity: Decimal
    """How many."""
    unit_price: Money
    """The price of one."""


class InvoiceLineDict(_t.TypedDict):
    """What may be given for a :class:`InvoiceLine`: a plain dict, with the names of the wire."""

    description: str
    quantity: str
    unit_price: Money | MoneyDict
