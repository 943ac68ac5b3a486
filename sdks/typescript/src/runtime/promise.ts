import { requestIdOf } from "./errors.js";

/** A response whose headers are here and whose body is not read yet. */
export interface Exchange {
  readonly response: Response;
  /** URL that was asked, with its query */
  readonly url: string;
  /** Reads the body under the time limits of the call; network failures become errors of this package. */
  read<T>(body: (response: Response) => Promise<T>): Promise<T>;
  /** The body is read: the caller's signal is let go. */
  release(): void;
  /** Gives the connection back when the body is not read to its end. */
  cancel(): void;
}

/** The parsed body together with the response that it came in. */
export interface WithResponse<T> {
  readonly data: T;
  /** The response; its body is used up */
  readonly response: Response;
  /** Number of the request, to quote in a support case */
  readonly requestId: string | undefined;
}

/** A call under way: a promise of the parsed body, which also gives the response itself. */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "ApiPromise";
  readonly #exchange: Promise<Exchange>;
  readonly #parse: (exchange: Exchange) => Promise<T>;
  #parsed: Promise<T> | undefined;

  constructor(exchange: Promise<Exchange>, parse: (exchange: Exchange) => Promise<T>) {
    this.#exchange = exchange;
    this.#parse = parse;
  }

  /** The response as it came, its body unread: for streaming a download, or reading it in a way of your own. */
  async asResponse(): Promise<Response> {
    return (await this.#exchange).response;
  }

  /** The parsed body and the response. */
  async withResponse(): Promise<WithResponse<T>> {
    const [data, { response }] = await Promise.all([this.#body(), this.#exchange]);
    return { data, response, requestId: requestIdOf(response.headers) };
  }

  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#body().then(fulfilled, rejected);
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#body().catch(rejected);
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.#body().finally(settled);
  }

  #body(): Promise<T> {
    return (this.#parsed ??= this.#exchange.then(this.#parse));
  }
}
