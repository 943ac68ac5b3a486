/** A name and a value, both still unencoded, or a piece that is encoded already. */
export type Pair = readonly [name: string, value: string, reserved?: boolean];
/** Writes one parameter as name-value pairs (query, cookies, forms). */
export type PairStyle = (name: string, value: unknown) => Pair[];
/** Writes one path parameter as an encoded piece of the path. */
export type PathStyle = (name: string, value: unknown) => string;
/** The text of a scalar. Dates are written as RFC 3339; what has no text form of its own, as JSON. */
export declare function scalar(value: unknown): string;
/** `form`, exploded: `a=1&a=2`; an object's keys become names. */
export declare const form: PairStyle;
/** `form`, not exploded: `a=1,2` */
export declare const commaDelimited: PairStyle;
/** `spaceDelimited`, not exploded: `a=1%202` */
export declare const spaceDelimited: PairStyle;
/** `pipeDelimited`, not exploded: `a=1%7C2` */
export declare const pipeDelimited: PairStyle;
/** `deepObject`: `a[b]=1`, nested and with lists as `a[b][0]=1` */
export declare const deepObject: PairStyle;
/** A parameter with `content`: its value as JSON. */
export declare const jsonValue: PairStyle;
/** `allowReserved`: `:/?#[]@!$&'()*+,;=` stay as they are, other than what would end the value. */
export declare function allowReserved(style: PairStyle): PairStyle;
/** `simple`: `1,2` and `a,1,b,2` */
export declare const simple: PathStyle;
/** `simple`, exploded: `1,2` and `a=1,b=2` */
export declare const simpleExploded: PathStyle;
/** A path parameter with `content`: its value as JSON. */
export declare const jsonPath: PathStyle;
/** `label`: `.1,2` */
export declare const label: PathStyle;
/** `label`, exploded: `.1.2` and `.a=1.b=2` */
export declare const labelExploded: PathStyle;
/** `matrix`: `;id=1,2` */
export declare const matrix: PathStyle;
/** `matrix`, exploded: `;id=1;id=2` and `;a=1;b=2` */
export declare const matrixExploded: PathStyle;
/** The text of a header: `simple` without percent-encoding. */
export declare function headerValue(value: unknown, exploded?: boolean): string;
/** Pairs as a query string, without the question mark. */
export declare function encodePairs(pairs: readonly Pair[]): string;
/**
 * Fills the placeholders of a path template, in their order.
 *
 * An empty value would call another operation, and a dot segment would leave the path: both are refused.
 */
export declare function fillPath(template: string, values: readonly unknown[], styles?: Readonly<Record<string, PathStyle>>): string;
