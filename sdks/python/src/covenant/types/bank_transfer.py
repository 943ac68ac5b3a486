# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import ClassVar, Literal

from .._runtime import types as _t


class BankTransfer(_t.TaggedModel):
    """By bank transfer."""

    __constants__: ClassVar[frozenset[str]] = frozenset({"type"})

    iban: str
    """The account that receives it.

    Personal data: bank_account.
    """
    type: Literal["bank_transfer"] = "bank_transfer"
    bic: str | None = None
    """Its bank."""


class BankTransferDict(_t.TypedDict):
    """What may be given for a :class:`BankTransfer`: a plain dict, with the names of the wire."""

    iban: str
    type: Literal["bank_transfer"]
    bic: _t.NotRequired[str]
