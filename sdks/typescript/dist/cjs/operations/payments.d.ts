import type { ExternalId, InvoiceId, Payment, PaymentCreate, PaymentId, PaymentPage, PaymentStatus, Problem } from "../types.js";
import type { RequestOptions } from "../runtime/core.js";
import { type Operation } from "../runtime/operation.js";
import { type PagePromise } from "../runtime/pagination.js";
import type { ApiPromise } from "../runtime/promise.js";
/** Bodies of the errors of {@link createPayment}, by status. */
export interface CreatePaymentErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    409: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Make a payment
 *
 * `POST /v1/payments`
 */
export declare const createPayment: Operation<[
    body: PaymentCreate,
    options?: RequestOptions
], ApiPromise<Payment>, CreatePaymentErrors>;
/** Bodies of the errors of {@link getPayment}, by status. */
export interface GetPaymentErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    404: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Read a payment
 *
 * `GET /v1/payments/{payment_id}`
 */
export declare const getPayment: Operation<[
    paymentId: PaymentId,
    options?: RequestOptions
], ApiPromise<Payment>, GetPaymentErrors>;
/** Parameters of {@link listPayments}. */
export interface ListPaymentsParams {
    /**
     * Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
     *
     * Must be: 1 to 512 characters
     */
    cursor?: string | undefined;
    /** Only the payment with this `external_id`. */
    externalId?: ExternalId | undefined;
    /** Only payments on this invoice. */
    invoiceId?: InvoiceId | undefined;
    /**
     * How many records a page holds at most.
     *
     * Must be: 1 to 100
     *
     * @default 20
     */
    limit?: number | undefined;
    /** Only payments in this status. */
    status?: PaymentStatus | undefined;
}
/** Bodies of the errors of {@link listPayments}, by status. */
export interface ListPaymentsErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    429: Problem;
    default: Problem;
}
/**
 * List payments
 *
 * `GET /v1/payments`
 */
export declare const listPayments: Operation<[
    params?: ListPaymentsParams,
    options?: RequestOptions
], PagePromise<Payment, PaymentPage>, ListPaymentsErrors>;
