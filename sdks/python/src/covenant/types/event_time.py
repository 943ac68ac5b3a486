# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime import types as _t

if TYPE_CHECKING:
    EventTime: TypeAlias = _t.DateTime
    """When it happened."""
else:
    EventTime = _t.DateTime
