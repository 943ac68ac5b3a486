/** A response whose headers are here and whose body is not read yet. */
export interface Exchange {
    readonly response: Response;
    /** URL that was asked, with its query */
    readonly url: string;
    /** Reads the body under the time limits of the call; network failures become errors of this package. */
    read<T>(body: (response: Response) => Promise<T>): Promise<T>;
    /** The body is read: the caller's signal is let go. */
    release(): void;
    /** Gives the connection back when the body is not read to its end. */
    cancel(): void;
}
/** The parsed body together with the response that it came in. */
export interface WithResponse<T> {
    readonly data: T;
    /** The response; its body is used up */
    readonly response: Response;
    /** Number of the request, to quote in a support case */
    readonly requestId: string | undefined;
}
/** A call under way: a promise of the parsed body, which also gives the response itself. */
export declare class ApiPromise<T> implements Promise<T> {
    #private;
    readonly [Symbol.toStringTag] = "ApiPromise";
    constructor(exchange: Promise<Exchange>, parse: (exchange: Exchange) => Promise<T>);
    /** The response as it came, its body unread: for streaming a download, or reading it in a way of your own. */
    asResponse(): Promise<Response>;
    /** The parsed body and the response. */
    withResponse(): Promise<WithResponse<T>>;
    then<A = T, B = never>(fulfilled?: ((value: T) => A | PromiseLike<A>) | null, rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B>;
    catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B>;
    finally(settled?: (() => void) | null): Promise<T>;
}
