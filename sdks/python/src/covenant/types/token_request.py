# Made by `cargo xtask generate`; changes here are lost.
"""Types of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, Union

from .._runtime import types as _t

if TYPE_CHECKING:
    TokenRequestGrantType: TypeAlias = Literal["client_credentials"] | str
    """How the token is earned. Further grants may join."""
    TokenRequestResource: TypeAlias = Union["str", "list[str]"]
    """For which resource server the token is meant (RFC 8707); an absolute URI, or several."""
    TokenRequestResourceInput: TypeAlias = Union["TokenRequestResource", "str", "Sequence[str]"]
else:
    TokenRequestGrantType = str
    TokenRequestResource = _t.union(lambda: [str, _t.list_of(str)], open=False)
    TokenRequestResourceInput = TokenRequestResource


class TokenRequest(_t.Model):
    """A token request (RFC 6749 section 4.4.2). Unknown parameters are ignored, empty ones count as absent."""

    grant_type: TokenRequestGrantType
    """How the token is earned. Further grants may join."""
    audience: str | None = None
    """Another name for `resource`, as some clients send it."""
    client_id: str | None = None
    """The client, when it does not authenticate with HTTP Basic."""
    client_secret: str | None = None
    """The client's secret, when it does not authenticate with HTTP Basic. At most 72 bytes.

    Never sent back by the server.

    Personal data: credential.
    """
    resource: TokenRequestResource | None = None
    """For which resource server the token is meant (RFC 8707); an absolute URI, or several."""
    scope: str | None = None
    """Scopes, separated by single spaces (RFC 6749 section 3.3). There is no default scope."""


class TokenRequestDict(_t.TypedDict):
    """What may be given for a :class:`TokenRequest`: a plain dict, with the names of the wire."""

    grant_type: TokenRequestGrantType
    audience: _t.NotRequired[str]
    client_id: _t.NotRequired[str]
    client_secret: _t.NotRequired[str]
    resource: _t.NotRequired[TokenRequestResourceInput]
    scope: _t.NotRequired[str]
