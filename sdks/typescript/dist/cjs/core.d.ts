import { type Token } from "./runtime/auth.js";
import { Core, type CoreOptions } from "./runtime/core.js";
/** Where the API is. The first one is the default. */
export declare const servers: readonly [
/** Production */
"https://api.covenant.example", 
/** The platform on your own machine, as `cargo xtask up` starts it */
"http://127.0.0.1:8080"];
/** What a {@link Covenant} takes. */
export interface CovenantOptions extends CoreOptions {
    /** A token, or a function that gives one; else `COVENANT_TOKEN` of the environment */
    readonly token?: Token | undefined;
    /** The client's id; else `COVENANT_CLIENT_ID` of the environment */
    readonly clientId?: string | undefined;
    /** The client's secret; else `COVENANT_CLIENT_SECRET` of the environment */
    readonly clientSecret?: string | undefined;
    /** What the token may be used for; none: what the server gives by default */
    readonly scopes?: readonly ("api_clients:read" | "api_clients:write" | "invoices:read" | "invoices:write" | "payments:read" | "payments:write" | "tokens:introspect" | "vendors:read" | (string & {}))[] | undefined;
    /** The user's name; else `COVENANT_USERNAME` of the environment */
    readonly username?: string | undefined;
    /** The user's password; else `COVENANT_PASSWORD` of the environment */
    readonly password?: string | undefined;
}
/**
 * The client without its resources, for use with single operations:
 * `import { ... } from "covenant/operations/..."` leaves all others out of a bundle.
 */
export declare class CovenantCore extends Core {
    constructor(options?: CovenantOptions);
}
