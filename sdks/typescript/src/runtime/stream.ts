import { ApiPromise, type Exchange } from "./promise.js";

/** An event of a stream, as it came (WHATWG HTML, server-sent events). */
export interface ServerSentEvent {
  /** Name of the event; `message` when it has none */
  readonly event: string;
  /** Lines of data, joined by line feeds */
  readonly data: string;
  /** Id of the event, or of the last one that had one */
  readonly id: string;
  /** How long to wait before reconnecting, in milliseconds */
  readonly retry?: number;
}

/** Makes values of the text of a body, piece by piece. */
export type StreamDecoder = (text: AsyncIterable<string>) => AsyncGenerator<unknown>;

/** A body that is read value by value as it arrives. It can be read once. Leaving the loop closes the connection. */
export class Stream<T> implements AsyncIterable<T> {
  readonly #exchange: Exchange;
  readonly #decode: StreamDecoder;

  constructor(exchange: Exchange, decode: StreamDecoder) {
    this.#exchange = exchange;
    this.#decode = decode;
  }

  /** The response; its body belongs to this stream. */
  get response(): Response {
    return this.#exchange.response;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      yield* this.#decode(textOf(this.#exchange)) as AsyncGenerator<T>;
    } finally {
      this.#exchange.cancel();
    }
  }

  /** Stops the stream. */
  close(): void {
    this.#exchange.cancel();
  }
}

/** A call whose answer is a stream: await it for the {@link Stream}, or loop over it at once. */
export class StreamPromise<T> extends ApiPromise<Stream<T>> implements AsyncIterable<T> {
  constructor(exchange: Promise<Exchange>, decode: StreamDecoder) {
    super(exchange, async (arrived) => new Stream<T>(arrived, decode));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this;
  }
}

/** Server-sent events whose data is JSON. `[DONE]` ends the stream. */
export const jsonEvents: StreamDecoder = async function* (text) {
  for await (const { data } of serverSentEvents(text)) {
    if (data === "[DONE]") {
      return;
    }
    yield JSON.parse(data) as unknown;
  }
};

/** Server-sent events whose data is text. */
export const textEvents: StreamDecoder = async function* (text) {
  for await (const { data } of serverSentEvents(text)) {
    yield data;
  }
};

/** Server-sent events as they are. */
export const serverSentEvents = async function* (text: AsyncIterable<string>): AsyncGenerator<ServerSentEvent> {
  let event = "";
  let data: string[] = [];
  let id = "";
  let retry: number | undefined;
  for await (const line of linesOf(text)) {
    if (line === "") {
      if (data.length > 0) {
        yield { event: event || "message", data: data.join("\n"), id, ...(retry === undefined ? {} : { retry }) };
      }
      event = "";
      data = [];
      continue;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      event = value;
    } else if (field === "data") {
      data.push(value);
    } else if (field === "id" && !value.includes("\0")) {
      id = value;
    } else if (field === "retry" && /^\d+$/.test(value)) {
      retry = Number(value);
    }
  }
};

/** One JSON text a line (JSON Lines, ndjson, RFC 7464 with its record separators). */
export const jsonLineValues: StreamDecoder = async function* (text) {
  for await (const line of linesOf(text)) {
    const value = line.replaceAll("\u001e", "").trim();
    if (value !== "") {
      yield JSON.parse(value) as unknown;
    }
  }
};

/** Lines, ended by LF, CR or CRLF; what follows the last end counts as a line too when it is not empty. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  let first = true;
  for await (const piece of text) {
    rest += first ? piece.replace(/^\ufeff/, "") : piece;
    first &&= piece === "";
    // A CR at the very end may be the first half of a CRLF.
    const held = rest.endsWith("\r") ? 1 : 0;
    const lines = rest.slice(0, rest.length - held).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + (held ? "\r" : "");
    yield* lines;
  }
  rest = rest.replace(/\r$/, "");
  if (rest !== "") {
    yield rest;
  }
}

async function* textOf(exchange: Exchange): AsyncGenerator<string> {
  const reader = exchange.response.body?.getReader();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  while (reader) {
    const { done, value } = await exchange.read(() => reader.read());
    if (done) {
      return;
    }
    yield decoder.decode(value, { stream: true });
  }
}
