/** Reads an environment variable. Browsers have none: `undefined`. */
export function readEnv(name: string): string | undefined {
  const host = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return host.process?.env?.[name]?.trim() || undefined;
}

/** Whether this runs on a page, where some headers belong to the browser and secrets to nobody. */
export function isBrowser(): boolean {
  return typeof (globalThis as { document?: unknown }).document === "object";
}
