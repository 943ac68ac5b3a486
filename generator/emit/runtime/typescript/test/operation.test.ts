import assert from "node:assert/strict";
import { test } from "node:test";
import { apiKey, basic, bearer } from "../src/auth.js";
import { binary, json as jsonBody, multipart, urlEncoded } from "../src/body.js";
import type { RequestOptions } from "../src/core.js";
import { ConflictError, NotFoundError, SdkError } from "../src/errors.js";
import { bind, operation, pagedCall, streamCall, type Operation } from "../src/operation.js";
import {
  cursorPages,
  lastItemPages,
  linkHeaderPages,
  nextLink,
  nextUrlPages,
  numberedPages,
  offsetPages,
  type PagePromise,
  type PageStrategy,
} from "../src/pagination.js";
import type { ApiPromise } from "../src/promise.js";
import { deepObject } from "../src/serialize.js";
import { jsonEvents, jsonLineValues, type StreamPromise } from "../src/stream.js";
import { client, json, serve } from "./server.js";

interface Problem {
  detail: string;
}
interface Errors {
  404: Problem;
  "4XX": { other: string };
  default: { rest: number };
}

const getThing: Operation<[id: string, options?: RequestOptions], ApiPromise<{ id: string }>, Errors> = operation({
  id: "getThing",
  method: "GET",
  path: "/things/{thing_id}",
});

test("arguments find their places", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 200, {}));
  const update: Operation<
    [a: string, b: number, body: object, params?: object, options?: RequestOptions],
    ApiPromise<object>,
    Errors
  > = operation({
    id: "update",
    method: "PUT",
    path: "/a/{a}/b/{b}",
    params: [
      { name: "pageSize", wire: "page-size" },
      { name: "filter", style: deepObject },
      { name: "trace", wire: "X-Trace", in: "header" },
      { name: "theme", in: "cookie" },
    ],
    body: { "application/json": jsonBody },
  });
  await bind(client(url), update)(
    "x/y",
    2,
    { n: null },
    { pageSize: 5, filter: { a: 1 }, trace: ["p", "q"], theme: "dark mode" },
  );
  assert.equal(seen[0]?.url, "/a/x%2Fy/b/2?page-size=5&filter%5Ba%5D=1");
  assert.equal(seen[0]?.headers["x-trace"], "p,q");
  assert.equal(seen[0]?.headers.cookie, "theme=dark%20mode");
  assert.equal(seen[0]?.headers["content-type"], "application/json");
  assert.equal(seen[0]?.body, '{"n":null}');
  await update(client(url), "x", 2, {}, undefined, { headers: { "x-a": "1" } });
  assert.equal(seen[1]?.headers["x-a"], "1");
});

test("isError tells whose error it is, and narrows its body", async (t) => {
  const { url } = await serve(t, (_, response) => json(response, 404, { detail: "gone" }));
  const method = bind(client(url), getThing);
  const error: unknown = await method("1").catch((e: unknown) => e);
  assert.ok(method.isError(error, 404));
  assert.ok(error instanceof NotFoundError);
  const detail: string = error.body.detail;
  assert.equal(detail, "gone");
  assert.ok(!method.isError(error, 409));
  const foreign = operation<[], ApiPromise<void>, Errors>({ id: "other", method: "GET", path: "/" });
  assert.ok(!foreign.isError(error, 404));
  assert.ok(
    foreign.isError(
      new ConflictError({ operation: "other", status: 409, headers: new Headers(), body: { other: "x" } }),
      409,
    ),
  );
});

test("the first alternative that can be met is met", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 200, 1));
  const call = (security: string[][]) =>
    operation<[], ApiPromise<unknown>, Errors>({ id: "x", method: "GET", path: "/", security });
  const core = client(
    url,
    {},
    new Map([
      ["b", bearer("t")],
      ["k", apiKey("header", "x-key", "k")],
      ["p", basic("u", "p")],
    ]),
  );
  await call([["missing"], ["b", "k"]])(core);
  assert.deepEqual([seen[0]?.headers.authorization, seen[0]?.headers["x-key"]], ["Bearer t", "k"]);
  await call([])(core);
  assert.equal(seen[1]?.headers.authorization, undefined);
  await call([[], ["b"]])(core);
  assert.equal(seen[2]?.headers.authorization, "Bearer t");
  await call([["missing"]])(core);
  assert.equal(seen[3]?.headers.authorization, undefined);
});

test("idempotency keys: header by default, body when it is set", async (t) => {
  const { url, seen } = await serve(t, (_, response, count) =>
    json(response, count % 2 ? 503 : 200, {}, { "retry-after-ms": "1" }),
  );
  const body = { "application/json": jsonBody };
  const byHeader = operation<[body: object, options?: RequestOptions], ApiPromise<object>, Errors>({
    id: "h",
    method: "POST",
    path: "/",
    body,
    idempotency: { header: "X-Idem" },
  });
  await byHeader(client(url), {});
  const keys = seen.map((s) => s.headers["x-idem"]);
  assert.match(String(keys[0]), /^[0-9a-f-]{36}$/);
  assert.equal(keys[0], keys[1], "both tries carry the same key");
  const byBody = operation<[body: object, options?: RequestOptions], ApiPromise<object>, Errors>({
    id: "b",
    method: "POST",
    path: "/",
    body,
    idempotency: { body: "external_id" },
  });
  await byBody(client(url), { external_id: "e" });
  await byBody(client(url), {}, { idempotencyKey: "k" });
  assert.deepEqual(
    seen.slice(2).map((s) => s.body),
    Array(2).fill('{"external_id":"e"}').concat(Array(2).fill('{"external_id":"k"}')),
  );
  await assert.rejects(byBody(client(url), {}), { status: 503 });
});

test("bodies: forms, files, bytes, and the choice between them", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 200, 1));
  const call = operation<[body: unknown, options?: RequestOptions], ApiPromise<unknown>, Errors>({
    id: "x",
    method: "POST",
    path: "/",
    body: {
      "application/x-www-form-urlencoded": urlEncoded({ deep: { style: deepObject } }),
      "multipart/form-data": multipart({ meta: { contentType: "application/vnd.x+json" } }),
      "application/octet-stream": binary,
    },
  });
  const core = client(url);
  await call(core, { a: "x y+z", list: [1, 2], deep: { k: { n: 1 } }, object: { q: 1 }, none: undefined });
  assert.equal(seen[0]?.body, "a=x+y%2Bz&list=1&list=2&deep%5Bk%5D%5Bn%5D=1&object=%7B%22q%22%3A1%7D");
  assert.equal(seen[0]?.headers["content-type"], "application/x-www-form-urlencoded");

  const parts = {
    note: "hi",
    meta: { a: 1 },
    tags: ["p", "q"],
    file: new Blob(["data"], { type: "text/csv" }),
    named: { data: new Uint8Array([65]), filename: 'a"b\r\n.bin' },
  };
  await call(core, parts, { contentType: "multipart/form-data" });
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(seen[1]?.headers["content-type"] ?? "")?.[1];
  assert.ok(boundary);
  const expected = [
    'Content-Disposition: form-data; name="note"\r\n\r\nhi',
    'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/vnd.x+json\r\n\r\n{"a":1}',
    'Content-Disposition: form-data; name="tags"\r\n\r\np',
    'Content-Disposition: form-data; name="tags"\r\n\r\nq',
    'Content-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: text/csv\r\n\r\ndata',
    'Content-Disposition: form-data; name="named"; filename="a%22b%0D%0A.bin"\r\nContent-Type: application/octet-stream\r\n\r\nA',
  ];
  assert.equal(seen[1]?.body, expected.map((part) => `--${boundary}\r\n${part}\r\n`).join("") + `--${boundary}--\r\n`);

  await call(core, new TextEncoder().encode("bytes"), { contentType: "application/octet-stream" });
  assert.equal(seen[2]?.body, "bytes");
  const stream = new Blob(["streamed"]).stream();
  await call(core, stream, { contentType: "application/octet-stream" });
  assert.equal(seen[3]?.body, "streamed");
  await assert.rejects(call(core, {}, { contentType: "text/csv" }), SdkError);
});

const list = (pages: PageStrategy, params: string[] = []): Operation<[params?: object], PagePromise<number>, Errors> =>
  operation({
    id: "list",
    method: "GET",
    path: "/list",
    params: params.map((name) => ({ name })),
    run: pagedCall,
    pages,
  });

async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

test("pages by cursor, lazily", async (t) => {
  const { url, seen } = await serve(t, (request, response) => {
    const cursor = Number(new URL(request.url, "http://x").searchParams.get("cursor") ?? 0);
    json(response, 200, { data: [cursor, cursor + 1], next_cursor: cursor < 4 ? String(cursor + 2) : null });
  });
  const call = list(cursorPages(["data"], "cursor", ["next_cursor"]), ["cursor", "status"]);
  const core = client(url);
  assert.deepEqual(await collect(call(core, { status: "open" })), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(
    seen.map((s) => s.url),
    ["/list?status=open", "/list?status=open&cursor=2", "/list?status=open&cursor=4"],
  );
  for await (const item of call(core)) {
    if (item === 1) {
      break;
    }
  }
  assert.equal(seen.length, 4, "a page is loaded when it is asked for");
  const page = await call(core, { cursor: "2" });
  assert.deepEqual([page.items, page.hasNext()], [[2, 3], true]);
  const next = await page.next();
  assert.deepEqual([next?.items, next?.hasNext(), await next?.next()], [[4, 5], false, undefined]);
  assert.equal((await collect(call(core).pages())).length, 3);
});

test("pages by last item, number, offset, link and URL", async (t) => {
  const all = [1, 2, 3, 4, 5];
  const { url, seen } = await serve(t, (request, response) => {
    const query = new URL(request.url, "http://x").searchParams;
    const page = Number(query.get("page") ?? 1);
    const from = query.has("after")
      ? Number(query.get("after"))
      : query.has("skip")
        ? Number(query.get("skip"))
        : (page - 1) * 2;
    const items = all.slice(from, from + 2);
    const more = from + 2 < all.length;
    json(
      response,
      200,
      {
        items: query.has("ids") ? items.map((id) => ({ id })) : items,
        more,
        next: more ? `/list?page=${page + 1}` : null,
      },
      more ? { link: `</list?page=1>; rel="prev", <${url}/list?page=${page + 1}>; title="a, b"; rel="x next"` } : {},
    );
  });
  const core = client(url);
  assert.deepEqual(
    await collect(list(lastItemPages(["items"], "after", "id", ["more"]), ["ids"])(core, { ids: 1 })),
    all.map((id) => ({ id })),
  );
  assert.deepEqual(await collect(list(numberedPages(["items"], "page", 1))(core)), all);
  assert.deepEqual(await collect(list(offsetPages(["items"], "skip"))(core)), all);
  assert.deepEqual(await collect(list(linkHeaderPages(["items"]))(core)), all);
  const before = seen.length;
  assert.deepEqual(await collect(list(nextUrlPages(["items"], ["next"]))(core)), all);
  assert.equal(seen.length - before, 3);
  await collect(list(numberedPages(["items"], "page", 1, "size"), ["size"])(core, { size: 2 }));
  assert.equal(seen.at(-1)?.url, "/list?size=2&page=3", "a short page is the last one");
});

test("a next page at another origin is refused", async (t) => {
  const { url } = await serve(t, (_, response) => json(response, 200, { items: [1], next: "https://evil.example/" }));
  const call = () => list(nextUrlPages(["items"], ["next"]))(client(url));
  assert.deepEqual((await call()).items, [1], "the first page is not to blame");
  await assert.rejects(collect(call()), /another origin/);
});

test("the Link header is read with care", () => {
  assert.equal(nextLink('<https://a/?x=1,2>; rel="next"'), "https://a/?x=1,2");
  assert.equal(nextLink("<a>; rel=prev, <b>; rel=next"), "b");
  assert.equal(nextLink('<a>; title="rel=next"; rel="last"'), undefined);
  assert.equal(nextLink(""), undefined);
});

test("server-sent events arrive one by one", async (t) => {
  const { url } = await serve(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const text =
      '\ufeff: hello\r\nid: 1\r\ndata: {"a":\r\ndata: "ü"}\r\n\r\ndata:{"a":2}\n\nevent: x\n\ndata: [DONE]\n\ndata: {"a":3}\n\n';
    // Byte by byte: characters and line ends are cut in the middle.
    const bytes = Buffer.from(text);
    let at = 0;
    const timer = setInterval(
      () =>
        at < bytes.length ? response.write(bytes.subarray(at, (at += 7))) : (clearInterval(timer), response.end()),
      1,
    );
  });
  const call = operation<[], StreamPromise<unknown>, Errors>({
    id: "s",
    method: "GET",
    path: "/",
    run: streamCall,
    stream: jsonEvents,
  });
  assert.deepEqual(await collect(call(client(url))), [{ a: "ü" }, { a: 2 }]);
});

test("JSON lines arrive one by one, and leaving the loop closes the connection", async (t) => {
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => (closed = resolve));
  const { url } = await serve(t, (_, response) => {
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    response.write('{"n":1}\n\u001e{"n":2}\r\n\n{"n":');
    response.on("close", closed);
  });
  const call = operation<[], StreamPromise<{ n: number }>, Errors>({
    id: "s",
    method: "GET",
    path: "/",
    run: streamCall,
    stream: jsonLineValues,
  });
  const found: number[] = [];
  for await (const { n } of await call(client(url))) {
    found.push(n);
    if (n === 2) {
      break;
    }
  }
  assert.deepEqual(found, [1, 2]);
  await gone;
});
