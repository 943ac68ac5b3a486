# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._runtime import types as _t

if TYPE_CHECKING:
    SpecVersion: TypeAlias = Literal["1.0"]
    """Version of CloudEvents."""
else:
    SpecVersion = _t.literal("1.0")
