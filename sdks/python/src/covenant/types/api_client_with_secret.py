# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t

if TYPE_CHECKING:
    from .api_client_status import ApiClientStatus
    from .client_id import ClientId
    from .external_id import ExternalId
    from .scope import Scope
    from .secret_info import SecretInfo
else:
    ApiClientStatus = str
    ClientId = str
    ExternalId = str
    Scope = str
    SecretInfo = _t.ref("types.secret_info", "SecretInfo")


class ApiClientWithSecret(_t.Model):
    """A new API client with its secret."""

    api_version: _t.Date
    """The release that was current when it was registered, which it is pinned to."""
    client_id: ClientId
    client_secret: str
    """The secret, shown this once.

    Personal data: credential.
    """
    created_at: _t.DateTime
    """When it was registered."""
    name: str
    """What people call it."""
    rate_limit_rpm: int
    """Calls that it may make in any 60 seconds."""
    revoked_at: _t.DateTime | None
    """When it was revoked; null while it is active."""
    scopes: list[Scope]
    """What it may ask for."""
    secrets: list[SecretInfo]
    """Its secrets, two at most."""
    status: ApiClientStatus
    external_id: ExternalId | None = None
