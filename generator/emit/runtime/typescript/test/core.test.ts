import assert from "node:assert/strict";
import { test } from "node:test";
import { apiKey, basic, bearer } from "../src/auth.js";
import { ConnectionError, NotFoundError, RateLimitError, SdkError, ServerError, TimeoutError } from "../src/errors.js";
import type { HttpRequest } from "../src/core.js";
import { client, json, recorder, serve } from "./server.js";

test("a failed call is tried again as long as that may help", async (t) => {
  const { url, seen } = await serve(t, (_, response, count) =>
    count < 3 ? json(response, 503, {}, { "retry-after-ms": "20" }) : json(response, 200, { ok: true }),
  );
  assert.deepEqual(await client(url).request("GET", "/x"), { ok: true });
  assert.equal(seen.length, 3);
  assert.ok((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0) >= 15);
});

test("the retries end with the last error", async (t) => {
  const { url, seen } = await serve(t, (_, response) =>
    json(response, 500, { detail: "broken" }, { "retry-after-ms": "1" }),
  );
  await assert.rejects(client(url).request("GET", "/x"), (error) => {
    assert.ok(error instanceof ServerError);
    assert.equal(error.message, "500 broken");
    return true;
  });
  assert.equal(seen.length, 3);
});

test("a call that is not idempotent is tried once, with an idempotency key again", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 503, {}, { "retry-after-ms": "1" }));
  await assert.rejects(client(url).request("POST", "/x", { body: {} }), ServerError);
  assert.equal(seen.length, 1);
  await assert.rejects(client(url).request("POST", "/x", { body: {}, idempotencyKey: "k" }), ServerError);
  assert.equal(seen.length, 4);
});

test("a wait over 120 seconds is not waited, and the error tells it", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 429, {}, { "retry-after": "121" }));
  await assert.rejects(client(url).request("GET", "/x"), (error) => {
    assert.ok(error instanceof RateLimitError);
    assert.equal(error.retryAfter, 121_000);
    return true;
  });
  assert.equal(seen.length, 1);
});

test("connection errors are tried again, and told with their cause", async (t) => {
  const { url, seen } = await serve(t, (_, response) => response.destroy());
  await assert.rejects(client(url, { maxRetries: 1 }).request("GET", "/x"), (error) => {
    assert.ok(error instanceof ConnectionError && !(error instanceof TimeoutError));
    assert.ok(error.cause instanceof Error);
    return true;
  });
  assert.equal(seen.length, 2);
});

test("a try that takes too long is given up and repeated", async (t) => {
  const { url, seen } = await serve(t, (_, response, count) => count > 1 && json(response, 200, 1));
  assert.equal(await client(url, { attemptTimeout: 100 }).request("GET", "/x"), 1);
  assert.equal(seen.length, 2);
});

test("a body that does not end runs into the limit", async (t) => {
  const { url } = await serve(
    t,
    (_, response) => void response.writeHead(200, { "content-type": "application/json" }).write("{"),
  );
  await assert.rejects(client(url, { attemptTimeout: 100 }).request("GET", "/x"), TimeoutError);
});

test("the deadline covers all tries and waits", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 503, {}, { "retry-after": "5" }));
  const started = Date.now();
  await assert.rejects(client(url, { timeout: 1000 }).request("GET", "/x"), ServerError);
  assert.ok(Date.now() - started < 900, "it does not wait for what cannot be");
  assert.equal(seen.length, 1);
});

test("the caller can cancel, also while waiting", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 503, {}, { "retry-after": "50" }));
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("enough")), 50);
  await assert.rejects(client(url).request("GET", "/x", { signal: stop.signal }), /enough/);
  assert.equal(seen.length, 1);
  await assert.rejects(client(url).request("GET", "/x", { signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.equal(seen.length, 1);
});

test("after a 401 a token function is asked once more", async (t) => {
  const { url, seen } = await serve(t, (request, response) =>
    request.headers.authorization === "Bearer new" ? json(response, 200, 1) : json(response, 401, {}),
  );
  const asked: unknown[] = [];
  const token = ({ refused }: { refused: string | undefined }) => {
    asked.push(refused);
    return refused === "old" ? "new" : "old";
  };
  assert.equal(await client(url, {}, new Map([["o", bearer(token)]])).request("POST", "/x"), 1);
  assert.deepEqual(asked, [undefined, "old"]);
  assert.equal(seen.length, 2);
  await assert.rejects(client(url, {}, new Map([["o", bearer("fixed")]])).request("GET", "/x"), { status: 401 });
  assert.equal(seen.length, 3, "a fixed token is not tried twice");
});

test("credentials go where they belong", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 200, 1));
  await client(url, {}, new Map([["k", apiKey("header", "X-Key", "s3")]])).request("GET", "/a");
  await client(url, {}, new Map([["k", apiKey("query", "key", "s&3")]])).request("GET", "/b?c=d");
  await client(url, {}, new Map([["k", apiKey("cookie", "sid", "s;3")]])).request("GET", "/c");
  await client(url, {}, new Map([["k", basic("jürgen", "pw")]])).request("GET", "/d");
  assert.equal(seen[0]?.headers["x-key"], "s3");
  assert.equal(seen[1]?.url, "/b?c=d&key=s%263");
  assert.equal(seen[2]?.headers.cookie, "sid=s%3B3");
  assert.equal(seen[3]?.headers.authorization, `Basic ${Buffer.from("jürgen:pw").toString("base64")}`);
});

test("request() sends nothing secret to another server", async (t) => {
  const own = await serve(t, (_, response) => json(response, 200, 1));
  const other = await serve(t, (_, response) => json(response, 200, 1));
  const core = client(own.url, { headers: { "x-tenant": "7" } }, new Map([["o", bearer("secret")]]));
  await core.request("GET", `${other.url}/x`);
  assert.equal(other.seen[0]?.headers.authorization, undefined);
  assert.equal(other.seen[0]?.headers["x-tenant"], undefined);
  await core.request("GET", "/x");
  assert.equal(own.seen[0]?.headers.authorization, "Bearer secret");
  assert.equal(own.seen[0]?.headers["x-tenant"], "7");
});

test("headers and query of client and call are merged, the call's win", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 200, 1));
  const core = client(url, { headers: { a: "1", b: "1" }, query: { p: "1", q: "1" } });
  await core.request("GET", "/x?z=9", { headers: { b: "2" }, query: { q: "2" } });
  assert.equal(seen[0]?.url, "/x?z=9&p=1&q=2");
  assert.deepEqual([seen[0]?.headers["a"], seen[0]?.headers["b"]], ["1", "2"]);
  assert.equal(seen[0]?.headers["user-agent"], "test/1");
});

test("middleware stands around each try", async (t) => {
  const { url } = await serve(t, (_, response, count) =>
    json(response, count === 1 ? 503 : 200, {}, { "retry-after-ms": "1" }),
  );
  const tries: number[] = [];
  const order: string[] = [];
  const core = client(url, {
    middleware: [
      async (request, next) => {
        tries.push(request.attempt);
        order.push("a");
        request.headers.set("x-signed", "1");
        const response = await next(request);
        order.push("z");
        return response;
      },
      async (request: HttpRequest, next) => {
        order.push(request.headers.get("x-signed") ?? "-");
        return next(request);
      },
    ],
  });
  await core.request("GET", "/x");
  assert.deepEqual(tries, [0, 1]);
  assert.deepEqual(order, ["a", "1", "z", "a", "1", "z"]);
});

test("logs hold no secret", async (t) => {
  const { url } = await serve(t, (_, response) => json(response, 200, 1, { "set-cookie": "session=s3cret" }));
  const { lines, logger } = recorder();
  const credentials = new Map([
    ["o", bearer("s3cret")],
    ["k", apiKey("query", "door", "s3cret")],
  ]);
  const core = client(url, { logger, logLevel: "debug" }, credentials);
  const call = {
    operation: "x",
    method: "GET",
    url: `${url}/x?access_token=s3cret&page=2`,
    headers: new Headers({ "x-api-key": "s3cret" }),
  };
  const { release } = await core.send({
    ...call,
    body: null,
    credentials: [...credentials.values()],
    repeatable: true,
    options: {},
  });
  release();
  assert.equal(lines.length, 2);
  assert.ok(!lines.join("\n").includes("s3cret"), lines.join("\n"));
  assert.ok(lines[0]?.includes("page=2"));
});

test("a deprecated operation is warned about once", async (t) => {
  const { url } = await serve(t, (_, response) =>
    json(response, 200, 1, { deprecation: "@1767225600", sunset: "Sun, 21 Jun 2026 00:00:00 GMT" }),
  );
  const { lines, logger } = recorder();
  const core = client(url, { logger });
  await core.request("GET", "/old");
  await core.request("GET", "/old");
  assert.deepEqual(lines, ["GET /old is deprecated and ends on Sun, 21 Jun 2026 00:00:00 GMT."]);
});

test("errors carry what a support case needs", async (t) => {
  const { url } = await serve(t, (_, response) =>
    json(
      response,
      404,
      { title: "Not found", detail: "No such invoice" },
      { "x-request-id": "req_1", "content-type": "application/problem+json" },
    ),
  );
  await assert.rejects(client(url).request("GET", "/x"), (error) => {
    assert.ok(error instanceof NotFoundError);
    assert.equal(error.name, "NotFoundError");
    assert.equal(error.message, "404 No such invoice");
    assert.equal(error.requestId, "req_1");
    assert.deepEqual(error.body, { title: "Not found", detail: "No such invoice" });
    return true;
  });
});

test("responses come raw, with their data, empty or as text", async (t) => {
  const { url } = await serve(t, (request, response) => {
    if (request.url === "/empty") {
      response.writeHead(204).end();
    } else if (request.url === "/text") {
      response.writeHead(200, { "content-type": "text/plain" }).end("hello");
    } else if (request.url === "/broken") {
      response.writeHead(200, { "content-type": "application/json" }).end("{");
    } else {
      json(response, 200, { a: 1 }, { "x-request-id": "r" });
    }
  });
  const core = client(url);
  assert.equal(await core.request("DELETE", "/empty"), undefined);
  assert.equal(await core.request("GET", "/text"), "hello");
  await assert.rejects(core.request("GET", "/broken"), SdkError);
  const { data, response, requestId } = await core.request("GET", "/json").withResponse();
  assert.deepEqual([data, response.status, requestId], [{ a: 1 }, 200, "r"]);
  const raw = await core.request("GET", "/json").asResponse();
  assert.equal(await raw.text(), '{"a":1}');
});

test("a base URL must be absolute", () => {
  assert.throws(() => client("/v1"), SdkError);
  assert.equal(client("https://a.example/v1//").resolve("/x"), "https://a.example/v1/x");
});
