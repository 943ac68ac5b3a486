# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import ClassVar, Literal

from .._runtime import types as _t


class CardPayment(_t.TaggedModel):
    """By a card of the organisation."""

    __constants__: ClassVar[frozenset[str]] = frozenset({"type"})
    __read_only__: ClassVar[frozenset[str]] = frozenset({"last4"})

    card_id: str
    """The card."""
    type: Literal["card"] = "card"
    last4: str | None = None
    """The end of its number.

    Set by the server alone.

    Personal data: card_number.
    """


class CardPaymentDict(_t.TypedDict):
    """What may be given for a :class:`CardPayment`: a plain dict, with the names of the wire."""

    card_id: str
    type: Literal["card"]
