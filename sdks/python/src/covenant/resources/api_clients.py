# Made by `cargo xtask generate`; changes here are lost.
"""The operations of API clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t
from .._runtime.async_client import AsyncResource, async_raw, async_raw_page
from .._runtime.operation import Content, Operation, PagedOperation, Pagination, Param
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPager, Pager
from .._runtime.sync_client import SyncResource, raw, raw_page

if TYPE_CHECKING:
    from ..types.api_client import ApiClient
    from ..types.api_client_create import ApiClientCreate, ApiClientCreateDict
    from ..types.api_client_page import ApiClientPage
    from ..types.api_client_status import ApiClientStatus
    from ..types.api_client_with_secret import ApiClientWithSecret

_CREATE: Operation[ApiClient | ApiClientWithSecret] = Operation(
    "createApiClient",
    "POST",
    "/v1/api-clients",
    body=[Content("application/json", "json")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.api_client", "ApiClient"))],
        201: [Content("application/json", "json", _t.ref("types.api_client_with_secret", "ApiClientWithSecret"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        409: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["api_clients:write"]}],
    idempotency_body="external_id",
)
_GET: Operation[ApiClient] = Operation(
    "getApiClient",
    "GET",
    "/v1/api-clients/{client_id}",
    params=[Param("client_id", "path")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.api_client", "ApiClient"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        404: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["api_clients:read"]}],
)
_LIST: PagedOperation[ApiClient, ApiClientPage] = PagedOperation(
    "listApiClients",
    "GET",
    "/v1/api-clients",
    params=[Param("cursor", "query"), Param("limit", "query"), Param("status", "query")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.api_client_page", "ApiClientPage"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["api_clients:read"]}],
    pagination=Pagination("cursor", param="cursor", next=["next_cursor"], items=["data"], limit="limit"),
)
_REVOKE: Operation[ApiClient] = Operation(
    "revokeApiClient",
    "POST",
    "/v1/api-clients/{client_id}/revoke",
    params=[Param("client_id", "path")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.api_client", "ApiClient"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        404: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["api_clients:write"]}],
)


class ApiClientsResource(SyncResource):
    """The machine identities of an organisation."""

    def create(
        self,
        body: ApiClientCreate | ApiClientCreateDict,
        **options: _t.Unpack[RequestOptions],
    ) -> ApiClient | ApiClientWithSecret:
        """Register an API client

        Creates an API client and its secret. The secret is in this answer and nowhere else: it is stored as a hash and
        cannot be shown again. A repeated call with the same `external_id` and body answers 200 without a secret.

        Scopes that the organisation's policy does not grant are refused.
        """
        return self._core.call(_CREATE, {"body": body}, options)

    def get(self, client_id: str, **options: _t.Unpack[RequestOptions]) -> ApiClient:
        """Read an API client

        One API client. The secret is never shown again, only its last four characters.

        Args:
            client_id: The API client.
        """
        return self._core.call(_GET, {"client_id": client_id}, options)

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        status: ApiClientStatus | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> Pager[ApiClient, ApiClientPage]:
        """List API clients

        The organisation's API clients, newest first, revoked ones included.

        Args:
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            limit: How many records a page holds at most. The server's default: ``20``.
            status: Only API clients in this status.
        """
        return self._core.paginate(_LIST, {"cursor": cursor, "limit": limit, "status": status}, options)

    def revoke(self, client_id: str, **options: _t.Unpack[RequestOptions]) -> ApiClient:
        """Revoke an API client

        Ends an API client for good: its tokens and secrets stop working at once and it can never be made active again.
        Revoking a revoked client changes nothing.

        Args:
            client_id: The API client.
        """
        return self._core.call(_REVOKE, {"client_id": client_id}, options)

    @property
    def with_raw_response(self) -> ApiClientsResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return ApiClientsResourceWithRawResponse(self)


class AsyncApiClientsResource(AsyncResource):
    """The machine identities of an organisation."""

    async def create(
        self,
        body: ApiClientCreate | ApiClientCreateDict,
        **options: _t.Unpack[RequestOptions],
    ) -> ApiClient | ApiClientWithSecret:
        """Register an API client

        Creates an API client and its secret. The secret is in this answer and nowhere else: it is stored as a hash and
        cannot be shown again. A repeated call with the same `external_id` and body answers 200 without a secret.

        Scopes that the organisation's policy does not grant are refused.
        """
        return await self._core.call(_CREATE, {"body": body}, options)

    async def get(self, client_id: str, **options: _t.Unpack[RequestOptions]) -> ApiClient:
        """Read an API client

        One API client. The secret is never shown again, only its last four characters.

        Args:
            client_id: The API client.
        """
        return await self._core.call(_GET, {"client_id": client_id}, options)

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        status: ApiClientStatus | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> AsyncPager[ApiClient, ApiClientPage]:
        """List API clients

        The organisation's API clients, newest first, revoked ones included.

        Args:
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            limit: How many records a page holds at most. The server's default: ``20``.
            status: Only API clients in this status.
        """
        return self._core.paginate(_LIST, {"cursor": cursor, "limit": limit, "status": status}, options)

    async def revoke(self, client_id: str, **options: _t.Unpack[RequestOptions]) -> ApiClient:
        """Revoke an API client

        Ends an API client for good: its tokens and secrets stop working at once and it can never be made active again.
        Revoking a revoked client changes nothing.

        Args:
            client_id: The API client.
        """
        return await self._core.call(_REVOKE, {"client_id": client_id}, options)

    @property
    def with_raw_response(self) -> AsyncApiClientsResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return AsyncApiClientsResourceWithRawResponse(self)


class ApiClientsResourceWithRawResponse:
    """The methods of :class:`ApiClientsResource`, giving the answer in the raw."""

    def __init__(self, resource: ApiClientsResource) -> None:
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.list = raw_page(resource.list)
        self.revoke = raw(resource.revoke)


class AsyncApiClientsResourceWithRawResponse:
    """The methods of :class:`AsyncApiClientsResource`, giving the answer in the raw."""

    def __init__(self, resource: AsyncApiClientsResource) -> None:
        self.create = async_raw(resource.create)
        self.get = async_raw(resource.get)
        self.list = async_raw_page(resource.list)
        self.revoke = async_raw(resource.revoke)
