# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .external_id import ExternalId
    from .invoice_id import InvoiceId
    from .money import Money
    from .payment_id import PaymentId
    from .payment_method import PaymentMethod
    from .payment_status import PaymentStatus
else:
    ExternalId = str
    InvoiceId = str
    Money = _t.ref("types.money", "Money")
    PaymentId = str
    PaymentMethod = _t.ref("types.payment_method", "PaymentMethod")
    PaymentStatus = str


class Payment(_t.Model):
    """A payment."""

    amount: Money
    """How much."""
    created_at: _t.DateTime
    """When it was made."""
    external_id: ExternalId
    id: PaymentId
    invoice_id: InvoiceId
    """What is paid."""
    method: PaymentMethod
    settled_at: _t.DateTime | None
    """When it arrived; null until then."""
    status: PaymentStatus
