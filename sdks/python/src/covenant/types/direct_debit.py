# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import Literal

from .._runtime import types as _t


class DirectDebit(_t.Model):
    """By direct debit of the vendor."""

    mandate: str
    """Number of the mandate."""
    type: Literal["direct_debit"] = _t.Field(default="direct_debit", json_schema_extra={"constant": True})


class DirectDebitDict(_t.TypedDict):
    """What may be given for a :class:`DirectDebit`: a plain dict, with the names of the wire."""

    mandate: str
    type: Literal["direct_debit"]
