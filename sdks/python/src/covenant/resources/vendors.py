# Made by `cargo xtask generate`; changes here are lost.
"""The operations of Vendors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .._runtime import types as _t
from .._runtime.async_client import AsyncResource, async_raw, async_raw_page
from .._runtime.operation import Content, Operation, PagedOperation, Pagination, Param
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPager, Pager
from .._runtime.sync_client import SyncResource, raw, raw_page

if TYPE_CHECKING:
    from ..types.vendor import Vendor
    from ..types.vendor_page import VendorPage

_GET: Operation[Vendor] = Operation(
    "getVendor",
    "GET",
    "/v1/vendors/{vendor_id}",
    params=[Param("vendor_id", "path")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.vendor", "Vendor"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        404: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["vendors:read"]}],
)
_LIST: PagedOperation[Vendor, VendorPage] = PagedOperation(
    "listVendors",
    "GET",
    "/v1/vendors",
    params=[
        Param("country", "query", explode=False),
        Param("cursor", "query"),
        Param("limit", "query"),
        Param("name", "query"),
        Param("query", "query"),
    ],
    responses={
        200: [Content("application/json", "json", _t.ref("types.vendor_page", "VendorPage"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["vendors:read"]}],
    pagination=Pagination("cursor", param="cursor", next=["next_cursor"], items=["data"], limit="limit"),
)


class VendorsResource(SyncResource):
    """Whom the organisation buys from."""

    def get(self, vendor_id: str, **options: _t.Unpack[RequestOptions]) -> Vendor:
        """Read a vendor

        One vendor.

        Args:
            vendor_id: The vendor.
        """
        return self._core.call(_GET, {"vendor_id": vendor_id}, options)

    def list(
        self,
        *,
        country: Sequence[str] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        name: str | None = None,
        query: str | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> Pager[Vendor, VendorPage]:
        """List vendors

        The organisation's vendors by name.

        Args:
            country: Only vendors in these countries (ISO 3166-1 alpha-2).
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            limit: How many records a page holds at most. The server's default: ``20``.
            name: Only vendors whose name starts with this. Use `query`, which looks at the whole name. Deprecated since 2026-11-21, goes away on 2027-05-31; use query instead.
            query: Only vendors whose name contains this, whatever the case.
        """
        return self._core.paginate(
            _LIST,
            {"country": country, "cursor": cursor, "limit": limit, "name": name, "query": query},
            options,
        )

    @property
    def with_raw_response(self) -> VendorsResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return VendorsResourceWithRawResponse(self)


class AsyncVendorsResource(AsyncResource):
    """Whom the organisation buys from."""

    async def get(self, vendor_id: str, **options: _t.Unpack[RequestOptions]) -> Vendor:
        """Read a vendor

        One vendor.

        Args:
            vendor_id: The vendor.
        """
        return await self._core.call(_GET, {"vendor_id": vendor_id}, options)

    def list(
        self,
        *,
        country: Sequence[str] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        name: str | None = None,
        query: str | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> AsyncPager[Vendor, VendorPage]:
        """List vendors

        The organisation's vendors by name.

        Args:
            country: Only vendors in these countries (ISO 3166-1 alpha-2).
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            limit: How many records a page holds at most. The server's default: ``20``.
            name: Only vendors whose name starts with this. Use `query`, which looks at the whole name. Deprecated since 2026-11-21, goes away on 2027-05-31; use query instead.
            query: Only vendors whose name contains this, whatever the case.
        """
        return self._core.paginate(
            _LIST,
            {"country": country, "cursor": cursor, "limit": limit, "name": name, "query": query},
            options,
        )

    @property
    def with_raw_response(self) -> AsyncVendorsResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return AsyncVendorsResourceWithRawResponse(self)


class VendorsResourceWithRawResponse:
    """The methods of :class:`VendorsResource`, giving the answer in the raw."""

    def __init__(self, resource: VendorsResource) -> None:
        self.get = raw(resource.get)
        self.list = raw_page(resource.list)


class AsyncVendorsResourceWithRawResponse:
    """The methods of :class:`AsyncVendorsResource`, giving the answer in the raw."""

    def __init__(self, resource: AsyncVendorsResource) -> None:
        self.get = async_raw(resource.get)
        self.list = async_raw_page(resource.list)
