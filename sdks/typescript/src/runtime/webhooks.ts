import { WebhookVerificationError } from "./errors.js";

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
export async function verifyWebhook(
  payload: string | Uint8Array,
  headers: WebhookHeaders,
  options: WebhookOptions,
): Promise<void> {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  const signatures = header(headers, "webhook-signature");
  const sent = /^\d+$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  // NaN compares false: a timestamp that is no number is refused.
  if (!(Math.abs((options.now ?? Date.now()) - sent) <= (options.tolerance ?? 300_000))) {
    throw new WebhookVerificationError("The webhook's timestamp is too far from now.");
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
  throw new WebhookVerificationError("The webhook's signature does not match.");
}

/** Checks the signature of a webhook, and parses it. */
export async function unwrapWebhook<Event>(
  payload: string | Uint8Array,
  headers: WebhookHeaders,
  options: WebhookOptions,
): Promise<Event> {
  await verifyWebhook(payload, headers, options);
  return JSON.parse(typeof payload === "string" ? payload : new TextDecoder().decode(payload)) as Event;
}

function header(headers: WebhookHeaders, name: string): string {
  let value: string | readonly string[] | null | undefined;
  if (headers instanceof Headers) {
    value = headers.get(name);
  } else {
    value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  }
  const text = typeof value === "string" ? value : value?.[0];
  if (!text) {
    throw new WebhookVerificationError(`The webhook has no ${name} header.`);
  }
  return text;
}

function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = base64Bytes(secret.replace(/^whsec_/, ""));
  if (!bytes || bytes.length === 0) {
    throw new WebhookVerificationError("The webhook secret is no base64 text.");
  }
  return bytes;
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
