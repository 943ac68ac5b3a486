import type { BodyEncoder } from "./body.js";
import { type BodyKind, type Core } from "./core.js";
import { ApiError, type StatusError } from "./errors.js";
import { PagePromise, type PageStrategy } from "./pagination.js";
import { ApiPromise } from "./promise.js";
import { type PairStyle, type PathStyle } from "./serialize.js";
import { StreamPromise, type StreamDecoder } from "./stream.js";
/** A parameter that is no path parameter. */
export interface ParamSpec {
    /** Key in the parameters object */
    readonly name: string;
    /** Name on the wire, when it differs */
    readonly wire?: string;
    /** Where it travels; the query when it does not say */
    readonly in?: "header" | "cookie";
    /** How it is written; exploded `form` (headers: `simple`) when it does not say */
    readonly style?: PairStyle;
    /** Exploded objects in headers */
    readonly explode?: true;
}
/** An operation as data: what the runtime needs to call it. */
export interface OperationSpec {
    readonly id: string;
    readonly method: string;
    /** Template; its placeholders are the first arguments, in their order */
    readonly path: string;
    /** Styles of path parameters, where they are not `simple` */
    readonly pathStyles?: Readonly<Record<string, PathStyle>>;
    /** Server of its own */
    readonly server?: string;
    readonly params?: readonly ParamSpec[];
    /** Media types of the body with their encoders, the preferred one first */
    readonly body?: Readonly<Record<string, BodyEncoder>>;
    /** Media types to ask for */
    readonly accept?: string;
    /** How the body of the answer is read; JSON when it does not say */
    readonly returns?: BodyKind;
    /** How it is called; {@link plainCall} when it does not say */
    readonly run?: (core: Core, spec: OperationSpec, args: unknown[]) => unknown;
    /** The answer is a list that comes in pages */
    readonly pages?: PageStrategy;
    /** The answer is a stream */
    readonly stream?: StreamDecoder;
    /** Keys that the body gets */
    readonly bodyDefaults?: Readonly<Record<string, unknown>>;
    /** Alternatives of security schemes that must be met together */
    readonly security?: readonly (readonly string[])[];
    /** Header, or key of the body, that tells a repeated call from a new one */
    readonly idempotency?: {
        readonly header: string;
    } | {
        readonly body: string;
    };
}
/** The body that an operation answers with for a status, as its description says. */
export type ErrorBody<Errors, Status extends number> = Status extends keyof Errors ? Errors[Status] : `${Status}` extends `4${string}` ? Errors extends {
    "4XX": infer Body;
} ? Body : DefaultBody<Errors> : `${Status}` extends `5${string}` ? Errors extends {
    "5XX": infer Body;
} ? Body : DefaultBody<Errors> : DefaultBody<Errors>;
type DefaultBody<Errors> = Errors extends {
    default: infer Body;
} ? Body : unknown;
/** An operation whose description says nothing of errors. */
export type NoErrors = Record<never, never>;
/** Tells errors of an operation from others. */
export interface ErrorGuard<Errors> {
    /** Whether it is this operation's answer with this status; its `body` then has the type that the operation declares. */
    isError<Status extends number>(error: unknown, status: Status): error is StatusError<Status, ErrorBody<Errors, Status>>;
    /** Whether it is this operation's answer with any error status. */
    isError(error: unknown): error is ApiError<unknown>;
}
/** An operation as a function that takes the client first. Importing it alone leaves all others out of a bundle. */
export interface Operation<Args extends unknown[], Result, Errors> extends ErrorGuard<Errors> {
    (core: Core, ...args: Args): Result;
}
/** An operation as a method of a client. */
export interface Method<Args extends unknown[], Result, Errors> extends ErrorGuard<Errors> {
    (...args: Args): Result;
}
/** The method that an operation becomes on a client. */
export type MethodOf<Target> = Target extends Operation<infer Args, infer Result, infer Errors> ? Method<Args, Result, Errors> : never;
/** Makes an operation of its description. The types are the generator's word. */
export declare function operation<Args extends unknown[], Result, Errors>(spec: OperationSpec): Operation<Args, Result, Errors>;
/** Binds an operation to a client. */
export declare function bind<Args extends unknown[], Result, Errors>(core: Core, target: Operation<Args, Result, Errors>): Method<Args, Result, Errors>;
/** One request, one answer. */
export declare function plainCall(core: Core, spec: OperationSpec, args: unknown[]): ApiPromise<unknown>;
/** A list that comes in pages. */
export declare function pagedCall(core: Core, spec: OperationSpec, args: unknown[]): PagePromise<unknown>;
/** An answer that is read as it arrives. */
export declare function streamCall(core: Core, spec: OperationSpec, args: unknown[]): StreamPromise<unknown>;
export {};
