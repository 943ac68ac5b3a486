import type { Country, Problem, Vendor, VendorId, VendorPage } from "../types.js";
import type { RequestOptions } from "../runtime/core.js";
import { type Operation } from "../runtime/operation.js";
import { type PagePromise } from "../runtime/pagination.js";
import type { ApiPromise } from "../runtime/promise.js";
/** Bodies of the errors of {@link getVendor}, by status. */
export interface GetVendorErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    404: Problem;
    429: Problem;
    default: Problem;
}
/**
 * Read a vendor
 *
 * `GET /v1/vendors/{vendor_id}`
 */
export declare const getVendor: Operation<[
    vendorId: VendorId,
    options?: RequestOptions
], ApiPromise<Vendor>, GetVendorErrors>;
/** Parameters of {@link listVendors}. */
export interface ListVendorsParams {
    /**
     * Only vendors in these countries (ISO 3166-1 alpha-2).
     *
     * Must be: at most 20 items
     */
    country?: Country[] | undefined;
    /**
     * Where the page starts, the `next_cursor` of the page before. Opaque; not valid with other filters.
     *
     * Must be: 1 to 512 characters
     */
    cursor?: string | undefined;
    /**
     * How many records a page holds at most.
     *
     * Must be: 1 to 100
     *
     * @default 20
     */
    limit?: number | undefined;
    /**
     * Only vendors whose name starts with this. Use `query`, which looks at the whole name.
     *
     * Must be: at most 100 characters
     *
     * @deprecated Since 2026-11-21. It ends on 2027-05-31. Use query instead.
     */
    name?: string | undefined;
    /**
     * Only vendors whose name contains this, whatever the case.
     *
     * Must be: 1 to 100 characters
     */
    query?: string | undefined;
}
/** Bodies of the errors of {@link listVendors}, by status. */
export interface ListVendorsErrors {
    400: Problem;
    401: Problem;
    403: Problem;
    429: Problem;
    default: Problem;
}
/**
 * List vendors
 *
 * `GET /v1/vendors`
 */
export declare const listVendors: Operation<[
    params?: ListVendorsParams,
    options?: RequestOptions
], PagePromise<Vendor, VendorPage>, ListVendorsErrors>;
