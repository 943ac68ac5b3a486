# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import Literal

from .._runtime import types as _t


class BankTransfer(_t.Model):
    """By bank transfer."""

    iban: str
    """The account that receives it.

    Personal data: bank_account.
    """
    type: Literal["bank_transfer"] = _t.Field(default="bank_transfer", json_schema_extra={"constant": True})
    bic: str | None = None
    """Its bank."""


class BankTransferDict(_t.TypedDict):
    """What may be given for a :class:`BankTransfer`: a plain dict, with the names of the wire."""

    iban: str
    type: Literal["bank_transfer"]
    bic: _t.NotRequired[str]
