// Drives the platform with the TypeScript SDK; prints `ok STEP` for each step.
import assert from "node:assert/strict";
import { Covenant, NotFoundError, OAuthError, RateLimitError } from "../../../sdks/typescript/dist/index.js";

const ok = (step) => console.log(`ok ${step}`);
const scopes = ["api_clients:write", "invoices:read", "invoices:write", "vendors:read"];
// Base URL and credentials come from the environment.
const api = new Covenant({ scopes });

const first = await api.vendors.list({ limit: 1 }).withResponse();
assert.equal(first.response.status, 200);
assert.match(first.response.headers.get("x-request-id"), /^\S+$/);
const vendor = first.data.items[0];
ok("token");

// Three sizes of pages must give the same invoices in the same order.
const walk = async (limit) => {
  const ids = [];
  for await (const invoice of api.invoices.list({ limit })) ids.push(invoice.id);
  return ids;
};
const ids = await walk(100);
assert.ok(ids.length > 20, `${ids.length} invoices are too few to see pages`);
assert.equal(new Set(ids).size, ids.length);
assert.deepEqual(await walk(7), ids);
ok("pages");

const body = {
  external_id: "e2e-typescript",
  number: "E2E-TS-1",
  vendor_id: vendor.id,
  issued_on: "2026-11-01",
  due_on: "2026-11-30",
  lines: [{ description: "Bolts", quantity: "3", unit_price: { amount: "1.10", currency: "EUR" } }],
};
const created = await api.invoices.create(body);
assert.deepEqual(created.total, { amount: "3.30", currency: "EUR" });
const again = await api.invoices.create(body).withResponse();
assert.equal(again.response.status, 200);
assert.equal(again.data.id, created.id);
assert.equal((await api.invoices.get(created.id)).number, "E2E-TS-1");
ok("create");

const missing = `inv_${"0".repeat(32)}`;
await assert.rejects(api.invoices.get(missing), (error) => {
  assert.ok(error instanceof NotFoundError);
  assert.ok(api.invoices.get.isError(error, 404));
  assert.equal(error.body.code, "NOT_FOUND");
  assert.equal(error.body.status, 404);
  assert.equal(error.body.request_id, error.requestId);
  return true;
});
ok("not-found");

const greedy = new Covenant({ scopes: ["invoices:read", "contracts:approve"] });
await assert.rejects(greedy.invoices.list().then(() => {}), (error) => {
  assert.ok(error instanceof OAuthError);
  assert.equal(error.status, 400);
  assert.equal(error.body.error, "invalid_scope");
  assert.equal(error.body.code, "INVALID_SCOPE");
  return true;
});
ok("scope");

const slow = await api.apiClients.create({ name: "E2E TypeScript", scopes: ["invoices:read"], rate_limit_rpm: 2 });
const credentials = { clientId: slow.client_id, clientSecret: slow.client_secret, scopes: ["invoices:read"] };
const impatient = new Covenant({ ...credentials, maxRetries: 0 });
let wait;
for (let call = 0; wait === undefined && call < 5; call += 1) {
  try {
    await impatient.invoices.list({ limit: 1 });
  } catch (error) {
    assert.ok(error instanceof RateLimitError);
    wait = error.retryAfter;
  }
}
assert.ok(wait > 0, "the limit was never met");
const before = Date.now();
const page = await new Covenant(credentials).invoices.list({ limit: 1 });
assert.equal(page.items.length, 1);
assert.ok(Date.now() - before > 1000, "the client did not wait");
ok("rate-limit");
