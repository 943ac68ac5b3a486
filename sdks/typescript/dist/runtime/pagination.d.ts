import { ApiPromise, type Exchange } from "./promise.js";
/** What makes the next call differ from the one before: some parameters, or the whole URL. */
export interface PageStep {
    readonly query?: Readonly<Record<string, string>>;
    readonly url?: string;
}
/** How the pages of a list are walked. */
export interface PageStrategy {
    /** Keys that lead to the items in the body; none: the body is the list */
    readonly items: readonly string[];
    /** The step to the next page; `undefined` at the end */
    next(page: PageView): PageStep | undefined;
}
/** What a strategy sees of a page. */
export interface PageView {
    readonly body: unknown;
    readonly items: readonly unknown[];
    readonly response: Response;
    readonly query: URLSearchParams;
}
/** A page of a list. Looping over it gives its items and those of all pages after it. */
export declare class Page<Item, Body = unknown> implements AsyncIterable<Item> {
    #private;
    /** The items of this page */
    readonly items: Item[];
    /** The whole body of the response */
    readonly body: Body;
    readonly response: Response;
    constructor(body: Body, exchange: Exchange, strategy: PageStrategy, load: (step: PageStep) => Promise<Page<Item, Body>>);
    /** Whether there is a page after this one */
    hasNext(): boolean;
    /** The page after this one; `undefined` at the end */
    next(): Promise<Page<Item, Body> | undefined>;
    /** This page and those after it, each loaded when it is asked for */
    pages(): AsyncGenerator<Page<Item, Body>, void, undefined>;
    [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
}
/** A call of a list: await it for its first {@link Page}, or loop over the items of all pages, loaded as the loop reaches them. */
export declare class PagePromise<Item, Body = unknown> extends ApiPromise<Page<Item, Body>> implements AsyncIterable<Item> {
    /** The pages, each loaded when it is asked for */
    pages(): AsyncGenerator<Page<Item, Body>, void, undefined>;
    [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
}
type Path = readonly string[];
/** The response says where the next page starts. */
export declare function cursorPages(items: Path, param: string, next: Path, hasMore?: Path): PageStrategy;
/** The id of the last item is where the next page starts. */
export declare function lastItemPages(items: Path, param: string, key: string, hasMore?: Path): PageStrategy;
/** Pages are numbered. An empty page is the end, and so is a short one when its size was asked for. */
export declare function numberedPages(items: Path, param: string, first: number, limit?: string): PageStrategy;
/** Items are skipped. An empty page is the end, and so is a short one when its size was asked for. */
export declare function offsetPages(items: Path, param: string, limit?: string): PageStrategy;
/** The `Link` header names the next page (RFC 8288). */
export declare function linkHeaderPages(items: Path): PageStrategy;
/** The body holds the URL of the next page. */
export declare function nextUrlPages(items: Path, next: Path): PageStrategy;
/** The target of the first link whose relations include `next`. */
export declare function nextLink(header: string): string | undefined;
export {};
