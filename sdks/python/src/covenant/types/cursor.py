# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Cursor: TypeAlias = str
    """Where the next page starts; null on the last page."""
else:
    Cursor = str
