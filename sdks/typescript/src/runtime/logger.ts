import { readEnv } from "./env.js";

/** Where messages go; `console` is one. */
export interface Logger {
  debug(message: string, details?: unknown): void;
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

/** How much is told: each level includes those before it. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

const LEVELS: readonly LogLevel[] = ["off", "error", "warn", "info", "debug"];
const SECRET =
  /auth|cookie|secret|token|password|passwd|signature|credential|api[-_]?key|session|assertion|^(code|key|sig)$/i;

/** A logger that drops what is below the level. The level comes from the option, else from the environment, else it is `warn`. */
export function levelled(logger: Logger, level: LogLevel | undefined, variable: string): Logger {
  const wish = level ?? readEnv(variable)?.toLowerCase();
  const found = LEVELS.indexOf(wish as LogLevel);
  const most = found < 0 ? 2 : found;
  const at = (rank: number, name: "debug" | "info" | "warn" | "error") => (message: string, details?: unknown) => {
    if (rank <= most) {
      details === undefined ? logger[name](message) : logger[name](message, details);
    }
  };
  return { error: at(1, "error"), warn: at(2, "warn"), info: at(3, "info"), debug: at(4, "debug") };
}

/** Headers as they may be logged: nothing that opens a door. */
export function redactHeaders(headers: Headers, secrets: ReadonlySet<string>): Record<string, string> {
  const shown: Record<string, string> = {};
  headers.forEach((value, name) => {
    shown[name] = SECRET.test(name) || secrets.has(name) ? "***" : value;
  });
  return shown;
}

/** A URL as it may be logged: without user information, and with secret parameters masked. */
export function redactUrl(url: string, secrets: ReadonlySet<string>): string {
  try {
    const shown = new URL(url);
    shown.username = shown.password = shown.hash = "";
    for (const name of new Set(shown.searchParams.keys())) {
      if (SECRET.test(name) || secrets.has(name.toLowerCase())) {
        shown.searchParams.set(name, "***");
      }
    }
    return shown.href;
  } catch {
    return "(invalid URL)";
  }
}
