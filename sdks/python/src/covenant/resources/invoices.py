# Made by `cargo xtask generate`; changes here are lost.
"""The operations of Invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t
from .._runtime.async_client import AsyncResource, async_raw, async_raw_page
from .._runtime.operation import Content, Operation, PagedOperation, Pagination, Param
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPager, Pager
from .._runtime.sync_client import SyncResource, raw, raw_page

if TYPE_CHECKING:
    from ..types.invoice import Invoice
    from ..types.invoice_create import InvoiceCreate, InvoiceCreateDict
    from ..types.invoice_page import InvoicePage
    from ..types.invoice_status import InvoiceStatus

_CREATE: Operation[Invoice] = Operation(
    "createInvoice",
    "POST",
    "/v1/invoices",
    body=[Content("application/json", "json")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.invoice", "Invoice"))],
        201: [Content("application/json", "json", _t.ref("types.invoice", "Invoice"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        409: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["invoices:write"]}],
    idempotency_body="external_id",
)
_GET: Operation[Invoice] = Operation(
    "getInvoice",
    "GET",
    "/v1/invoices/{invoice_id}",
    params=[Param("invoice_id", "path")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.invoice", "Invoice"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        404: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["invoices:read"]}],
)
_LIST: PagedOperation[Invoice, InvoicePage] = PagedOperation(
    "listInvoices",
    "GET",
    "/v1/invoices",
    params=[
        Param("cursor", "query"),
        Param("external_id", "query"),
        Param("issued_from", "query"),
        Param("issued_to", "query"),
        Param("limit", "query"),
        Param("status", "query"),
        Param("vendor_id", "query"),
    ],
    responses={
        200: [Content("application/json", "json", _t.ref("types.invoice_page", "InvoicePage"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["invoices:read"]}],
    pagination=Pagination("cursor", param="cursor", next=["next_cursor"], items=["data"], limit="limit"),
)


class InvoicesResource(SyncResource):
    """What vendors bill to the organisation."""

    def create(self, body: InvoiceCreate | InvoiceCreateDict, **options: _t.Unpack[RequestOptions]) -> Invoice:
        """Enter an invoice

        Creates an invoice. With an `external_id` the call may be repeated.
        """
        return self._core.call(_CREATE, {"body": body}, options)

    def get(self, invoice_id: str, **options: _t.Unpack[RequestOptions]) -> Invoice:
        """Read an invoice

        One invoice with its lines.

        Args:
            invoice_id: The invoice.
        """
        return self._core.call(_GET, {"invoice_id": invoice_id}, options)

    def list(
        self,
        *,
        cursor: str | None = None,
        external_id: str | None = None,
        issued_from: _t.Date | str | None = None,
        issued_to: _t.Date | str | None = None,
        limit: int | None = None,
        status: InvoiceStatus | None = None,
        vendor_id: str | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> Pager[Invoice, InvoicePage]:
        """List invoices

        The organisation's invoices, newest first.

        Args:
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            external_id: Only the invoice with this `external_id`.
            issued_from: Only invoices issued on this day or later.
            issued_to: Only invoices issued on this day or earlier.
            limit: How many records a page holds at most. The server's default: ``20``.
            status: Only invoices in this status.
            vendor_id: Only invoices of this vendor.
        """
        return self._core.paginate(
            _LIST,
            {
                "cursor": cursor,
                "external_id": external_id,
                "issued_from": issued_from,
                "issued_to": issued_to,
                "limit": limit,
                "status": status,
                "vendor_id": vendor_id,
            },
            options,
        )

    @property
    def with_raw_response(self) -> InvoicesResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return InvoicesResourceWithRawResponse(self)


class AsyncInvoicesResource(AsyncResource):
    """What vendors bill to the organisation."""

    async def create(self, body: InvoiceCreate | InvoiceCreateDict, **options: _t.Unpack[RequestOptions]) -> Invoice:
        """Enter an invoice

        Creates an invoice. With an `external_id` the call may be repeated.
        """
        return await self._core.call(_CREATE, {"body": body}, options)

    async def get(self, invoice_id: str, **options: _t.Unpack[RequestOptions]) -> Invoice:
        """Read an invoice

        One invoice with its lines.

        Args:
            invoice_id: The invoice.
        """
        return await self._core.call(_GET, {"invoice_id": invoice_id}, options)

    def list(
        self,
        *,
        cursor: str | None = None,
        external_id: str | None = None,
        issued_from: _t.Date | str | None = None,
        issued_to: _t.Date | str | None = None,
        limit: int | None = None,
        status: InvoiceStatus | None = None,
        vendor_id: str | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> AsyncPager[Invoice, InvoicePage]:
        """List invoices

        The organisation's invoices, newest first.

        Args:
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            external_id: Only the invoice with this `external_id`.
            issued_from: Only invoices issued on this day or later.
            issued_to: Only invoices issued on this day or earlier.
            limit: How many records a page holds at most. The server's default: ``20``.
            status: Only invoices in this status.
            vendor_id: Only invoices of this vendor.
        """
        return self._core.paginate(
            _LIST,
            {
                "cursor": cursor,
                "external_id": external_id,
                "issued_from": issued_from,
                "issued_to": issued_to,
                "limit": limit,
                "status": status,
                "vendor_id": vendor_id,
            },
            options,
        )

    @property
    def with_raw_response(self) -> AsyncInvoicesResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return AsyncInvoicesResourceWithRawResponse(self)


class InvoicesResourceWithRawResponse:
    """The methods of :class:`InvoicesResource`, giving the answer in the raw."""

    def __init__(self, resource: InvoicesResource) -> None:
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.list = raw_page(resource.list)


class AsyncInvoicesResourceWithRawResponse:
    """The methods of :class:`AsyncInvoicesResource`, giving the answer in the raw."""

    def __init__(self, resource: AsyncInvoicesResource) -> None:
        self.create = async_raw(resource.create)
        self.get = async_raw(resource.get)
        self.list = async_raw_page(resource.list)
