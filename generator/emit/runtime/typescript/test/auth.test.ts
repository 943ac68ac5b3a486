import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { clientBasic, clientCredentials, type TokenResponse } from "../src/auth.js";
import { OAuthError } from "../src/errors.js";
import { authorizationUrl, createPkce, exchangeCode, loginToken, revokeToken } from "../src/oauth.js";
import { bearer } from "../src/auth.js";
import { client, json, serve } from "./server.js";

/** An authorization server and a resource: tokens are numbered and live as long as told. */
async function platform(t: TestContext, life: number, accept = (_: string) => true) {
  let issued = 0;
  const tokenCalls: string[] = [];
  const { url, seen } = await serve(t, (request, response) => {
    if (request.url === "/oauth/token") {
      issued++;
      tokenCalls.push(`${request.headers.authorization} ${request.body}`);
      // Slow enough for all the others to arrive.
      setTimeout(() => json(response, 200, { access_token: `t${issued}`, token_type: "Bearer", expires_in: life }), 30);
    } else if (accept(request.headers.authorization ?? "")) {
      json(response, 200, request.headers.authorization);
    } else {
      json(response, 401, {});
    }
  });
  return { url, seen, tokenCalls };
}

const options = { tokenUrl: "/oauth/token", clientId: "id:1", clientSecret: "s e+c", scopes: ["a:read", "b:write"] };

test("a hundred calls at once fetch one token", async (t) => {
  const { url, tokenCalls } = await platform(t, 900);
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  const answers = await Promise.all(Array.from({ length: 100 }, () => core.request("GET", "/x")));
  assert.deepEqual([...new Set(answers)], ["Bearer t1"]);
  assert.deepEqual(tokenCalls, [
    `Basic ${Buffer.from("id%3A1:s+e%2Bc").toString("base64")} grant_type=client_credentials&scope=a%3Aread+b%3Awrite`,
  ]);
});

test("a token is fetched again before it ends", async (t) => {
  // Of one second the last tenth is not used.
  const { url, tokenCalls } = await platform(t, 1);
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  assert.equal(await core.request("GET", "/x"), "Bearer t1");
  assert.equal(await core.request("GET", "/x"), "Bearer t1");
  await new Promise((resolve) => setTimeout(resolve, 950));
  assert.equal(await core.request("GET", "/x"), "Bearer t2");
  assert.equal(tokenCalls.length, 2);
});

test("a refused token is replaced once, by one fetch for all", async (t) => {
  const { url, tokenCalls } = await platform(t, 900, (sent) => sent === "Bearer t2");
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  const answers = await Promise.all(Array.from({ length: 20 }, () => core.request("GET", "/x")));
  assert.deepEqual([...new Set(answers)], ["Bearer t2"]);
  assert.equal(tokenCalls.length, 2);
});

test("a token that is refused again is an error", async (t) => {
  const { url, tokenCalls } = await platform(t, 900, () => false);
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  await assert.rejects(core.request("GET", "/x"), { status: 401 });
  assert.equal(tokenCalls.length, 2);
});

test("a caller that gives up does not stop the others", async (t) => {
  const { url, tokenCalls } = await platform(t, 900);
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  const stop = new AbortController();
  const first = core.request("GET", "/x", { signal: stop.signal });
  const second = core.request("GET", "/x");
  setTimeout(() => stop.abort(new Error("enough")), 5);
  await assert.rejects(first, /enough/);
  assert.equal(await second, "Bearer t1");
  assert.equal(tokenCalls.length, 1);
});

test("a refusal of the authorization server is typed, and not kept", async (t) => {
  const { url } = await serve(t, (request, response, count) =>
    request.url !== "/oauth/token"
      ? json(response, 200, 1)
      : count === 1
        ? json(
            response,
            400,
            { error: "invalid_scope", error_description: "No.", code: "INVALID_SCOPE" },
            { "x-request-id": "r1" },
          )
        : json(response, 200, { access_token: "t" }),
  );
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  await assert.rejects(core.request("GET", "/x"), (error) => {
    assert.ok(error instanceof OAuthError);
    assert.deepEqual(
      [error.status, error.error, error.code, error.errorDescription, error.requestId],
      [400, "invalid_scope", "INVALID_SCOPE", "No.", "r1"],
    );
    return true;
  });
  assert.equal(await core.request("GET", "/x"), 1);
});

test("the token endpoint is tried again when it fails", async (t) => {
  const { url, seen } = await serve(t, (request, response, count) =>
    request.url !== "/oauth/token"
      ? json(response, 200, 1)
      : count < 3
        ? json(response, 503, {}, { "retry-after-ms": "1" })
        : json(response, 200, { access_token: "t" }),
  );
  const core = client(url, {}, new Map([["o", clientCredentials(options)]]));
  assert.equal(await core.request("GET", "/x"), 1);
  assert.deepEqual(
    seen.map((s) => s.url),
    ["/oauth/token", "/oauth/token", "/oauth/token", "/x"],
  );
});

test("client id and secret are form-encoded before Basic", async (t) => {
  const { url, seen } = await serve(t, (_, response) => json(response, 200, 1));
  await client(url, {}, new Map([["c", clientBasic("a:b", "c d")]])).request("GET", "/x");
  assert.equal(seen[0]?.headers.authorization, `Basic ${Buffer.from("a%3Ab:c+d").toString("base64")}`);
});

test("a login: PKCE, code, refresh with rotation, revocation", async (t) => {
  const pkce = await createPkce();
  assert.match(pkce.verifier, /^[A-Za-z0-9_-]{43}$/);
  assert.match(pkce.challenge, /^[A-Za-z0-9_-]{43}$/);
  const to = new URL(
    authorizationUrl({
      authorizationUrl: "https://a.example/authorize?x=1",
      clientId: "c",
      redirectUri: "http://l/cb",
      state: "s",
      pkce,
      scopes: ["a", "b"],
    }),
  );
  assert.equal(to.searchParams.get("code_challenge"), pkce.challenge);
  assert.equal(to.searchParams.get("code_challenge_method"), "S256");
  assert.equal(to.searchParams.get("scope"), "a b");
  assert.equal(to.searchParams.get("x"), "1");

  const { url, seen } = await serve(t, (request, response) => {
    const form = new URLSearchParams(request.body);
    if (request.url === "/token" && form.get("grant_type") === "authorization_code") {
      json(response, 200, { access_token: "a1", refresh_token: "r1", expires_in: 0 });
    } else if (request.url === "/token") {
      const next = Number(form.get("refresh_token")?.slice(1)) + 1;
      json(response, 200, { access_token: `a${next}`, refresh_token: `r${next}`, expires_in: 900 });
    } else {
      json(response, 200, request.headers.authorization);
    }
  });
  const endpoint = { tokenUrl: "/token", clientId: "public" };
  const tokens = await exchangeCode(client(url), endpoint, {
    code: "c1",
    redirectUri: "http://l/cb",
    verifier: pkce.verifier,
  });
  assert.deepEqual(Object.fromEntries(new URLSearchParams(seen[0]?.body)), {
    grant_type: "authorization_code",
    code: "c1",
    redirect_uri: "http://l/cb",
    code_verifier: pkce.verifier,
    client_id: "public",
  });
  const kept: TokenResponse[] = [];
  const token = loginToken(endpoint, tokens, (fresh) => void kept.push(fresh));
  const core = client(url, {}, new Map([["o", bearer(token)]]));
  assert.deepEqual(await Promise.all([core.request("GET", "/x"), core.request("GET", "/x")]), [
    "Bearer a2",
    "Bearer a2",
  ]);
  assert.deepEqual(
    kept.map((k) => k.refresh_token),
    ["r2"],
  );
  await revokeToken(core, { revocationUrl: "/revoke", clientId: "public" }, "r2", "refresh_token");
  assert.equal(seen.at(-1)?.body, "token=r2&token_type_hint=refresh_token&client_id=public");
});
