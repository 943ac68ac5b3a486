import { type WebhookHeaders, type WebhookOptions } from "./runtime/webhooks.js";
import type { RateLimitExceededEvent, TokenIssuedEvent } from "./types.js";
/** What the API sends, by the name of the event. */
export interface WebhookEvents {
    /**
     * A client used up its limit
     *
     * Sent once for each window in which a client is refused.
     */
    "api.rate_limit_exceeded": RateLimitExceededEvent;
    /**
     * An access token was issued
     *
     * Sent after a token was issued. At least once; the `id` tells repeated deliveries.
     */
    "api.token_issued": TokenIssuedEvent;
}
/** Any of them, or those with the given names. */
export type WebhookEvent<Name extends keyof WebhookEvents = keyof WebhookEvents> = WebhookEvents[Name];
/**
 * Checks the signature of a webhook (Standard Webhooks) and parses it. `payload` is the body exactly as it came.
 * Throws a `WebhookVerificationError` when the signature is missing, wrong or too old.
 */
export declare function unwrap<Name extends keyof WebhookEvents = keyof WebhookEvents>(payload: string | Uint8Array, headers: WebhookHeaders, options: WebhookOptions): Promise<WebhookEvent<Name>>;
