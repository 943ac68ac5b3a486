# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    PaymentStatus: TypeAlias = Literal["pending", "settled", "failed"] | str
    """Where a payment stands."""
else:
    PaymentStatus = str
