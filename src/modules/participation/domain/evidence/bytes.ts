/** What kind of evidence a file is by its first bytes: names and media types sent along prove nothing. */
type EvidenceKind = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp';
type Size = { readonly width: number; readonly height: number };

/** Pixels of either side of a picture somebody signed or photographed: below, nothing can be seen; above, no camera. */
const [least, most] = [16, 20_000];
const pngStart = '\u0089PNG\r\n\u001a\n';

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));
const twoAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const fourAt = (bytes: Uint8Array, at: number): number => twoAt(bytes, at) * 65_536 + twoAt(bytes, at + 2);

/** Null: none of the kinds taken as evidence. Twelve bytes are enough. */
export function evidenceKind(bytes: Uint8Array): EvidenceKind | null {
  if (textAt(bytes, 0, 4) === '%PDF') return 'application/pdf';
  if (textAt(bytes, 0, 8) === pngStart) return 'image/png';
  if (textAt(bytes, 0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg';
  return textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP' ? 'image/webp' : null;
}

/** IHDR first, with its sides; then chunk by chunk to image data that is all there. */
function pngSize(bytes: Uint8Array): Size | null {
  if (fourAt(bytes, 8) !== 13 || textAt(bytes, 12, 4) !== 'IHDR') return null;
  const size = { width: fourAt(bytes, 16), height: fourAt(bytes, 20) };
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = fourAt(bytes, at);
    if (textAt(bytes, at + 4, 4) === 'IDAT')
      return length > 0 && at + 12 + length <= bytes.length ? size : null;
    at += 12 + length;
  }
  return null;
}

/** Start-of-frame markers are C0…CF but for tables (C4), an extension (C8) and conditioning (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Segment by segment: a frame with its sides, then a scan with something after it. */
function jpegSize(bytes: Uint8Array): Size | null {
  let size: Size | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = twoAt(bytes, at + 2);
    if (length < 2) return null;
    if (isFrame(marker)) size = { width: twoAt(bytes, at + 7), height: twoAt(bytes, at + 5) };
    if (marker === 0xda) return at + 2 + length < bytes.length ? size : null;
    at += 2 + length;
  }
  return null;
}

/** The kind of a PNG or JPEG that is a picture one can look at: sides of a sane size and image data; null if it is not. */
export function pictureKind(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
  const kind = evidenceKind(bytes);
  if (kind !== 'image/png' && kind !== 'image/jpeg') return null;
  const size = kind === 'image/png' ? pngSize(bytes) : jpegSize(bytes);
  const sane = (side: number) => side >= least && side <= most;
  return size && sane(size.width) && sane(size.height) ? kind : null;
}
