import { addCookie } from "./auth.js";
import type { BodyEncoder } from "./body.js";
import { isIdempotent, parse, type BodyKind, type Core, type RequestOptions } from "./core.js";
import { ApiError, SdkError, type StatusError } from "./errors.js";
import { Page, PagePromise, type PageStep, type PageStrategy } from "./pagination.js";
import { ApiPromise, type Exchange } from "./promise.js";
import { encodePairs, fillPath, form, headerValue, type Pair, type PairStyle, type PathStyle } from "./serialize.js";
import { StreamPromise, type StreamDecoder } from "./stream.js";

/** A parameter that is no path parameter. */
export interface ParamSpec {
  /** Key in the parameters object */
  readonly name: string;
  /** Name on the wire, when it differs */
  readonly wire?: string;
  /** Where it travels; the query when it does not say */
  readonly in?: "header" | "cookie";
  /** How it is written; exploded `form` (headers: `simple`) when it does not say */
  readonly style?: PairStyle;
  /** Exploded objects in headers */
  readonly explode?: true;
}

/** An operation as data: what the runtime needs to call it. */
export interface OperationSpec {
  readonly id: string;
  readonly method: string;
  /** Template; its placeholders are the first arguments, in their order */
  readonly path: string;
  /** Styles of path parameters, where they are not `simple` */
  readonly pathStyles?: Readonly<Record<string, PathStyle>>;
  /** Server of its own */
  readonly server?: string;
  readonly params?: readonly ParamSpec[];
  /** Media types of the body with their encoders, the preferred one first */
  readonly body?: Readonly<Record<string, BodyEncoder>>;
  /** Media types to ask for */
  readonly accept?: string;
  /** How the body of the answer is read; JSON when it does not say */
  readonly returns?: BodyKind;
  /** How it is called; {@link plainCall} when it does not say */
  readonly run?: (core: Core, spec: OperationSpec, args: unknown[]) => unknown;
  /** The answer is a list that comes in pages */
  readonly pages?: PageStrategy;
  /** The answer is a stream */
  readonly stream?: StreamDecoder;
  /** Keys that the body gets */
  readonly bodyDefaults?: Readonly<Record<string, unknown>>;
  /** Alternatives of security schemes that must be met together */
  readonly security?: readonly (readonly string[])[];
  /** Header, or key of the body, that tells a repeated call from a new one */
  readonly idempotency?: { readonly header: string } | { readonly body: string };
}

/** The body that an operation answers with for a status, as its description says. */
export type ErrorBody<Errors, Status extends number> = Status extends keyof Errors
  ? Errors[Status]
  : `${Status}` extends `4${string}`
    ? Errors extends { "4XX": infer Body }
      ? Body
      : DefaultBody<Errors>
    : `${Status}` extends `5${string}`
      ? Errors extends { "5XX": infer Body }
        ? Body
        : DefaultBody<Errors>
      : DefaultBody<Errors>;

type DefaultBody<Errors> = Errors extends { default: infer Body } ? Body : unknown;

/** An operation whose description says nothing of errors. */
export type NoErrors = Record<never, never>;

/** Tells errors of an operation from others. */
export interface ErrorGuard<Errors> {
  /** Whether it is this operation's answer with this status; its `body` then has the type that the operation declares. */
  isError<Status extends number>(
    error: unknown,
    status: Status,
  ): error is StatusError<Status, ErrorBody<Errors, Status>>;
  /** Whether it is this operation's answer with any error status. */
  isError(error: unknown): error is ApiError<unknown>;
}

/** An operation as a function that takes the client first. Importing it alone leaves all others out of a bundle. */
export interface Operation<Args extends unknown[], Result, Errors> extends ErrorGuard<Errors> {
  (core: Core, ...args: Args): Result;
}

/** An operation as a method of a client. */
export interface Method<Args extends unknown[], Result, Errors> extends ErrorGuard<Errors> {
  (...args: Args): Result;
}

/** The method that an operation becomes on a client. */
export type MethodOf<Target> =
  Target extends Operation<infer Args, infer Result, infer Errors> ? Method<Args, Result, Errors> : never;

/** Makes an operation of its description. The types are the generator's word. */
export function operation<Args extends unknown[], Result, Errors>(
  spec: OperationSpec,
): Operation<Args, Result, Errors> {
  const run = spec.run ?? plainCall;
  const isError = (error: unknown, status?: number) =>
    error instanceof ApiError && error.operation === spec.id && (status === undefined || error.status === status);
  return Object.assign((core: Core, ...args: unknown[]) => run(core, spec, args), { isError }) as unknown as Operation<
    Args,
    Result,
    Errors
  >;
}

/** Binds an operation to a client. */
export function bind<Args extends unknown[], Result, Errors>(
  core: Core,
  target: Operation<Args, Result, Errors>,
): Method<Args, Result, Errors> {
  const method = (...args: Args) => target(core, ...args);
  return Object.assign(method, { isError: target.isError }) as Method<Args, Result, Errors>;
}

/** One request, one answer. */
export function plainCall(core: Core, spec: OperationSpec, args: unknown[]): ApiPromise<unknown> {
  return new ApiPromise(send(core, spec, args), (exchange) => parse(exchange, spec.returns ?? "json"));
}

/** A list that comes in pages. */
export function pagedCall(core: Core, spec: OperationSpec, args: unknown[]): PagePromise<unknown> {
  const strategy = spec.pages as PageStrategy;
  const load = (step: PageStep): PagePromise<unknown> =>
    new PagePromise<unknown>(send(core, spec, args, step), async (exchange) => {
      const body = await parse(exchange, "json");
      return new Page<unknown>(body, exchange, strategy, async (next) => load(next));
    });
  return load({});
}

/** An answer that is read as it arrives. */
export function streamCall(core: Core, spec: OperationSpec, args: unknown[]): StreamPromise<unknown> {
  return new StreamPromise(send(core, spec, args), spec.stream as StreamDecoder);
}

async function send(core: Core, spec: OperationSpec, args: unknown[], step: PageStep = {}): Promise<Exchange> {
  const rest = [...args];
  const values = rest.splice(0, new Set(spec.path.match(/\{[^{}]*\}/g)).size);
  let body = spec.body ? rest.shift() : undefined;
  const params = (spec.params ? rest.shift() : undefined) as Readonly<Record<string, unknown>> | undefined;
  const options = (rest[0] ?? {}) as RequestOptions;

  const headers = new Headers({ accept: spec.accept ?? "application/json" });
  const pairs: Pair[] = [];
  for (const param of spec.params ?? []) {
    const value = params?.[param.name];
    if (value === undefined || value === null) {
      continue;
    }
    const wire = param.wire ?? param.name;
    if (param.in === "header") {
      headers.set(wire, param.style ? (param.style(wire, value)[0]?.[1] ?? "") : headerValue(value, param.explode));
    } else if (param.in === "cookie") {
      for (const pair of (param.style ?? form)(wire, value)) {
        addCookie(headers, encodePairs([pair]));
      }
    } else {
      pairs.push(...(param.style ?? form)(wire, value));
    }
  }

  let key = options.idempotencyKey;
  const { idempotency } = spec;
  if (idempotency && "body" in idempotency) {
    if (typeof body === "object" && body !== null) {
      const own = (body as Record<string, unknown>)[idempotency.body];
      if (own === undefined && key !== undefined) {
        body = { ...body, [idempotency.body]: key };
      }
      key ??= own as string | undefined;
    }
  } else if (!isIdempotent(spec.method)) {
    key ??= idempotency && crypto.randomUUID();
    if (key !== undefined) {
      headers.set(idempotency?.header ?? "Idempotency-Key", key);
    }
  }

  let content: Parameters<Core["send"]>[0]["body"] = null;
  if (spec.body && body !== undefined) {
    const type = options.contentType ?? (Object.keys(spec.body)[0] as string);
    const encode = spec.body[type];
    if (!encode) {
      throw new SdkError(`${spec.id} takes no ${type}, but ${Object.keys(spec.body).join(", ")}.`);
    }
    const encoded = encode(spec.bodyDefaults ? { ...(body as object), ...spec.bodyDefaults } : body, type);
    content = encoded.content;
    if (encoded.contentType !== undefined) {
      headers.set("content-type", encoded.contentType);
    }
  }

  let url = step.url;
  if (url === undefined) {
    const base =
      spec.server === undefined || core.baseUrlIsOwn ? core.baseUrl : core.resolve(spec.server).replace(/\/+$/, "");
    const query = encodePairs(
      pairs.filter(([name]) => !(step.query && name in step.query)).concat(Object.entries(step.query ?? {})),
    );
    url = `${base}${fillPath(spec.path, values, spec.pathStyles)}${query && `?${query}`}`;
  }
  return core.send({
    operation: spec.id,
    method: spec.method,
    url,
    headers,
    body: content,
    credentials: credentialsFor(core, spec),
    trusted: true,
    repeatable: isIdempotent(spec.method) || key !== undefined,
    options,
  });
}

/** The credentials of the first alternative that the client has all of. */
function credentialsFor(core: Core, spec: OperationSpec) {
  const alternatives = spec.security ?? [];
  const met = alternatives.filter((names) => names.every((name) => core.credentials.has(name)));
  // An alternative without schemes means that credentials are optional: given ones are still sent.
  const chosen = met.find((names) => names.length > 0) ?? met[0] ?? [];
  return chosen.map((name) => core.credentials.get(name)).filter((credential) => credential !== undefined);
}
