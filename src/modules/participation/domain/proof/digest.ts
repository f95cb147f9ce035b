/** What the pure rules need of the platform; the server hands in Node's (`server/proof-digest.ts`). */
export type Digest = {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly utf8: (text: string) => Uint8Array;
};

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export const toHex = (bytes: Uint8Array): string => bytes.toHex();

/** Bytes of lower-case hex text, or null; upper case is refused so that a text has one spelling only. */
export function fromHex(text: string, length: number): Uint8Array | null {
  return text.length === length * 2 && /^[0-9a-f]*$/.test(text) ? Uint8Array.fromHex(text) : null;
}

/**
 * The canonical encoding: every field as its length (4 bytes, big-endian) and its bytes (text in UTF-8, numbers in
 * decimal). No two different lists of fields have the same bytes; lists inside begin with their count.
 */
export function encodeFields(digest: Digest, fields: readonly (string | number | Uint8Array)[]): Uint8Array {
  const list = fields.map((field) => (field instanceof Uint8Array ? field : digest.utf8(String(field))));
  const whole = new Uint8Array(list.reduce((sum, bytes) => sum + 4 + bytes.length, 0));
  let offset = 0;
  for (const bytes of list) {
    const { length } = bytes;
    whole[offset] = length >>> 24;
    whole[offset + 1] = length >>> 16;
    whole[offset + 2] = length >>> 8;
    whole[offset + 3] = length;
    whole.set(bytes, offset + 4);
    offset += 4 + length;
  }
  return whole;
}
