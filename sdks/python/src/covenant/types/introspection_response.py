# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from .._runtime import types as _t


class IntrospectionResponse(_t.Model):
    """What is known about a token (RFC 7662 section 2.2). Only `active` is there when it is false."""

    active: bool
    """Whether the token can be used now."""
    aud: str | None = None
    """For which resource server it is meant."""
    client_id: str | None = None
    """The client it was issued to."""
    exp: int | None = None
    """When it expires, in seconds since 1970-01-01T00:00:00Z."""
    iat: int | None = None
    """When it was issued, in seconds since 1970-01-01T00:00:00Z."""
    iss: str | None = None
    """Who issued it."""
    jti: str | None = None
    """Its number."""
    scope: str | None = None
    """Its scopes, separated by spaces."""
    sub: str | None = None
    """Whom it speaks for."""
    token_type: str | None = None
    """How it is used."""
