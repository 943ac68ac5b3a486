# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .currency import Currency
    from .decimal import Decimal
else:
    Currency = str
    Decimal = str


class Money(_t.Model):
    """An amount of money."""

    amount: Decimal
    """The amount in the currency's main unit. At most 4 places."""
    currency: Currency


class MoneyDict(_t.TypedDict):
    """What may be given for a :class:`Money`: a plain dict, with the names of the wire."""

    amount: str
    currency: str
