/** A wait longer than this is not worth it: the error is thrown at once. Milliseconds. */
export const LONGEST_WAIT = 120_000;

/** Whether another try of the same call may end otherwise. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * How long the server asks to wait, in milliseconds: `Retry-After-Ms`, else `Retry-After` as seconds or as an HTTP date.
 * `undefined` when it does not say, or says what cannot be understood.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const precise = headers.get("retry-after-ms");
  if (precise !== null && /^\d+(\.\d+)?$/.test(precise.trim())) {
    return Number(precise);
  }
  const value = headers.get("retry-after")?.trim();
  if (!value) {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Number(value) * 1000;
  }
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * The wait before the next try, in milliseconds: what the server asks for, else 0.5 s doubled with every try up to 8 s,
 * of which up to a quarter is taken off by chance (0 to 1) so that clients do not return in step.
 */
export function retryDelay(tries: number, asked: number | undefined, chance: number): number {
  return asked ?? Math.min(8000, 500 * 2 ** tries) * (1 - chance / 4);
}

/** Waits. Rejects with the signal's reason as soon as it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) {
      stop();
    } else {
      signal?.addEventListener("abort", stop, { once: true });
    }
  });
}
