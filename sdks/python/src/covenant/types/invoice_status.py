# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    InvoiceStatus: TypeAlias = Literal["draft", "open", "paid", "void"] | str
    """Where an invoice stands.

    * ``"draft"``: Entered, not yet approved
    * ``"open"``: Approved and due
    * ``"paid"``: Paid in full
    * ``"void"``: Cancelled
    """
else:
    InvoiceStatus = str
