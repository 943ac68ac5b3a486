# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .address import Address
    from .vendor_id import VendorId
else:
    Address = _t.ref("types.address", "Address")
    VendorId = str


class Vendor(_t.Model):
    """Whom the organisation buys from."""

    address: Address
    created_at: _t.DateTime
    """When it was entered."""
    email: str | None
    """Where it wants to be written to.

    Personal data: email.
    """
    id: VendorId
    name: str
    """The company's name."""
    tax_id: str | None = None
    """Its number for value added or sales tax.

    Personal data: tax_id.
    """
