/** Where messages go; `console` is one. */
export interface Logger {
    debug(message: string, details?: unknown): void;
    info(message: string, details?: unknown): void;
    warn(message: string, details?: unknown): void;
    error(message: string, details?: unknown): void;
}
/** How much is told: each level includes those before it. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";
/** A logger that drops what is below the level. The level comes from the option, else from the environment, else it is `warn`. */
export declare function levelled(logger: Logger, level: LogLevel | undefined, variable: string): Logger;
/** Headers as they may be logged: nothing that opens a door. */
export declare function redactHeaders(headers: Headers, secrets: ReadonlySet<string>): Record<string, string>;
/** A URL as it may be logged: without user information, and with secret parameters masked. */
export declare function redactUrl(url: string, secrets: ReadonlySet<string>): string;
