"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ApiPromise = void 0;
const errors_js_1 = require("./errors.js");
/** A call under way: a promise of the parsed body, which also gives the response itself. */
class ApiPromise {
    [Symbol.toStringTag] = "ApiPromise";
    #exchange;
    #parse;
    #parsed;
    constructor(exchange, parse) {
        this.#exchange = exchange;
        this.#parse = parse;
    }
    /** The response as it came, its body unread: for streaming a download, or reading it in a way of your own. */
    async asResponse() {
        return (await this.#exchange).response;
    }
    /** The parsed body and the response. */
    async withResponse() {
        const [data, { response }] = await Promise.all([this.#body(), this.#exchange]);
        return { data, response, requestId: (0, errors_js_1.requestIdOf)(response.headers) };
    }
    then(fulfilled, rejected) {
        return this.#body().then(fulfilled, rejected);
    }
    catch(rejected) {
        return this.#body().catch(rejected);
    }
    finally(settled) {
        return this.#body().finally(settled);
    }
    #body() {
        return (this.#parsed ??= this.#exchange.then(this.#parse));
    }
}
exports.ApiPromise = ApiPromise;
//# sourceMappingURL=promise.js.map