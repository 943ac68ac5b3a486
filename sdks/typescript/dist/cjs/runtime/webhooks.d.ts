/** Headers of a request, as `fetch` or as Node.js has them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
/** How a webhook is checked. */
export interface WebhookOptions {
    /** The endpoint's secret (`whsec_...`), or several while one takes over from another */
    readonly secret: string | readonly string[];
    /** How far the time of sending may be from now, in milliseconds; 5 minutes by default */
    readonly tolerance?: number;
    /** The time now, in milliseconds since 1970 */
    readonly now?: number;
}
/**
 * Checks the signature of a webhook (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` with
 * HMAC-SHA-256). `payload` is the body exactly as it came, before any parsing. Throws a {@link WebhookVerificationError}.
 */
export declare function verifyWebhook(payload: string | Uint8Array, headers: WebhookHeaders, options: WebhookOptions): Promise<void>;
/** Checks the signature of a webhook, and parses it. */
export declare function unwrapWebhook<Event>(payload: string | Uint8Array, headers: WebhookHeaders, options: WebhookOptions): Promise<Event>;
