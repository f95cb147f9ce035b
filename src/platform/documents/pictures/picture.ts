/** A picture a paper can hold: its own bytes, what they are, and its size in dots. */
export type Picture = {
  readonly bytes: Buffer;
  readonly kind: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
};

const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');
/** No side longer: a forged head must not make a page of a thousand metres. */
const longest = 50_000;

function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // fill bytes before a marker
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === 0xda || marker === 0xd9) return null;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** What bytes hold, read from their head, whatever the file is called; null where they are no PNG or JPEG. */
export function pictureOf(bytes: Buffer): Picture | null {
  const isPng = bytes.length >= 24 && bytes.subarray(0, 8).equals(pngHead);
  const isJpeg = bytes.length >= 4 && bytes[0] === 0xff && bytes[1] === 0xd8;
  const size = isPng
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : isJpeg
      ? jpegSize(bytes)
      : null;
  if (!size || size.width < 1 || size.height < 1 || Math.max(size.width, size.height) > longest) return null;
  return { bytes, kind: isPng ? 'png' : 'jpeg', ...size };
}
