import { getVendor, listVendors } from "../operations/vendors.js";
import type { Core } from "../runtime/core.js";
import { type MethodOf } from "../runtime/operation.js";
/** Whom the organisation buys from. */
export declare class VendorsResource {
    /**
     * Read a vendor
     *
     * One vendor.
     *
     * `GET /v1/vendors/{vendor_id}`
     *
     * @param vendorId - The vendor.
     */
    readonly get: MethodOf<typeof getVendor>;
    /**
     * List vendors
     *
     * The organisation's vendors by name.
     *
     * `GET /v1/vendors`
     */
    readonly list: MethodOf<typeof listVendors>;
    constructor(core: Core);
}
