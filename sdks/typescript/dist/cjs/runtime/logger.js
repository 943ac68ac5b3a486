"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.levelled = levelled;
exports.redactHeaders = redactHeaders;
exports.redactUrl = redactUrl;
const env_js_1 = require("./env.js");
const LEVELS = ["off", "error", "warn", "info", "debug"];
const SECRET = /auth|cookie|secret|token|password|passwd|signature|credential|api[-_]?key|session|assertion|^(code|key|sig)$/i;
/** A logger that drops what is below the level. The level comes from the option, else from the environment, else it is `warn`. */
function levelled(logger, level, variable) {
    const wish = level ?? (0, env_js_1.readEnv)(variable)?.toLowerCase();
    const found = LEVELS.indexOf(wish);
    const most = found < 0 ? 2 : found;
    const at = (rank, name) => (message, details) => {
        if (rank <= most) {
            details === undefined ? logger[name](message) : logger[name](message, details);
        }
    };
    return { error: at(1, "error"), warn: at(2, "warn"), info: at(3, "info"), debug: at(4, "debug") };
}
/** Headers as they may be logged: nothing that opens a door. */
function redactHeaders(headers, secrets) {
    const shown = {};
    headers.forEach((value, name) => {
        shown[name] = SECRET.test(name) || secrets.has(name) ? "***" : value;
    });
    return shown;
}
/** A URL as it may be logged: without user information, and with secret parameters masked. */
function redactUrl(url, secrets) {
    try {
        const shown = new URL(url);
        shown.username = shown.password = shown.hash = "";
        for (const name of new Set(shown.searchParams.keys())) {
            if (SECRET.test(name) || secrets.has(name.toLowerCase())) {
                shown.searchParams.set(name, "***");
            }
        }
        return shown.href;
    }
    catch {
        return "(invalid URL)";
    }
}
//# sourceMappingURL=logger.js.map