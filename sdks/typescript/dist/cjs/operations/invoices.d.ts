import type { ExternalId, Invoice, InvoiceCreate, InvoiceId, InvoicePage, InvoiceStatus, Problem, VendorId } from "../types.js";
import type { RequestOptions } from "../runtime/core.js";
import { type Operation } from "../runtime/operation.js";
import { type PagePromise } from "../runtime/pagination.js";
import type { ApiPromise } from "../runtime/promise.js";
/** Bodies of the errors of {@link createInvoice}, by status. */
export interface CreateInvoiceErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    409: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Enter an invoice
 *
 * `POST /v1/invoices`
 */
export declare const createInvoice: Operation<[
    body: InvoiceCreate,
    options?: RequestOptions
], ApiPromise<Invoice>, CreateInvoiceErrors>;
/** Bodies of the errors of {@link getInvoice}, by status. */
export interface GetInvoiceErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    404: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Read an invoice
 *
 * `GET /v1/invoices/{invoice_id}`
 */
export declare const getInvoice: Operation<[
    invoiceId: InvoiceId,
    options?: RequestOptions
], ApiPromise<Invoice>, GetInvoiceErrors>;
/** Parameters of {@link listInvoices}. */
export interface ListInvoicesParams {
    /**
     * Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
     *
     * Must be: 1 to 512 characters
     */
    cursor?: string | undefined;
    /** Only the invoice with this `external_id`. */
    externalId?: ExternalId | undefined;
    /**
     * Only invoices issued on this day or later.
     *
     * A date: `YYYY-MM-DD`
     */
    issuedFrom?: string | undefined;
    /**
     * Only invoices issued on this day or earlier.
     *
     * A date: `YYYY-MM-DD`
     */
    issuedTo?: string | undefined;
    /**
     * How many records a page holds at most.
     *
     * Must be: 1 to 100
     *
     * @default 20
     */
    limit?: number | undefined;
    /** Only invoices in this status. */
    status?: InvoiceStatus | undefined;
    /** Only invoices of this vendor. */
    vendorId?: VendorId | undefined;
}
/** Bodies of the errors of {@link listInvoices}, by status. */
export interface ListInvoicesErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    429: Problem;
    default: Problem;
}
/**
 * List invoices
 *
 * `GET /v1/invoices`
 */
export declare const listInvoices: Operation<[
    params?: ListInvoicesParams,
    options?: RequestOptions
], PagePromise<Invoice, InvoicePage>, ListInvoicesErrors>;
