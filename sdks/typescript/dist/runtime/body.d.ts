import { type PairStyle } from "./serialize.js";
/** A body that is ready to travel. */
export interface EncodedBody {
    readonly content: string | Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | ReadableStream<Uint8Array> | null;
    /** Media type with its parameters; none when the content brings its own */
    readonly contentType?: string;
}
/** Makes a body of a value. */
export type BodyEncoder = (value: unknown, contentType: string) => EncodedBody;
/** Bytes with the name and type that they are sent under. */
export interface UploadFile {
    readonly data: Blob | ArrayBuffer | Uint8Array | string;
    readonly filename?: string | undefined;
    readonly contentType?: string | undefined;
}
/** A file to send: `await fs.openAsBlob(path)` on Node.js, a `File` of an input on a page, bytes, or any of them with a name. */
export type Upload = Blob | ArrayBuffer | Uint8Array | UploadFile;
/** Bytes as a body. A stream is sent as it is read, and cannot be sent again by a retry. */
export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array> | string;
/** How one property of a form or multipart body is written. */
export interface PropertyEncoding {
    readonly contentType?: string;
    readonly style?: PairStyle;
    readonly headers?: readonly string[];
}
/** Property names to their encodings. */
export type Encodings = Readonly<Record<string, PropertyEncoding>>;
/** JSON. */
export declare const json: BodyEncoder;
/** Text. */
export declare const text: BodyEncoder;
/** Bytes as they are. */
export declare const binary: BodyEncoder;
/** One JSON text a line, of a list. */
export declare const jsonLines: BodyEncoder;
/** `application/x-www-form-urlencoded`. Objects without a style of their own are written as JSON, as OpenAPI says. */
export declare function urlEncoded(encodings?: Encodings): BodyEncoder;
/** `multipart/*`. Lists become repeated parts, objects become JSON parts, bytes become files. */
export declare function multipart(encodings?: Encodings): BodyEncoder;
