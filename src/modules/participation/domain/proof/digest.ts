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

/** Four bytes, big-endian. */
const lengthBytes = (length: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
};

/**
 * The canonical encoding: every field as its length (4 bytes, big-endian) and its bytes (text in UTF-8, numbers in
 * decimal). No two different lists of fields have the same bytes; lists inside begin with their count.
 */
export function encodeFields(digest: Digest, fields: readonly (string | number | Uint8Array)[]): Uint8Array {
  return concat(
    fields.flatMap((field) => {
      const bytes = field instanceof Uint8Array ? field : digest.utf8(String(field));
      return [lengthBytes(bytes.length), bytes];
    }),
  );
}
