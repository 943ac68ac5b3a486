import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { Core, type CoreConfig, type CoreOptions } from "../src/core.js";

/** A request as the server saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
  at: number;
}

export type Handler = (request: Seen, response: ServerResponse, count: number) => void;

/** A server of one test, and everything that it was asked. */
export async function serve(t: TestContext, handler: Handler): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const entry = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(pieces).toString("utf8"),
        at: Date.now(),
      };
      seen.push(entry);
      handler(entry, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Messages of a quiet logger. */
export function recorder() {
  const lines: string[] = [];
  const log = (message: string, details?: unknown) =>
    void lines.push(`${message} ${JSON.stringify(details) ?? ""}`.trim());
  return { lines, logger: { debug: log, info: log, warn: log, error: log } };
}

/** A client of the server. */
export function client(
  baseUrl: string,
  options: CoreOptions = {},
  credentials: CoreConfig["credentials"] = new Map(),
): Core {
  const config = { agent: "test/1", env: "COVENANT_RUNTIME_TEST", baseUrl: undefined, credentials };
  return new Core(config, { baseUrl, logger: recorder().logger, ...options });
}
