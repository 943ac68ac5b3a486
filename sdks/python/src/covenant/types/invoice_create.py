# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from .._runtime import types as _t

if TYPE_CHECKING:
    from .external_id import ExternalId
    from .invoice_line import InvoiceLine, InvoiceLineDict
    from .vendor_id import VendorId
else:
    ExternalId = str
    InvoiceLine = _t.ref("types.invoice_line", "InvoiceLine")
    VendorId = str


class InvoiceCreate(_t.Model):
    """A new invoice."""

    __nullable__: ClassVar[frozenset[str]] = frozenset({"memo"})

    due_on: _t.Date
    """The day until which it is to be paid; not before `issued_on`."""
    issued_on: _t.Date
    """The day on the invoice."""
    lines: list[InvoiceLine]
    """What is billed. All prices are in one currency."""
    number: str
    """The vendor's number of the invoice."""
    vendor_id: VendorId
    """Who bills."""
    external_id: ExternalId | None = None
    memo: str | None = None
    """A note of the organisation."""


class InvoiceCreateDict(_t.TypedDict):
    """What may be given for a :class:`InvoiceCreate`: a plain dict, with the names of the wire."""

    due_on: _t.Date | str
    issued_on: _t.Date | str
    lines: Sequence[InvoiceLine | InvoiceLineDict]
    number: str
    vendor_id: str
    external_id: _t.NotRequired[str]
    memo: _t.NotRequired[str | None]
