# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    ExternalId: TypeAlias = str
    """The caller's own id of the record. Unique in the organisation; makes creation idempotent."""
else:
    ExternalId = str
