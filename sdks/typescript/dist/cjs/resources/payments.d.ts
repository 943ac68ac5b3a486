import { createPayment, getPayment, listPayments } from "../operations/payments.js";
import type { Core } from "../runtime/core.js";
import { type MethodOf } from "../runtime/operation.js";
/** What the organisation pays on its invoices. */
export declare class PaymentsResource {
    /**
     * Make a payment
     *
     * Pays on an open invoice, in its currency. The `external_id` is required: a payment must never be made twice
     * because an answer was lost.
     *
     * `POST /v1/payments`
     */
    readonly create: MethodOf<typeof createPayment>;
    /**
     * Read a payment
     *
     * One payment.
     *
     * `GET /v1/payments/{payment_id}`
     *
     * @param paymentId - The payment.
     */
    readonly get: MethodOf<typeof getPayment>;
    /**
     * List payments
     *
     * The organisation's payments, newest first.
     *
     * `GET /v1/payments`
     */
    readonly list: MethodOf<typeof listPayments>;
    constructor(core: Core);
}
