"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readEnv = readEnv;
exports.isBrowser = isBrowser;
/** Reads an environment variable. Browsers have none: `undefined`. */
function readEnv(name) {
    const host = globalThis;
    return host.process?.env?.[name]?.trim() || undefined;
}
/** Whether this runs on a page, where some headers belong to the browser and secrets to nobody. */
function isBrowser() {
    return typeof globalThis.document === "object";
}
//# sourceMappingURL=env.js.map