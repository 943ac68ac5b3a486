import type { UnknownVariant } from "./runtime/variants.js";
/** A postal address. */
export interface Address {
    /**
     * The city.
     *
     * Must be: at most 100 characters
     */
    city: string;
    country: Country;
    /**
     * Street and house, as it stands on a letter.
     *
     * Must be: 1 to 4 items
     */
    lines: string[];
    /**
     * The postal code.
     *
     * Must be: at most 16 characters
     */
    postal_code?: string;
}
/** A machine identity of the organisation. */
export interface ApiClient {
    /**
     * The release that was current when it was registered, which it is pinned to.
     *
     * A date: `YYYY-MM-DD`
     */
    api_version: string;
    client_id: ClientId;
    /**
     * When it was registered.
     *
     * A date and time (RFC 3339)
     */
    created_at: string;
    /** What people call it. */
    name: string;
    /** Calls that it may make in any 60 seconds. */
    rate_limit_rpm: number;
    /**
     * When it was revoked; null while it is active.
     *
     * A date and time (RFC 3339)
     */
    revoked_at: string | null;
    /** What it may ask for. */
    scopes: Scope[];
    /**
     * Its secrets, two at most.
     *
     * Must be: at most 2 items
     */
    secrets: SecretInfo[];
    status: ApiClientStatus;
    external_id?: ExternalId;
}
/** A new API client. */
export interface ApiClientCreate {
    /**
     * What people call it.
     *
     * Must be: 1 to 100 characters
     */
    name: string;
    /**
     * What it may ask for. Nothing else will ever be granted to it.
     *
     * Must be: 1 to 50 items, no item twice
     */
    scopes: Scope[];
    external_id?: ExternalId | undefined;
    /**
     * Calls that it may make in any 60 seconds.
     *
     * Must be: 1 to 100000
     *
     * @default 1000
     */
    rate_limit_rpm?: number | undefined;
}
/** A page of API clients. */
export interface ApiClientPage {
    /** The API clients of this page. */
    data: ApiClient[];
    next_cursor: Cursor | null;
}
/** Whether an API client may be used. REVOKED is final. */
export type ApiClientStatus = "ACTIVE" | "REVOKED" | (string & {});
/** A new API client with its secret. */
export interface ApiClientWithSecret {
    /**
     * The release that was current when it was registered, which it is pinned to.
     *
     * A date: `YYYY-MM-DD`
     */
    api_version: string;
    client_id: ClientId;
    /** The secret, shown this once. */
    client_secret: string;
    /**
     * When it was registered.
     *
     * A date and time (RFC 3339)
     */
    created_at: string;
    /** What people call it. */
    name: string;
    /** Calls that it may make in any 60 seconds. */
    rate_limit_rpm: number;
    /**
     * When it was revoked; null while it is active.
     *
     * A date and time (RFC 3339)
     */
    revoked_at: string | null;
    /** What it may ask for. */
    scopes: Scope[];
    /**
     * Its secrets, two at most.
     *
     * Must be: at most 2 items
     */
    secrets: SecretInfo[];
    status: ApiClientStatus;
    external_id?: ExternalId;
}
/** By bank transfer. */
export interface BankTransfer {
    /**
     * The account that receives it.
     *
     * Must be: pattern `^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$`
     */
    iban: string;
    type: "bank_transfer";
    /**
     * Its bank.
     *
     * Must be: pattern `^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`
     */
    bic?: string | undefined;
}
/** By a card of the organisation. */
export interface CardPayment {
    /**
     * The card.
     *
     * Must be: 1 to 64 characters
     */
    card_id: string;
    type: "card";
    /**
     * The end of its number.
     *
     * Set by the server; not sent.
     *
     * Must be: pattern `^[0-9]{4}$`
     */
    readonly last4?: string | undefined;
}
/**
 * Number of an API client.
 *
 * Must be: pattern `^cl_[0-9a-f]{32}$`
 */
export type ClientId = string;
/**
 * A country (ISO 3166-1 alpha-2).
 *
 * Must be: pattern `^[A-Z]{2}$`
 */
export type Country = string;
/**
 * An ISO 4217 currency code.
 *
 * Must be: pattern `^[A-Z]{3}$`
 */
export type Currency = string;
/** Where the next page starts; null on the last page. */
export type Cursor = string;
/**
 * A decimal number as text, so that no digit is lost.
 *
 * Must be: pattern `^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?$`
 */
export type Decimal = string;
/** By direct debit of the vendor. */
export interface DirectDebit {
    /**
     * Number of the mandate.
     *
     * Must be: 1 to 35 characters
     */
    mandate: string;
    type: "direct_debit";
}
/**
 * Names the event.
 *
 * Must be: pattern `^evt_[0-9a-f]{32}$`
 */
export type EventId = string;
/**
 * Which platform it comes from.
 *
 * A URL
 */
export type EventSource = string;
/**
 * When it happened.
 *
 * A date and time (RFC 3339)
 */
export type EventTime = string;
/**
 * The caller's own id of the record. Unique in the organisation; makes creation idempotent.
 *
 * Must be: 1 to 128 characters
 */
export type ExternalId = string;
/** One thing that is wrong with a request. */
export interface FieldError {
    /** What is wrong there. */
    detail: string;
    /** Which parameter. */
    parameter?: string;
    /** Where in the body (RFC 6901). */
    pointer?: string;
}
/** An introspection request (RFC 7662 section 2.1). */
export interface IntrospectionRequest {
    /**
     * The token.
     *
     * Must be: 1 to 8192 characters
     */
    token: string;
    /** The asking client, when it does not authenticate with HTTP Basic. */
    client_id?: string | undefined;
    /**
     * Its secret, likewise.
     *
     * Only sent; the server does not give it back.
     *
     * Must be: at most 72 characters
     */
    client_secret?: string | undefined;
    /** What the caller thinks it is. A wrong hint does no harm. */
    token_type_hint?: string | undefined;
}
/** What is known about a token (RFC 7662 section 2.2). Only `active` is there when it is false. */
export interface IntrospectionResponse {
    /** Whether the token can be used now. */
    active: boolean;
    /** For which resource server it is meant. */
    aud?: string;
    /** The client it was issued to. */
    client_id?: string;
    /** When it expires, in seconds since 1970-01-01T00:00:00Z. */
    exp?: number;
    /** When it was issued, in seconds since 1970-01-01T00:00:00Z. */
    iat?: number;
    /** Who issued it. */
    iss?: string;
    /** Its number. */
    jti?: string;
    /** Its scopes, separated by spaces. */
    scope?: string;
    /** Whom it speaks for. */
    sub?: string;
    /** How it is used. */
    token_type?: string;
}
/** An invoice. */
export interface Invoice {
    /**
     * When it was entered.
     *
     * A date and time (RFC 3339)
     */
    created_at: string;
    /**
     * The day until which it is to be paid.
     *
     * A date: `YYYY-MM-DD`
     */
    due_on: string;
    id: InvoiceId;
    /**
     * The day on the invoice.
     *
     * A date: `YYYY-MM-DD`
     */
    issued_on: string;
    /** What is billed. */
    lines: InvoiceLine[];
    /** A note of the organisation. */
    memo: string | null;
    /** The vendor's number of the invoice. */
    number: string;
    status: InvoiceStatus;
    /** The sum of the lines. */
    total: Money;
    /** Who bills. */
    vendor_id: VendorId;
    external_id?: ExternalId;
}
/** A new invoice. */
export interface InvoiceCreate {
    /**
     * The day until which it is to be paid; not before `issued_on`.
     *
     * A date: `YYYY-MM-DD`
     */
    due_on: string;
    /**
     * The day on the invoice.
     *
     * A date: `YYYY-MM-DD`
     */
    issued_on: string;
    /**
     * What is billed. All prices are in one currency.
     *
     * Must be: 1 to 200 items
     */
    lines: InvoiceLine[];
    /**
     * The vendor's number of the invoice.
     *
     * Must be: 1 to 64 characters
     */
    number: string;
    /** Who bills. */
    vendor_id: VendorId;
    external_id?: ExternalId | undefined;
    /**
     * A note of the organisation.
     *
     * Must be: at most 2000 characters
     */
    memo?: string | null | undefined;
}
/**
 * Number of an invoice.
 *
 * Must be: pattern `^inv_[0-9a-f]{32}$`
 */
export type InvoiceId = string;
/** What is billed. */
export interface InvoiceLine {
    /**
     * What it is.
     *
     * Must be: 1 to 500 characters
     */
    description: string;
    /** How many. */
    quantity: Decimal;
    /** The price of one. */
    unit_price: Money;
}
/** A page of invoices. */
export interface InvoicePage {
    /** The invoices of this page. */
    data: Invoice[];
    next_cursor: Cursor | null;
}
/**
 * Where an invoice stands.
 *
 * - `"draft"`: Entered, not yet approved
 * - `"open"`: Approved and due
 * - `"paid"`: Paid in full
 * - `"void"`: Cancelled
 */
export type InvoiceStatus = "draft" | "open" | "paid" | "void" | (string & {});
/** An amount of money. */
export interface Money {
    /** The amount in the currency's main unit. At most 4 places. */
    amount: Decimal;
    currency: Currency;
}
/** An error of an OAuth endpoint (RFC 6749 section 5.2), with the platform's own code beside it. */
export interface OauthError {
    /**
     * The platform's code, the RFC's one in capitals.
     *
     * Must be: pattern `^[A-Z][A-Z0-9_]*$`
     */
    code: string;
    /** The error code of the RFC. */
    error: OauthErrorError;
    /** For the developer. Never repeats what was sent. */
    error_description?: string;
    /**
     * A page about the error.
     *
     * A URL
     */
    error_uri?: string;
}
/** The error code of the RFC. */
export type OauthErrorError = "invalid_request" | "invalid_client" | "invalid_grant" | "unauthorized_client" | "unsupported_grant_type" | "invalid_scope" | "invalid_target" | "temporarily_unavailable" | "slow_down" | "server_error" | (string & {});
/** A payment. */
export interface Payment {
    /** How much. */
    amount: Money;
    /**
     * When it was made.
     *
     * A date and time (RFC 3339)
     */
    created_at: string;
    external_id: ExternalId;
    id: PaymentId;
    /** What is paid. */
    invoice_id: InvoiceId;
    method: PaymentMethod;
    /**
     * When it arrived; null until then.
     *
     * A date and time (RFC 3339)
     */
    settled_at: string | null;
    status: PaymentStatus;
}
/** A new payment. */
export interface PaymentCreate {
    /** How much. More than 0, in the invoice's currency. */
    amount: Money;
    external_id: ExternalId;
    /** What is paid. */
    invoice_id: InvoiceId;
    method: PaymentMethod;
}
/**
 * Number of a payment.
 *
 * Must be: pattern `^pay_[0-9a-f]{32}$`
 */
export type PaymentId = string;
/** How it is paid. */
export type PaymentMethod = BankTransfer | CardPayment | DirectDebit | UnknownVariant<"type">;
/** A page of payments. */
export interface PaymentPage {
    /** The payments of this page. */
    data: Payment[];
    next_cursor: Cursor | null;
}
/** Where a payment stands. */
export type PaymentStatus = "pending" | "settled" | "failed" | (string & {});
/** An error (RFC 9457). */
export interface Problem {
    /**
     * The kind of problem for programs.
     *
     * Must be: pattern `^[A-Z][A-Z0-9_]*$`
     */
    code: string;
    /** The same as the header `X-Request-Id`. */
    request_id: string;
    /**
     * The HTTP status.
     *
     * Must be: 100 to 599
     */
    status: number;
    /** The kind of problem in words. */
    title: string;
    /**
     * Names the kind of problem; a page about it.
     *
     * A URL
     */
    type: string;
    /** What happened this time. Never repeats what was sent. */
    detail?: string;
    /** What is wrong with the request, one entry a place. */
    errors?: FieldError[];
    /**
     * This occurrence.
     *
     * A URL
     */
    instance?: string;
}
/** Which client, and when it may call again. */
export interface RateLimitExceeded {
    client_id: ClientId;
    /** Calls that it may make in any 60 seconds. */
    limit_rpm: number;
    /** Seconds until it may call again. */
    retry_after: number;
}
/** A client used up its limit (CloudEvents 1.0). */
export interface RateLimitExceededEvent {
    data: RateLimitExceeded;
    datacontenttype: "application/json";
    id: EventId;
    source: EventSource;
    specversion: SpecVersion;
    time: EventTime;
    type: "api.rate_limit_exceeded";
}
/**
 * A scope.
 *
 * Must be: pattern `^[a-z_]+:[a-z_]+$`
 */
export type Scope = string;
/** What may be known about a secret. */
export interface SecretInfo {
    /**
     * When it was made.
     *
     * A date and time (RFC 3339)
     */
    created_at: string;
    /**
     * When it stops working; null when nothing is planned.
     *
     * A date and time (RFC 3339)
     */
    expires_at: string | null;
    /**
     * Its last four characters.
     *
     * Must be: exactly 4 characters
     */
    last4: string;
}
/** Version of CloudEvents. */
export type SpecVersion = "1.0";
/** Which token, and for whom. Never the token itself. */
export interface TokenIssued {
    client_id: ClientId;
    /**
     * When it expires.
     *
     * A date and time (RFC 3339)
     */
    expires_at: string;
    /**
     * When it was issued.
     *
     * A date and time (RFC 3339)
     */
    issued_at: string;
    /**
     * Number of the token.
     *
     * A UUID
     */
    jti: string;
    /** Its scopes. */
    scopes: Scope[];
}
/** A token was issued (CloudEvents 1.0). */
export interface TokenIssuedEvent {
    data: TokenIssued;
    datacontenttype: "application/json";
    id: EventId;
    source: EventSource;
    specversion: SpecVersion;
    time: EventTime;
    type: "api.token_issued";
}
/**
 * A token request (RFC 6749 section 4.4.2). Unknown parameters are ignored, empty ones count as absent.
 */
export interface TokenRequest {
    /** How the token is earned. Further grants may join. */
    grant_type: TokenRequestGrantType;
    /** Another name for `resource`, as some clients send it. */
    audience?: string | undefined;
    /** The client, when it does not authenticate with HTTP Basic. */
    client_id?: string | undefined;
    /**
     * The client's secret, when it does not authenticate with HTTP Basic. At most 72 bytes.
     *
     * Only sent; the server does not give it back.
     *
     * Must be: at most 72 characters
     */
    client_secret?: string | undefined;
    /** For which resource server the token is meant (RFC 8707); an absolute URI, or several. */
    resource?: TokenRequestResource | undefined;
    /**
     * Scopes, separated by single spaces (RFC 6749 section 3.3). There is no default scope.
     *
     * Must be: pattern `^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$`
     */
    scope?: string | undefined;
}
/** How the token is earned. Further grants may join. */
export type TokenRequestGrantType = "client_credentials" | (string & {});
/** For which resource server the token is meant (RFC 8707); an absolute URI, or several. */
export type TokenRequestResource = string | string[];
/** An access token (RFC 6749 section 5.1). */
export interface TokenResponseModel {
    /** The token. Opaque to the client, whatever it looks like. */
    access_token: string;
    /**
     * Seconds until it expires.
     *
     * Must be: 1 to 900
     */
    expires_in: number;
    /** The scopes of the token, separated by spaces. Always those that were asked for. */
    scope: string;
    /** How the token is used (RFC 6750). */
    token_type: "Bearer";
}
/** Whom the organisation buys from. */
export interface Vendor {
    address: Address;
    /**
     * When it was entered.
     *
     * A date and time (RFC 3339)
     */
    created_at: string;
    /** Where it wants to be written to. */
    email: string | null;
    id: VendorId;
    /** The company's name. */
    name: string;
    /** Its number for value added or sales tax. */
    tax_id?: string;
}
/**
 * Number of a vendor.
 *
 * Must be: pattern `^ven_[0-9a-f]{32}$`
 */
export type VendorId = string;
/** A page of vendors. */
export interface VendorPage {
    /** The vendors of this page. */
    data: Vendor[];
    next_cursor: Cursor | null;
}
