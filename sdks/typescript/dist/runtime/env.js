/** Reads an environment variable. Browsers have none: `undefined`. */
export function readEnv(name) {
    const host = globalThis;
    return host.process?.env?.[name]?.trim() || undefined;
}
/** Whether this runs on a page, where some headers belong to the browser and secrets to nobody. */
export function isBrowser() {
    return typeof globalThis.document === "object";
}
//# sourceMappingURL=env.js.map