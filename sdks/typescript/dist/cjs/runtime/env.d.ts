/** Reads an environment variable. Browsers have none: `undefined`. */
export declare function readEnv(name: string): string | undefined;
/** Whether this runs on a page, where some headers belong to the browser and secrets to nobody. */
export declare function isBrowser(): boolean;
