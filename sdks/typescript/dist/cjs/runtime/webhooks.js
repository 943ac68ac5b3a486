"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.verifyWebhook = verifyWebhook;
exports.unwrapWebhook = unwrapWebhook;
const errors_js_1 = require("./errors.js");
/**
 * Checks the signature of a webhook (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` with
 * HMAC-SHA-256). `payload` is the body exactly as it came, before any parsing. Throws a {@link WebhookVerificationError}.
 */
async function verifyWebhook(payload, headers, options) {
    const id = header(headers, "webhook-id");
    const timestamp = header(headers, "webhook-timestamp");
    const signatures = header(headers, "webhook-signature");
    const sent = /^\d+$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
    // NaN compares false: a timestamp that is no number is refused.
    if (!(Math.abs((options.now ?? Date.now()) - sent) <= (options.tolerance ?? 300_000))) {
        throw new errors_js_1.WebhookVerificationError("The webhook's timestamp is too far from now.");
    }
    const encoder = new TextEncoder();
    const prefix = encoder.encode(`${id}.${timestamp}.`);
    const body = typeof payload === "string" ? encoder.encode(payload) : payload;
    const signed = new Uint8Array(prefix.length + body.length);
    signed.set(prefix);
    signed.set(body, prefix.length);
    for (const secret of typeof options.secret === "string" ? [options.secret] : options.secret) {
        const key = await crypto.subtle.importKey("raw", secretBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, [
            "verify",
        ]);
        for (const signature of signatures.split(" ")) {
            const [version, value] = signature.split(",", 2);
            const bytes = version === "v1" && value !== undefined ? base64Bytes(value) : undefined;
            // `verify` compares in constant time.
            if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) {
                return;
            }
        }
    }
    throw new errors_js_1.WebhookVerificationError("The webhook's signature does not match.");
}
/** Checks the signature of a webhook, and parses it. */
async function unwrapWebhook(payload, headers, options) {
    await verifyWebhook(payload, headers, options);
    return JSON.parse(typeof payload === "string" ? payload : new TextDecoder().decode(payload));
}
function header(headers, name) {
    let value;
    if (headers instanceof Headers) {
        value = headers.get(name);
    }
    else {
        value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
    }
    const text = typeof value === "string" ? value : value?.[0];
    if (!text) {
        throw new errors_js_1.WebhookVerificationError(`The webhook has no ${name} header.`);
    }
    return text;
}
function secretBytes(secret) {
    const bytes = base64Bytes(secret.replace(/^whsec_/, ""));
    if (!bytes || bytes.length === 0) {
        throw new errors_js_1.WebhookVerificationError("The webhook secret is no base64 text.");
    }
    return bytes;
}
function base64Bytes(text) {
    try {
        return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=webhooks.js.map