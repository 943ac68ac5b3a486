# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Country: TypeAlias = str
    """A country (ISO 3166-1 alpha-2)."""
else:
    Country = str
