import assert from "node:assert/strict";
import { test } from "node:test";
import { isRetryable, retryAfter, retryDelay, sleep } from "../src/retry.js";

const now = Date.parse("2026-11-21T12:00:00Z");
const asked = (value: string, name = "retry-after") => retryAfter(new Headers({ [name]: value }), now);

test("Retry-After is read in all its forms", () => {
  assert.equal(asked("3"), 3000);
  assert.equal(asked("0"), 0);
  assert.equal(asked(" 1.5 "), 1500);
  assert.equal(asked("250", "retry-after-ms"), 250);
  assert.equal(asked("Sat, 21 Nov 2026 12:00:07 GMT"), 7000);
  assert.equal(asked("Saturday, 21-Nov-26 12:00:07 GMT"), 7000);
  assert.equal(asked("Sat, 21 Nov 2026 11:59:00 GMT"), 0, "a date in the past means now");
  for (const nonsense of ["soon", "-1", "", "1e9"]) {
    assert.equal(asked(nonsense), undefined, nonsense);
  }
  assert.equal(
    retryAfter(new Headers({ "retry-after": "9", "retry-after-ms": "10" }), now),
    10,
    "the precise one wins",
  );
});

test("the delay doubles up to eight seconds, less up to a quarter", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((n) => retryDelay(n, undefined, 0)),
    [500, 1000, 2000, 4000, 8000, 8000],
  );
  assert.equal(retryDelay(0, undefined, 1), 375);
  assert.equal(retryDelay(5, 20, 1), 20, "what the server asks for is not changed");
});

test("only what may end otherwise is tried again", () => {
  assert.deepEqual([400, 401, 404, 408, 409, 422, 429, 500, 503, 599].filter(isRetryable), [408, 429, 500, 503, 599]);
});

test("sleep ends with the signal", async () => {
  const stop = new AbortController();
  const slept = sleep(60_000, stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(slept, /enough/);
  await assert.rejects(sleep(60_000, AbortSignal.abort(new Error("before"))), /before/);
});
