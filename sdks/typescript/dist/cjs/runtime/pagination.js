"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PagePromise = exports.Page = void 0;
exports.cursorPages = cursorPages;
exports.lastItemPages = lastItemPages;
exports.numberedPages = numberedPages;
exports.offsetPages = offsetPages;
exports.linkHeaderPages = linkHeaderPages;
exports.nextUrlPages = nextUrlPages;
exports.nextLink = nextLink;
const errors_js_1 = require("./errors.js");
const promise_js_1 = require("./promise.js");
/** A page of a list. Looping over it gives its items and those of all pages after it. */
class Page {
    /** The items of this page */
    items;
    /** The whole body of the response */
    body;
    response;
    #step;
    #load;
    constructor(body, exchange, strategy, load) {
        const items = at(body, strategy.items);
        this.items = Array.isArray(items) ? items : [];
        this.body = body;
        this.response = exchange.response;
        this.#load = load;
        const query = new URL(exchange.url).searchParams;
        this.#step = strategy.next({ body, items: this.items, response: exchange.response, query });
        if (this.#step?.url !== undefined) {
            const next = new URL(this.#step.url, exchange.url);
            // The credentials of this API must not follow a link to somewhere else.
            if (next.origin !== new URL(exchange.url).origin) {
                throw new errors_js_1.SdkError(`The next page is at another origin: ${next.origin}`);
            }
            this.#step = { url: next.href };
        }
    }
    /** Whether there is a page after this one */
    hasNext() {
        return this.#step !== undefined;
    }
    /** The page after this one; `undefined` at the end */
    async next() {
        return this.#step && (await this.#load(this.#step));
    }
    /** This page and those after it, each loaded when it is asked for */
    async *pages() {
        for (let page = this; page; page = await page.next()) {
            yield page;
        }
    }
    async *[Symbol.asyncIterator]() {
        for await (const page of this.pages()) {
            yield* page.items;
        }
    }
}
exports.Page = Page;
/** A call of a list: await it for its first {@link Page}, or loop over the items of all pages, loaded as the loop reaches them. */
class PagePromise extends promise_js_1.ApiPromise {
    /** The pages, each loaded when it is asked for */
    async *pages() {
        yield* (await this).pages();
    }
    async *[Symbol.asyncIterator]() {
        yield* await this;
    }
}
exports.PagePromise = PagePromise;
/** The response says where the next page starts. */
function cursorPages(items, param, next, hasMore) {
    return {
        items,
        next: ({ body, query }) => {
            const cursor = at(body, next);
            if (cursor === undefined || cursor === null || cursor === "" || stopped(body, hasMore)) {
                return undefined;
            }
            // A server that repeats itself must not keep us walking forever.
            return String(cursor) === query.get(param) ? undefined : { query: { [param]: String(cursor) } };
        },
    };
}
/** The id of the last item is where the next page starts. */
function lastItemPages(items, param, key, hasMore) {
    return {
        items,
        next: ({ body, items: list, query }) => {
            const id = at(list[list.length - 1], [key]);
            if (id === undefined || id === null || stopped(body, hasMore) || String(id) === query.get(param)) {
                return undefined;
            }
            return { query: { [param]: String(id) } };
        },
    };
}
/** Pages are numbered. An empty page is the end, and so is a short one when its size was asked for. */
function numberedPages(items, param, first, limit) {
    return {
        items,
        next: ({ items: list, query }) => isLast(list, query, limit) ? undefined : { query: { [param]: String(Number(query.get(param) ?? first) + 1) } },
    };
}
/** Items are skipped. An empty page is the end, and so is a short one when its size was asked for. */
function offsetPages(items, param, limit) {
    return {
        items,
        next: ({ items: list, query }) => isLast(list, query, limit)
            ? undefined
            : { query: { [param]: String(Number(query.get(param) ?? 0) + list.length) } },
    };
}
/** The `Link` header names the next page (RFC 8288). */
function linkHeaderPages(items) {
    return {
        items,
        next: ({ response }) => {
            const url = nextLink(response.headers.get("link") ?? "");
            return url === undefined ? undefined : { url };
        },
    };
}
/** The body holds the URL of the next page. */
function nextUrlPages(items, next) {
    return {
        items,
        next: ({ body }) => {
            const url = at(body, next);
            return typeof url === "string" && url !== "" ? { url } : undefined;
        },
    };
}
/** The target of the first link whose relations include `next`. */
function nextLink(header) {
    for (const [, url, params] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^",;]*))?)*)/g)) {
        const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i.exec(params ?? "");
        if ((rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) {
            return url;
        }
    }
    return undefined;
}
function at(value, path) {
    return path.reduce((found, key) => (typeof found === "object" && found !== null ? found[key] : undefined), value);
}
function stopped(body, hasMore) {
    return hasMore !== undefined && at(body, hasMore) === false;
}
function isLast(items, query, limit) {
    const size = limit === undefined ? Number.NaN : Number.parseInt(query.get(limit) ?? "", 10);
    return items.length === 0 || items.length < size;
}
//# sourceMappingURL=pagination.js.map