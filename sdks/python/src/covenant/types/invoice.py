# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .external_id import ExternalId
    from .invoice_id import InvoiceId
    from .invoice_line import InvoiceLine
    from .invoice_status import InvoiceStatus
    from .money import Money
    from .vendor_id import VendorId
else:
    ExternalId = str
    InvoiceId = str
    InvoiceLine = _t.ref("types.invoice_line", "InvoiceLine")
    InvoiceStatus = str
    Money = _t.ref("types.money", "Money")
    VendorId = str


class Invoice(_t.Model):
    """An invoice."""

    created_at: _t.DateTime
    """When it was entered."""
    due_on: _t.Date
    """The day until which it is to be paid."""
    id: InvoiceId
    issued_on: _t.Date
    """The day on the invoice."""
    lines: list[InvoiceLine]
    """What is billed."""
    memo: str | None
    """A note of the organisation."""
    number: str
    """The vendor's number of the invoice."""
    status: InvoiceStatus
    total: Money
    """The sum of the lines."""
    vendor_id: VendorId
    """Who bills."""
    external_id: ExternalId | None = None
