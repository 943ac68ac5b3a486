# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import ClassVar, Literal

from .._runtime import types as _t


class DirectDebit(_t.TaggedModel):
    """By direct debit of the vendor."""

    __constants__: ClassVar[frozenset[str]] = frozenset({"type"})

    mandate: str
    """Number of the mandate."""
    type: Literal["direct_debit"] = "direct_debit"


class DirectDebitDict(_t.TypedDict):
    """What may be given for a :class:`DirectDebit`: a plain dict, with the names of the wire."""

    mandate: str
    type: Literal["direct_debit"]
