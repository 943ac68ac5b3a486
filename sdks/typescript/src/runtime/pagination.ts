import { SdkError } from "./errors.js";
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
export class Page<Item, Body = unknown> implements AsyncIterable<Item> {
  /** The items of this page */
  readonly items: Item[];
  /** The whole body of the response */
  readonly body: Body;
  readonly response: Response;
  readonly #step: PageStep | undefined;
  readonly #url: string;
  readonly #load: (step: PageStep) => Promise<Page<Item, Body>>;

  constructor(
    body: Body,
    exchange: Exchange,
    strategy: PageStrategy,
    load: (step: PageStep) => Promise<Page<Item, Body>>,
  ) {
    const items = at(body, strategy.items);
    this.items = Array.isArray(items) ? (items as Item[]) : [];
    this.body = body;
    this.response = exchange.response;
    this.#load = load;
    const query = new URL(exchange.url).searchParams;
    this.#step = strategy.next({ body, items: this.items, response: exchange.response, query });
    this.#url = exchange.url;
  }

  /** Whether there is a page after this one */
  hasNext(): boolean {
    return this.#step !== undefined;
  }

  /** The page after this one; `undefined` at the end */
  async next(): Promise<Page<Item, Body> | undefined> {
    let step = this.#step;
    if (step?.url !== undefined) {
      const next = new URL(step.url, this.#url);
      // The credentials of this API must not follow a link to somewhere else.
      if (next.origin !== new URL(this.#url).origin) {
        throw new SdkError(`The next page is at another origin: ${next.origin}`);
      }
      step = { url: next.href };
    }
    return step && (await this.#load(step));
  }

  /** This page and those after it, each loaded when it is asked for */
  async *pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    for (let page: Page<Item, Body> | undefined = this; page; page = await page.next()) {
      yield page;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) {
      yield* page.items;
    }
  }
}

/** A call of a list: await it for its first {@link Page}, or loop over the items of all pages, loaded as the loop reaches them. */
export class PagePromise<Item, Body = unknown> extends ApiPromise<Page<Item, Body>> implements AsyncIterable<Item> {
  /** The pages, each loaded when it is asked for */
  async *pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    yield* (await this).pages();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* await this;
  }
}

type Path = readonly string[];

/** The response says where the next page starts. */
export function cursorPages(items: Path, param: string, next: Path, hasMore?: Path): PageStrategy {
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
export function lastItemPages(items: Path, param: string, key: string, hasMore?: Path): PageStrategy {
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
export function numberedPages(items: Path, param: string, first: number, limit?: string): PageStrategy {
  return {
    items,
    next: ({ items: list, query }) =>
      isLast(list, query, limit) ? undefined : { query: { [param]: String(Number(query.get(param) ?? first) + 1) } },
  };
}

/** Items are skipped. An empty page is the end, and so is a short one when its size was asked for. */
export function offsetPages(items: Path, param: string, limit?: string): PageStrategy {
  return {
    items,
    next: ({ items: list, query }) =>
      isLast(list, query, limit)
        ? undefined
        : { query: { [param]: String(Number(query.get(param) ?? 0) + list.length) } },
  };
}

/** The `Link` header names the next page (RFC 8288). */
export function linkHeaderPages(items: Path): PageStrategy {
  return {
    items,
    next: ({ response }) => {
      const url = nextLink(response.headers.get("link") ?? "");
      return url === undefined ? undefined : { url };
    },
  };
}

/** The body holds the URL of the next page. */
export function nextUrlPages(items: Path, next: Path): PageStrategy {
  return {
    items,
    next: ({ body }) => {
      const url = at(body, next);
      return typeof url === "string" && url !== "" ? { url } : undefined;
    },
  };
}

/** The target of the first link whose relations include `next`. */
export function nextLink(header: string): string | undefined {
  for (const [, url, params] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^",;]*))?)*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i.exec(params ?? "");
    if ((rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) {
      return url;
    }
  }
  return undefined;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function stopped(body: unknown, hasMore: Path | undefined): boolean {
  return hasMore !== undefined && at(body, hasMore) === false;
}

function isLast(items: readonly unknown[], query: URLSearchParams, limit: string | undefined): boolean {
  const size = limit === undefined ? Number.NaN : Number.parseInt(query.get(limit) ?? "", 10);
  return items.length === 0 || items.length < size;
}
