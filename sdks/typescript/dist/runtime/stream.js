import { ApiPromise } from "./promise.js";
/** A body that is read value by value as it arrives. It can be read once. Leaving the loop closes the connection. */
export class Stream {
    #exchange;
    #decode;
    constructor(exchange, decode) {
        this.#exchange = exchange;
        this.#decode = decode;
    }
    /** The response; its body belongs to this stream. */
    get response() {
        return this.#exchange.response;
    }
    async *[Symbol.asyncIterator]() {
        try {
            yield* this.#decode(textOf(this.#exchange));
        }
        finally {
            this.#exchange.cancel();
        }
    }
    /** Stops the stream. */
    close() {
        this.#exchange.cancel();
    }
}
/** A call whose answer is a stream: await it for the {@link Stream}, or loop over it at once. */
export class StreamPromise extends ApiPromise {
    constructor(exchange, decode) {
        super(exchange, async (arrived) => new Stream(arrived, decode));
    }
    async *[Symbol.asyncIterator]() {
        yield* await this;
    }
}
/** Server-sent events whose data is JSON. `[DONE]` ends the stream. */
export const jsonEvents = async function* (text) {
    for await (const { data } of serverSentEvents(text)) {
        if (data === "[DONE]") {
            return;
        }
        yield JSON.parse(data);
    }
};
/** Server-sent events whose data is text. */
export const textEvents = async function* (text) {
    for await (const { data } of serverSentEvents(text)) {
        yield data;
    }
};
/** Server-sent events as they are. */
export const serverSentEvents = async function* (text) {
    let event = "";
    let data = [];
    let id = "";
    let retry;
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
        }
        else if (field === "data") {
            data.push(value);
        }
        else if (field === "id" && !value.includes("\0")) {
            id = value;
        }
        else if (field === "retry" && /^\d+$/.test(value)) {
            retry = Number(value);
        }
    }
};
/** One JSON text a line (JSON Lines, ndjson, RFC 7464 with its record separators). */
export const jsonLineValues = async function* (text) {
    for await (const line of linesOf(text)) {
        const value = line.replaceAll("\u001e", "").trim();
        if (value !== "") {
            yield JSON.parse(value);
        }
    }
};
/** Lines, ended by LF, CR or CRLF; what follows the last end counts as a line too when it is not empty. */
async function* linesOf(text) {
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
async function* textOf(exchange) {
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
//# sourceMappingURL=stream.js.map