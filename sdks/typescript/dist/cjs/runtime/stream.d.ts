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
export declare class Stream<T> implements AsyncIterable<T> {
    #private;
    constructor(exchange: Exchange, decode: StreamDecoder);
    /** The response; its body belongs to this stream. */
    get response(): Response;
    [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
    /** Stops the stream. */
    close(): void;
}
/** A call whose answer is a stream: await it for the {@link Stream}, or loop over it at once. */
export declare class StreamPromise<T> extends ApiPromise<Stream<T>> implements AsyncIterable<T> {
    constructor(exchange: Promise<Exchange>, decode: StreamDecoder);
    [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
}
/** Server-sent events whose data is JSON. `[DONE]` ends the stream. */
export declare const jsonEvents: StreamDecoder;
/** Server-sent events whose data is text. */
export declare const textEvents: StreamDecoder;
/** Server-sent events as they are. */
export declare const serverSentEvents: (text: AsyncIterable<string>) => AsyncGenerator<ServerSentEvent>;
/** One JSON text a line (JSON Lines, ndjson, RFC 7464 with its record separators). */
export declare const jsonLineValues: StreamDecoder;
