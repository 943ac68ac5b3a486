# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .country import Country
else:
    Country = str


class Address(_t.Model):
    """A postal address."""

    city: str
    """The city.

    Personal data: address.
    """
    country: Country
    lines: list[str]
    """Street and house, as it stands on a letter.

    Personal data: address.
    """
    postal_code: str | None = None
    """The postal code.

    Personal data: address.
    """
