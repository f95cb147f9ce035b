const shape =
  /^(?:[+-]\d{6}|\d{4})-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * The instant of a time with its zone offset, in nanoseconds since 1970, so that times written in different
 * zones compare; null when it names no instant (no offset, no such day or hour).
 */
export function readInstant(text: string): bigint | null {
  if (!shape.test(text)) return null;
  try {
    return Temporal.Instant.from(text).epochNanoseconds;
  } catch {
    return null;
  }
}
