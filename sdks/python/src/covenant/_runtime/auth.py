"""Credentials: what the client holds, and tokens that are fetched once and shared by all calls."""

from __future__ import annotations

import base64
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Union
from urllib.parse import quote_plus

from .clock import Clock

if TYPE_CHECKING:
    import asyncio


class Token(NamedTuple):
    """An access token."""

    value: str
    """What goes into the ``Authorization`` header field."""
    refresh_at: float | None
    """When to fetch the next one (seconds since 1970); None: when the server refuses this one."""


class TokenProvider(Protocol):
    """Gives access tokens to the sync client."""

    def token(self, refused: str | None = None) -> str:
        """A token that is good now. ``refused`` is one that the server did not take: do not return it again."""
        ...


class AsyncTokenProvider(Protocol):
    """Gives access tokens to the async client."""

    async def token(self, refused: str | None = None) -> str:
        """A token that is good now. ``refused`` is one that the server did not take: do not return it again."""
        ...


TokenSource = Union[str, Callable[[], str], TokenProvider]
AsyncTokenSource = Union[str, Callable[[], str], Callable[[], Awaitable[str]], AsyncTokenProvider, TokenProvider]


def token_from(answer: Mapping[str, Any], now: float) -> Token:
    """The token of a token endpoint's answer, refreshed when a tenth of its life is left, at most 30 s early."""
    life = answer.get("expires_in")
    refresh_at = None
    if isinstance(life, (int, float)) and not isinstance(life, bool):
        refresh_at = now + life - min(30.0, life / 10)
    return Token(str(answer.get("access_token", "")), refresh_at)


class CachedToken:
    """Fetches a token when there is none, when it grows old, or when it was refused: once, however many threads ask."""

    def __init__(self, fetch: Callable[[], Token], clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._token: Token | None = None

    def _good(self, refused: str | None) -> str | None:
        token = self._token
        if token is None or token.value == refused:
            return None
        return token.value if token.refresh_at is None or self._clock.now() < token.refresh_at else None

    def token(self, refused: str | None = None) -> str:
        good = self._good(refused)
        if good is not None:
            return good
        with self._lock:
            good = self._good(refused)
            if good is None:
                self._token = self._fetch()
                good = self._token.value
            return good


class AsyncCachedToken:
    """Fetches a token when there is none, when it grows old, or when it was refused: once, however many tasks ask."""

    def __init__(self, fetch: Callable[[], Awaitable[Token]], clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock: asyncio.Lock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._token: Token | None = None

    def _good(self, refused: str | None) -> str | None:
        token = self._token
        if token is None or token.value == refused:
            return None
        return token.value if token.refresh_at is None or self._clock.now() < token.refresh_at else None

    async def token(self, refused: str | None = None) -> str:
        good = self._good(refused)
        if good is not None:
            return good
        # A lock belongs to a loop; a client may see several, one after the other.
        import asyncio

        loop = asyncio.get_running_loop()
        if self._lock is None or self._loop is not loop:
            self._lock, self._loop = asyncio.Lock(), loop
        async with self._lock:
            good = self._good(refused)
            if good is None:
                self._token = await self._fetch()
                good = self._token.value
            return good


def basic(user: str, password: str) -> str:
    """The value of an ``Authorization`` header field (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def client_basic(client_id: str, client_secret: str) -> str:
    """Basic authentication of an OAuth client: id and secret are form-encoded first (RFC 6749, section 2.3.1)."""
    return basic(quote_plus(client_id), quote_plus(client_secret))


class ClientCredentials(NamedTuple):
    """The client credentials grant (RFC 6749, section 4.4)."""

    client_id: str
    client_secret: str
    scopes: Sequence[str] = ()
    parameters: Mapping[str, str] = {}
    """More of the token request: ``resource``, ``audience``, ..."""

    def form(self) -> dict[str, str]:
        """The token request."""
        fields = {"grant_type": "client_credentials"}
        if self.scopes:
            fields["scope"] = " ".join(self.scopes)
        return {**fields, **self.parameters}


class Scheme(NamedTuple):
    """A security scheme of the API."""

    kind: str
    """``bearer``, ``basic``, ``header``, ``query``, ``cookie`` or ``http``."""
    name: str = ""
    """Of the header field, query parameter or cookie; or of the HTTP scheme."""


class Credentials:
    """What the client was given, by the name of the security scheme."""

    def __init__(self, schemes: Mapping[str, Scheme], keys: Mapping[str, str | None], has_token: bool) -> None:
        self.schemes = schemes
        self.keys = {name: key for name, key in keys.items() if key is not None}
        self.has_token = has_token

    def has(self, scheme: str) -> bool:
        """Whether a scheme can be met. A client certificate is the transport's business, and counts as met."""
        known = self.schemes.get(scheme)
        if known is None:
            return False
        if known.kind == "tls":
            return True
        return self.has_token if known.kind == "bearer" else scheme in self.keys

    def choose(self, alternatives: Sequence[Mapping[str, Sequence[str]]]) -> Sequence[str]:
        """The schemes of the first alternative that can be met in full. None can: those that can be met of the first."""
        for alternative in alternatives:
            if alternative and all(self.has(scheme) for scheme in alternative):
                return list(alternative)
        if alternatives and all(alternatives):
            return [scheme for scheme in alternatives[0] if self.has(scheme)]
        return []
