/** The same shape with any text where only some words are right: a bundle as read, before its values are judged. */
export type Loose<T> = T extends string
  ? string
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer E)[]
      ? readonly Loose<E>[]
      : { readonly [K in keyof T]: Loose<T[K]> };
