/** A name and a value, both still unencoded, or a piece that is encoded already. */
export type Pair = readonly [name: string, value: string, reserved?: boolean];

/** Writes one parameter as name-value pairs (query, cookies, forms). */
export type PairStyle = (name: string, value: unknown) => Pair[];

/** Writes one path parameter as an encoded piece of the path. */
export type PathStyle = (name: string, value: unknown) => string;

type Entries = [key: string, value: unknown][];

/** The text of a scalar. Dates are written as RFC 3339; what has no text form of its own, as JSON. */
export function scalar(value: unknown): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Entries of an object; what is undefined or null is left out, as RFC 6570 has it. */
function entries(value: Record<string, unknown>): Entries {
  return Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
}

function items(value: readonly unknown[]): unknown[] {
  return value.filter((item) => item !== undefined && item !== null);
}

/** `form`, exploded: `a=1&a=2`; an object's keys become names. */
export const form: PairStyle = (name, value) => {
  if (Array.isArray(value)) {
    return items(value).map((item) => [name, scalar(item)]);
  }
  if (isRecord(value)) {
    return entries(value).flatMap(([key, item]) =>
      Array.isArray(item) ? form(key, item) : ([[key, scalar(item)]] as Pair[]),
    );
  }
  return [[name, scalar(value)]];
};

function joined(separator: string): PairStyle {
  return (name, value) => {
    const list = Array.isArray(value) ? items(value) : isRecord(value) ? entries(value).flat() : [value];
    return [[name, list.map((item) => encodeURIComponent(scalar(item))).join(separator), true]];
  };
}

/** `form`, not exploded: `a=1,2` */
export const commaDelimited: PairStyle = /* @__PURE__ */ joined(",");
/** `spaceDelimited`, not exploded: `a=1%202` */
export const spaceDelimited: PairStyle = /* @__PURE__ */ joined("%20");
/** `pipeDelimited`, not exploded: `a=1%7C2` */
export const pipeDelimited: PairStyle = /* @__PURE__ */ joined("%7C");

/** `deepObject`: `a[b]=1`, nested and with lists as `a[b][0]=1` */
export const deepObject: PairStyle = (name, value) => {
  if (Array.isArray(value)) {
    return items(value).flatMap((item, index) => deepObject(`${name}[${index}]`, item));
  }
  if (isRecord(value)) {
    return entries(value).flatMap(([key, item]) => deepObject(`${name}[${key}]`, item));
  }
  return [[name, scalar(value)]];
};

/** A parameter with `content`: its value as JSON. */
export const jsonValue: PairStyle = (name, value) => [[name, JSON.stringify(value)]];

/** `allowReserved`: `:/?#[]@!$&'()*+,;=` stay as they are, other than what would end the value. */
export function allowReserved(style: PairStyle): PairStyle {
  return (name, value) =>
    style(name, value).map(([key, text, done]) => [key, done ? text : encodeReserved(text), true] as const);
}

function encodeReserved(text: string): string {
  return encodeURIComponent(text).replace(/%(3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B)/g, (code) =>
    decodeURIComponent(code),
  );
}

function pathStyle(write: (name: string, value: unknown, encode: (item: unknown) => string) => string): PathStyle {
  return (name, value) => write(name, value, (item) => encodeURIComponent(scalar(item)));
}

/** `simple`: `1,2` and `a,1,b,2` */
export const simple: PathStyle = /* @__PURE__ */ pathStyle((_, value, encode) =>
  Array.isArray(value)
    ? items(value).map(encode).join(",")
    : isRecord(value)
      ? entries(value).flat().map(encode).join(",")
      : encode(value),
);

/** `simple`, exploded: `1,2` and `a=1,b=2` */
export const simpleExploded: PathStyle = /* @__PURE__ */ pathStyle((name, value, encode) =>
  isRecord(value)
    ? entries(value)
        .map(([key, item]) => `${encode(key)}=${encode(item)}`)
        .join(",")
    : simple(name, value),
);

/** A path parameter with `content`: its value as JSON. */
export const jsonPath: PathStyle = (_, value) => encodeURIComponent(JSON.stringify(value));

/** `label`: `.1,2` */
export const label: PathStyle = (name, value) => `.${simple(name, value)}`;

/** `label`, exploded: `.1.2` and `.a=1.b=2` */
export const labelExploded: PathStyle = /* @__PURE__ */ pathStyle((name, value, encode) =>
  Array.isArray(value)
    ? items(value)
        .map((item) => `.${encode(item)}`)
        .join("")
    : isRecord(value)
      ? entries(value)
          .map(([key, item]) => `.${encode(key)}=${encode(item)}`)
          .join("")
      : label(name, value),
);

/** `matrix`: `;id=1,2` */
export const matrix: PathStyle = (name, value) => `;${encodeURIComponent(name)}=${simple(name, value)}`;

/** `matrix`, exploded: `;id=1;id=2` and `;a=1;b=2` */
export const matrixExploded: PathStyle = /* @__PURE__ */ pathStyle((name, value, encode) =>
  Array.isArray(value)
    ? items(value)
        .map((item) => `;${encode(name)}=${encode(item)}`)
        .join("")
    : isRecord(value)
      ? entries(value)
          .map(([key, item]) => `;${encode(key)}=${encode(item)}`)
          .join("")
      : matrix(name, value),
);

/** The text of a header: `simple` without percent-encoding. */
export function headerValue(value: unknown, exploded = false): string {
  if (Array.isArray(value)) {
    return items(value).map(scalar).join(",");
  }
  if (isRecord(value)) {
    return exploded
      ? entries(value)
          .map(([key, item]) => `${key}=${scalar(item)}`)
          .join(",")
      : entries(value).flat().map(scalar).join(",");
  }
  return scalar(value);
}

/** Pairs as a query string, without the question mark. */
export function encodePairs(pairs: readonly Pair[]): string {
  return pairs
    .map(([name, value, done]) => `${encodeURIComponent(name)}=${done ? value : encodeURIComponent(value)}`)
    .join("&");
}

/**
 * Fills the placeholders of a path template, in their order.
 *
 * An empty value would call another operation, and a dot segment would leave the path: both are refused.
 */
export function fillPath(
  template: string,
  values: readonly unknown[],
  styles: Readonly<Record<string, PathStyle>> = {},
): string {
  const names: string[] = [];
  const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    if (!names.includes(name)) {
      names.push(name);
    }
    const value = values[names.indexOf(name)];
    if (value === undefined || value === null || value === "") {
      throw new TypeError(`The path parameter ${JSON.stringify(name)} is empty.`);
    }
    return (styles[name] ?? simple)(name, value);
  });
  if (path !== template && path.split("/").some((segment) => segment === "." || segment === "..")) {
    throw new TypeError(`A path parameter of ${template} is a dot segment.`);
  }
  return path;
}
