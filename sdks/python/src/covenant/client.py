# Made by `cargo xtask generate`; changes here are lost.
"""The clients."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ._runtime import log
from ._runtime import types as _t
from ._runtime.async_client import AsyncCore
from ._runtime.auth import AsyncTokenSource, ClientCredentials, Credentials, Scheme, TokenSource
from ._runtime.core import Hooks, Settings, user_agent
from ._runtime.errors import ConfigurationError
from ._runtime.options import RequestOptions
from ._runtime.response import RawResponse
from ._runtime.sync_client import SyncCore
from ._runtime.transport import AsyncHttpxTransport, AsyncTransport, HttpxTransport, Transport
from .errors import BY_STATUS

if TYPE_CHECKING:
    import httpx

    from .resources.api_clients import AsyncApiClientsResource, ApiClientsResource
    from .resources.invoices import AsyncInvoicesResource, InvoicesResource
    from .resources.oauth import AsyncOauthResource, OauthResource
    from .resources.payments import AsyncPaymentsResource, PaymentsResource
    from .resources.vendors import AsyncVendorsResource, VendorsResource

#: Of this package.
VERSION = "0.1.0"

#: Where the API lives unless told otherwise.
SERVER = "https://api.covenant.example"
_SERVER_VARIABLES: dict[str, str] = {}
_SCHEMES: dict[str, Scheme] = {"clientBasic": Scheme("basic"), "oauth2": Scheme("bearer")}
_TOKEN_URL = "/oauth/token"


def _base_url(given: str | None, variables: Mapping[str, str] | None) -> tuple[str, bool]:
    """The base URL, and whether the program chose it."""
    chosen = given or os.environ.get("COVENANT_BASE_URL")
    url = chosen or SERVER
    for name, value in {**_SERVER_VARIABLES, **(variables or {})}.items():
        url = url.replace("{" + name + "}", value)
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError("base_url is needed: the API's description does not tell where it lives")
    return url, chosen is not None


def _environment(given: str | None, variable: str) -> str | None:
    return given if given is not None else os.environ.get(variable)


class Covenant:
    """Sync client of Covenant ERP API.

    Args:
        client_id: Of the client credentials grant; ``COVENANT_CLIENT_ID`` if not given.
        client_secret: Its secret; ``COVENANT_CLIENT_SECRET`` if not given.
        scopes: What the access token may do.
        token_url: The token endpoint, if not the usual one.
        token_parameters: More of the token request, such as ``resource`` or ``audience``.
        token: An access token, a function that gives one, or a token provider; ``COVENANT_TOKEN`` if not given.
        username: For HTTP Basic; ``COVENANT_USERNAME`` if not given.
        password: Its password; ``COVENANT_PASSWORD`` if not given.
        base_url: Where the API lives; ``COVENANT_BASE_URL`` or :data:`SERVER` if not given.
        server_variables: Values for the variables of the server's URL.
        timeout: Seconds that one attempt may take.
        deadline: Seconds that a call may take in all, with its retries and waits.
        max_retries: How often a call is tried again.
        headers: Header fields of every request.
        http_client: The httpx client to use.
        transport: What sends requests, instead of httpx.
        hooks: Functions that see each attempt.
        strict_responses: Refuse answers that do not match the description, instead of keeping odd values as they came.
    """

    def __init__(
        self,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Sequence[str] = (),
        token_url: str | None = None,
        token_parameters: Mapping[str, str] | None = None,
        token: TokenSource | None = None,
        username: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: float | None = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        http_client: httpx.Client | None = None,
        transport: Transport | None = None,
        hooks: Hooks | None = None,
        strict_responses: bool = False,
    ) -> None:
        log.from_environment("COVENANT_LOG")
        url, fixed = _base_url(base_url, server_variables)
        if token is None:
            token = os.environ.get("COVENANT_TOKEN")
        client_id = _environment(client_id, "COVENANT_CLIENT_ID")
        client_secret = _environment(client_secret, "COVENANT_CLIENT_SECRET")
        client_credentials = None
        if token is None and client_id is not None and client_secret is not None:
            client_credentials = ClientCredentials(client_id, client_secret, scopes, token_parameters or {})
        keys: dict[str, str | None] = {}
        username = _environment(username, "COVENANT_USERNAME")
        password = _environment(password, "COVENANT_PASSWORD")
        if username is not None:
            keys["clientBasic"] = f"{username}:{password or ''}"
        settings = Settings(
            base_url=url,
            fixed_base_url=fixed,
            credentials=Credentials(_SCHEMES, keys, token is not None or client_credentials is not None),
            by_status=BY_STATUS,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            headers=headers,
            user_agent=user_agent("covenant", VERSION),
            strict_responses=strict_responses,
            hooks=hooks,
        )
        self._core = SyncCore(
            settings,
            transport=transport or HttpxTransport(http_client),
            token=token,
            client_credentials=client_credentials,
            token_url=token_url or urljoin(url + "/", _TOKEN_URL),
        )

    @cached_property
    def api_clients(self) -> ApiClientsResource:
        """The machine identities of an organisation."""
        from .resources import api_clients as module

        return module.ApiClientsResource(self._core)

    @cached_property
    def invoices(self) -> InvoicesResource:
        """What vendors bill to the organisation."""
        from .resources import invoices as module

        return module.InvoicesResource(self._core)

    @cached_property
    def oauth(self) -> OauthResource:
        """Access tokens (RFC 6749) and their introspection (RFC 7662)."""
        from .resources import oauth as module

        return module.OauthResource(self._core)

    @cached_property
    def payments(self) -> PaymentsResource:
        """What the organisation pays on its invoices."""
        from .resources import payments as module

        return module.PaymentsResource(self._core)

    @cached_property
    def vendors(self) -> VendorsResource:
        """Whom the organisation buys from."""
        from .resources import vendors as module

        return module.VendorsResource(self._core)

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        **options: _t.Unpack[RequestOptions],
    ) -> RawResponse[Any]:
        """A request that this package does not know, with the client's credentials, retries and errors."""
        return self._core.request(method, path, query=query, json=json, given=options)

    def close(self) -> None:
        """Closes the connections."""
        self._core.close()

    def __enter__(self) -> Covenant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncCovenant:
    """Async client of Covenant ERP API.

    Args:
        client_id: Of the client credentials grant; ``COVENANT_CLIENT_ID`` if not given.
        client_secret: Its secret; ``COVENANT_CLIENT_SECRET`` if not given.
        scopes: What the access token may do.
        token_url: The token endpoint, if not the usual one.
        token_parameters: More of the token request, such as ``resource`` or ``audience``.
        token: An access token, a function that gives one, or a token provider; ``COVENANT_TOKEN`` if not given.
        username: For HTTP Basic; ``COVENANT_USERNAME`` if not given.
        password: Its password; ``COVENANT_PASSWORD`` if not given.
        base_url: Where the API lives; ``COVENANT_BASE_URL`` or :data:`SERVER` if not given.
        server_variables: Values for the variables of the server's URL.
        timeout: Seconds that one attempt may take.
        deadline: Seconds that a call may take in all, with its retries and waits.
        max_retries: How often a call is tried again.
        headers: Header fields of every request.
        http_client: The httpx client to use.
        transport: What sends requests, instead of httpx.
        hooks: Functions that see each attempt.
        strict_responses: Refuse answers that do not match the description, instead of keeping odd values as they came.
    """

    def __init__(
        self,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Sequence[str] = (),
        token_url: str | None = None,
        token_parameters: Mapping[str, str] | None = None,
        token: AsyncTokenSource | None = None,
        username: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: float | None = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        http_client: httpx.AsyncClient | None = None,
        transport: AsyncTransport | None = None,
        hooks: Hooks | None = None,
        strict_responses: bool = False,
    ) -> None:
        log.from_environment("COVENANT_LOG")
        url, fixed = _base_url(base_url, server_variables)
        if token is None:
            token = os.environ.get("COVENANT_TOKEN")
        client_id = _environment(client_id, "COVENANT_CLIENT_ID")
        client_secret = _environment(client_secret, "COVENANT_CLIENT_SECRET")
        client_credentials = None
        if token is None and client_id is not None and client_secret is not None:
            client_credentials = ClientCredentials(client_id, client_secret, scopes, token_parameters or {})
        keys: dict[str, str | None] = {}
        username = _environment(username, "COVENANT_USERNAME")
        password = _environment(password, "COVENANT_PASSWORD")
        if username is not None:
            keys["clientBasic"] = f"{username}:{password or ''}"
        settings = Settings(
            base_url=url,
            fixed_base_url=fixed,
            credentials=Credentials(_SCHEMES, keys, token is not None or client_credentials is not None),
            by_status=BY_STATUS,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            headers=headers,
            user_agent=user_agent("covenant", VERSION),
            strict_responses=strict_responses,
            hooks=hooks,
        )
        self._core = AsyncCore(
            settings,
            transport=transport or AsyncHttpxTransport(http_client),
            token=token,
            client_credentials=client_credentials,
            token_url=token_url or urljoin(url + "/", _TOKEN_URL),
        )

    @cached_property
    def api_clients(self) -> AsyncApiClientsResource:
        """The machine identities of an organisation."""
        from .resources import api_clients as module

        return module.AsyncApiClientsResource(self._core)

    @cached_property
    def invoices(self) -> AsyncInvoicesResource:
        """What vendors bill to the organisation."""
        from .resources import invoices as module

        return module.AsyncInvoicesResource(self._core)

    @cached_property
    def oauth(self) -> AsyncOauthResource:
        """Access tokens (RFC 6749) and their introspection (RFC 7662)."""
        from .resources import oauth as module

        return module.AsyncOauthResource(self._core)

    @cached_property
    def payments(self) -> AsyncPaymentsResource:
        """What the organisation pays on its invoices."""
        from .resources import payments as module

        return module.AsyncPaymentsResource(self._core)

    @cached_property
    def vendors(self) -> AsyncVendorsResource:
        """Whom the organisation buys from."""
        from .resources import vendors as module

        return module.AsyncVendorsResource(self._core)

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        **options: _t.Unpack[RequestOptions],
    ) -> RawResponse[Any]:
        """A request that this package does not know, with the client's credentials, retries and errors."""
        return await self._core.request(method, path, query=query, json=json, given=options)

    async def close(self) -> None:
        """Closes the connections."""
        await self._core.close()

    async def __aenter__(self) -> AsyncCovenant:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
