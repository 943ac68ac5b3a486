# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

from .._runtime import types as _t

if TYPE_CHECKING:
    from .bank_transfer import BankTransfer, BankTransferDict
    from .card_payment import CardPayment, CardPaymentDict
    from .direct_debit import DirectDebit, DirectDebitDict

    PaymentMethod: TypeAlias = Union["BankTransfer", "CardPayment", "DirectDebit", "_t.Unknown"]
    """How it is paid."""
    PaymentMethodInput: TypeAlias = Union[
        "PaymentMethod",
        "BankTransfer",
        "BankTransferDict",
        "CardPayment",
        "CardPaymentDict",
        "DirectDebit",
        "DirectDebitDict",
    ]
else:
    BankTransfer = _t.ref("types.bank_transfer", "BankTransfer")
    CardPayment = _t.ref("types.card_payment", "CardPayment")
    DirectDebit = _t.ref("types.direct_debit", "DirectDebit")
    PaymentMethod = _t.tagged_union(
        "type",
        lambda: {
            "bank_transfer": _t.ref("types.bank_transfer", "BankTransfer"),
            "card": _t.ref("types.card_payment", "CardPayment"),
            "direct_debit": _t.ref("types.direct_debit", "DirectDebit"),
        },
        open=True,
    )
    PaymentMethodInput = PaymentMethod
