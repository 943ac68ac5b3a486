import { createInvoice, getInvoice, listInvoices } from "../operations/invoices.js";
import type { Core } from "../runtime/core.js";
import { type MethodOf } from "../runtime/operation.js";
/** What vendors bill to the organisation. */
export declare class InvoicesResource {
    /**
     * Enter an invoice
     *
     * Creates an invoice. With an `external_id` the call may be repeated.
     *
     * `POST /v1/invoices`
     */
    readonly create: MethodOf<typeof createInvoice>;
    /**
     * Read an invoice
     *
     * One invoice with its lines.
     *
     * `GET /v1/invoices/{invoice_id}`
     *
     * @param invoiceId - The invoice.
     */
    readonly get: MethodOf<typeof getInvoice>;
    /**
     * List invoices
     *
     * The organisation's invoices, newest first.
     *
     * `GET /v1/invoices`
     */
    readonly list: MethodOf<typeof listInvoices>;
    constructor(core: Core);
}
