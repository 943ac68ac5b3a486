/** A wait longer than this is not worth it: the error is thrown at once. Milliseconds. */
export declare const LONGEST_WAIT = 120000;
/** Whether another try of the same call may end otherwise. */
export declare function isRetryable(status: number): boolean;
/**
 * How long the server asks to wait, in milliseconds: `Retry-After-Ms`, else `Retry-After` as seconds or as an HTTP date.
 * `undefined` when it does not say, or says what cannot be understood.
 */
export declare function retryAfter(headers: Headers, now: number): number | undefined;
/**
 * The wait before the next try, in milliseconds: what the server asks for, else 0.5 s doubled with every try up to 8 s,
 * of which up to a quarter is taken off by chance (0 to 1) so that clients do not return in step.
 */
export declare function retryDelay(tries: number, asked: number | undefined, chance: number): number;
/** Waits. Rejects with the signal's reason as soon as it is aborted. */
export declare function sleep(ms: number, signal?: AbortSignal): Promise<void>;
