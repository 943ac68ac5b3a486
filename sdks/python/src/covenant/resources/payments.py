# Made by `cargo xtask generate`; changes here are lost.
"""The operations of Payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import types as _t
from .._runtime.async_client import AsyncResource, async_raw, async_raw_page
from .._runtime.operation import Content, Operation, PagedOperation, Pagination, Param
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPager, Pager
from .._runtime.sync_client import SyncResource, raw, raw_page

if TYPE_CHECKING:
    from ..types.payment import Payment
    from ..types.payment_create import PaymentCreate, PaymentCreateDict
    from ..types.payment_page import PaymentPage
    from ..types.payment_status import PaymentStatus

_CREATE: Operation[Payment] = Operation(
    "createPayment",
    "POST",
    "/v1/payments",
    body=[Content("application/json", "json")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.payment", "Payment"))],
        201: [Content("application/json", "json", _t.ref("types.payment", "Payment"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        409: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["payments:write"]}],
    idempotency_body="external_id",
)
_GET: Operation[Payment] = Operation(
    "getPayment",
    "GET",
    "/v1/payments/{payment_id}",
    params=[Param("payment_id", "path")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.payment", "Payment"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        404: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["payments:read"]}],
)
_LIST: PagedOperation[Payment, PaymentPage] = PagedOperation(
    "listPayments",
    "GET",
    "/v1/payments",
    params=[
        Param("cursor", "query"),
        Param("external_id", "query"),
        Param("invoice_id", "query"),
        Param("limit", "query"),
        Param("status", "query"),
    ],
    responses={
        200: [Content("application/json", "json", _t.ref("types.payment_page", "PaymentPage"))],
        400: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        401: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        "default": [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
    },
    security=[{"oauth2": ["payments:read"]}],
    pagination=Pagination("cursor", param="cursor", next=["next_cursor"], items=["data"], limit="limit"),
)


class PaymentsResource(SyncResource):
    """What the organisation pays on its invoices."""

    def create(self, body: PaymentCreate | PaymentCreateDict, **options: _t.Unpack[RequestOptions]) -> Payment:
        """Make a payment

        Pays on an open invoice, in its currency. The `external_id` is required: a payment must never be made twice
        because an answer was lost.
        """
        return self._core.call(_CREATE, {"body": body}, options)

    def get(self, payment_id: str, **options: _t.Unpack[RequestOptions]) -> Payment:
        """Read a payment

        One payment.

        Args:
            payment_id: The payment.
        """
        return self._core.call(_GET, {"payment_id": payment_id}, options)

    def list(
        self,
        *,
        cursor: str | None = None,
        external_id: str | None = None,
        invoice_id: str | None = None,
        limit: int | None = None,
        status: PaymentStatus | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> Pager[Payment, PaymentPage]:
        """List payments

        The organisation's payments, newest first.

        Args:
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            external_id: Only the payment with this `external_id`.
            invoice_id: Only payments on this invoice.
            limit: How many records a page holds at most. The server's default: ``20``.
            status: Only payments in this status.
        """
        return self._core.paginate(
            _LIST,
            {"cursor": cursor, "external_id": external_id, "invoice_id": invoice_id, "limit": limit, "status": status},
            options,
        )

    @property
    def with_raw_response(self) -> PaymentsResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return PaymentsResourceWithRawResponse(self)


class AsyncPaymentsResource(AsyncResource):
    """What the organisation pays on its invoices."""

    async def create(self, body: PaymentCreate | PaymentCreateDict, **options: _t.Unpack[RequestOptions]) -> Payment:
        """Make a payment

        Pays on an open invoice, in its currency. The `external_id` is required: a payment must never be made twice
        because an answer was lost.
        """
        return await self._core.call(_CREATE, {"body": body}, options)

    async def get(self, payment_id: str, **options: _t.Unpack[RequestOptions]) -> Payment:
        """Read a payment

        One payment.

        Args:
            payment_id: The payment.
        """
        return await self._core.call(_GET, {"payment_id": payment_id}, options)

    def list(
        self,
        *,
        cursor: str | None = None,
        external_id: str | None = None,
        invoice_id: str | None = None,
        limit: int | None = None,
        status: PaymentStatus | None = None,
        **options: _t.Unpack[RequestOptions],
    ) -> AsyncPager[Payment, PaymentPage]:
        """List payments

        The organisation's payments, newest first.

        Args:
            cursor: Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
            external_id: Only the payment with this `external_id`.
            invoice_id: Only payments on this invoice.
            limit: How many records a page holds at most. The server's default: ``20``.
            status: Only payments in this status.
        """
        return self._core.paginate(
            _LIST,
            {"cursor": cursor, "external_id": external_id, "invoice_id": invoice_id, "limit": limit, "status": status},
            options,
        )

    @property
    def with_raw_response(self) -> AsyncPaymentsResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return AsyncPaymentsResourceWithRawResponse(self)


class PaymentsResourceWithRawResponse:
    """The methods of :class:`PaymentsResource`, giving the answer in the raw."""

    def __init__(self, resource: PaymentsResource) -> None:
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.list = raw_page(resource.list)


class AsyncPaymentsResourceWithRawResponse:
    """The methods of :class:`AsyncPaymentsResource`, giving the answer in the raw."""

    def __init__(self, resource: AsyncPaymentsResource) -> None:
        self.create = async_raw(resource.create)
        self.get = async_raw(resource.get)
        self.list = async_raw_page(resource.list)
