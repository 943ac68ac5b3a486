# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Decimal: TypeAlias = str
    """A decimal number as text, so that no digit is lost."""
else:
    Decimal = str
