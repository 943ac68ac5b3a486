import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { WebhookVerificationError } from "../src/errors.js";
import { unwrapWebhook, verifyWebhook } from "../src/webhooks.js";

const key = Buffer.from("0123456789abcdef0123456789abcdef");
const secret = `whsec_${key.toString("base64")}`;
const now = 1_800_000_000_000;
const payload = '{"type":"a","n":1}';
const sign = (body: string, at = now / 1000, with_ = key) =>
  `v1,${createHmac("sha256", with_).update(`msg_1.${at}.${body}`).digest("base64")}`;
const headers = (signature: string, at = String(now / 1000)) => ({
  "Webhook-Id": "msg_1",
  "webhook-timestamp": at,
  "webhook-signature": signature,
});

test("the example of the Standard Webhooks specification verifies", async () => {
  await verifyWebhook(
    '{"test": 2432232314}',
    new Headers({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }),
    { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", now: 1614265330_000 },
  );
});

test("a right signature among others passes, and the payload is parsed", async () => {
  const event = await unwrapWebhook<{ n: number }>(payload, headers(`v1,AAAA v1a,x ${sign(payload)}`), { secret, now });
  assert.equal(event.n, 1);
  await verifyWebhook(new TextEncoder().encode(payload), headers(sign(payload)), {
    secret: ["whsec_b3RoZXI=", secret],
    now,
  });
});

test("anything else is refused", async () => {
  const refused = (promise: Promise<unknown>) => assert.rejects(promise, WebhookVerificationError);
  await refused(verifyWebhook(`${payload} `, headers(sign(payload)), { secret, now }));
  await refused(verifyWebhook(payload, headers(sign(payload, now / 1000, Buffer.from("x"))), { secret, now }));
  await refused(verifyWebhook(payload, headers(sign(payload)), { secret, now: now + 301_000 }));
  await refused(verifyWebhook(payload, headers(sign(payload), "soon"), { secret, now }));
  await refused(verifyWebhook(payload, { "webhook-id": "x" }, { secret, now }));
  await refused(verifyWebhook(payload, headers("v1,%%%"), { secret, now }));
  await refused(verifyWebhook(payload, headers(sign(payload)), { secret: "whsec_", now }));
});
