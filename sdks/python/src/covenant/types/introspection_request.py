# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from .._runtime import types as _t


class IntrospectionRequest(_t.Model):
    """An introspection request (RFC 7662 section 2.1)."""

    token: str
    """The token.

    Personal data: credential.
    """
    client_id: str | None = None
    """The asking client, when it does not authenticate with HTTP Basic."""
    client_secret: str | None = None
    """Its secret, likewise.

    Never sent back by the server.

    Personal data: credential.
    """
    token_type_hint: str | None = None
    """What the caller thinks it is. A wrong hint does no harm."""


class IntrospectionRequestDict(_t.TypedDict):
    """What may be given for a :class:`IntrospectionRequest`: a plain dict, with the names of the wire."""

    token: str
    client_id: _t.NotRequired[str]
    client_secret: _t.NotRequired[str]
    token_type_hint: _t.NotRequired[str]
