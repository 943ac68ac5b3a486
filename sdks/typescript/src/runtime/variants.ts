/** The value of a discriminator that this version of the package does not know. It is a string; compare it as one. */
declare enum UnknownTag {
  Unknown = "\u0000unknown",
}

/**
 * A variant of a union that this version of the package does not know: the API has grown since. It is what is left when
 * every known variant is ruled out; it keeps all that the server sent, and is sent back unchanged.
 */
export type UnknownVariant<Key extends string> = { [K in Key]: UnknownTag } & { [key: string]: unknown };
