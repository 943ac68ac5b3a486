# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .external_id import ExternalId
    from .invoice_id import InvoiceId
    from .money import Money, MoneyDict
    from .payment_method import PaymentMethod, PaymentMethodInput
else:
    ExternalId = str
    InvoiceId = str
    Money = _t.ref("types.money", "Money")
    PaymentMethod = _t.ref("types.payment_method", "PaymentMethod")


class PaymentCreate(_t.Model):
    """A new payment."""

    amount: Money
    """How much. More than 0, in the invoice's currency."""
    external_id: ExternalId
    invoice_id: InvoiceId
    """What is paid."""
    method: PaymentMethod


class PaymentCreateDict(_t.TypedDict):
    """What may be given for a :class:`PaymentCreate`: a plain dict, with the names of the wire."""

    amount: Money | MoneyDict
    external_id: str
    invoice_id: str
    method: PaymentMethodInput
