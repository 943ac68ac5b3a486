import { CovenantCore } from "./core.js";
import { ApiClientsResource } from "./resources/api-clients.js";
import { InvoicesResource } from "./resources/invoices.js";
import { OauthResource } from "./resources/oauth.js";
import { PaymentsResource } from "./resources/payments.js";
import { VendorsResource } from "./resources/vendors.js";
/**
 * Covenant ERP API
 *
 * Finance and procurement data of an organisation, over HTTP and JSON.
 *
 * Resources are made when they are first used. Credentials and the base URL come from the options, else from the environment.
 */
export declare class Covenant extends CovenantCore {
    #private;
    /** The machine identities of an organisation. */
    get apiClients(): ApiClientsResource;
    /** What vendors bill to the organisation. */
    get invoices(): InvoicesResource;
    /** Access tokens (RFC 6749) and their introspection (RFC 7662). */
    get oauth(): OauthResource;
    /** What the organisation pays on its invoices. */
    get payments(): PaymentsResource;
    /** Whom the organisation buys from. */
    get vendors(): VendorsResource;
}
