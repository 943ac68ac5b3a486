# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .external_id import ExternalId
    from .scope import Scope
else:
    ExternalId = str
    Scope = str


class ApiClientCreate(_t.Model):
    """A new API client."""

    name: str
    """What people call it."""
    scopes: list[Scope]
    """What it may ask for. Nothing else will ever be granted to it."""
    external_id: ExternalId | None = None
    rate_limit_rpm: int | None = None
    """Calls that it may make in any 60 seconds.

    The server's default: ``1000``
    """


class ApiClientCreateDict(_t.TypedDict):
    """What may be given for a :class:`ApiClientCreate`: a plain dict, with the names of the wire."""

    name: str
    scopes: Sequence[str]
    external_id: _t.NotRequired[str]
    rate_limit_rpm: _t.NotRequired[int]
