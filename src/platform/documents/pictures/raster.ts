import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];
type Spot = readonly [number, number];

/** Digits and a few letters five dots high, a bit a dot, the top row first; three dots wide, the wide ones five. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  0: [7, 5, 5, 5, 7],
  1: [2, 6, 2, 2, 7],
  2: [7, 1, 7, 4, 7],
  3: [7, 1, 7, 1, 7],
  4: [5, 5, 7, 1, 1],
  5: [7, 4, 7, 1, 7],
  6: [7, 4, 7, 5, 7],
  7: [7, 1, 2, 2, 2],
  8: [7, 5, 7, 5, 7],
  9: [7, 5, 7, 1, 7],
  k: [4, 5, 6, 5, 5],
  m: [0, 26, 21, 21, 21],
  N: [17, 25, 21, 19, 17],
  ' ': [0, 0, 0, 0, 0],
};

const wide: ReadonlySet<string> = new Set(['m', 'N']);

/** A sheet of dots to draw on: enough for a sketch map, without any library. Coordinates in dots, y downwards. */
export class Raster {
  readonly width: number;
  readonly height: number;
  readonly #dots: Uint8Array;

  constructor(width: number, height: number, ground: Colour) {
    this.width = width;
    this.height = height;
    this.#dots = new Uint8Array(width * height * 3);
    for (let at = 0; at < this.#dots.length; at += 3) this.#dots.set(ground, at);
  }

  rectangle(left: number, top: number, width: number, height: number, colour: Colour): void {
    const [right, bottom] = [Math.min(left + width, this.width), Math.min(top + height, this.height)];
    for (let y = Math.max(0, Math.round(top)); y < bottom; y++)
      for (let x = Math.max(0, Math.round(left)); x < right; x++)
        this.#dots.set(colour, (y * this.width + x) * 3);
  }

  disc([x, y]: Spot, radius: number, colour: Colour): void {
    for (let dy = -radius; dy <= radius; dy++) {
      const half = Math.floor(Math.sqrt(radius * radius - dy * dy));
      this.rectangle(Math.round(x) - half, Math.round(y) + dy, half * 2 + 1, 1, colour);
    }
  }

  /** A straight line of square dots. */
  line([x0, y0]: Spot, [x1, y1]: Spot, width: number, colour: Colour): void {
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
    // what lies far outside is not drawn dot by dot
    if (!Number.isFinite(steps) || steps > (this.width + this.height) * 8) return;
    for (let n = 0; n <= steps; n++) {
      const [x, y] = [x0 + ((x1 - x0) * n) / steps, y0 + ((y1 - y0) * n) / steps];
      this.rectangle(x - width / 2, y - width / 2, width, width, colour);
    }
  }

  /** Digits and the letters of a scale bar; `size` dots a dot of the glyph. */
  text(words: string, [left, top]: Spot, size: number, colour: Colour): void {
    let at = left;
    for (const letter of words) {
      const width = wide.has(letter) ? 5 : 3;
      (glyphs[letter] ?? []).forEach((row, y) => {
        for (let x = 0; x < width; x++)
          if (row & (1 << (width - 1 - x))) this.rectangle(at + x * size, top + y * size, size, size, colour);
      });
      at += (width + 1) * size;
    }
  }

  /** As a PNG; equal drawings are equal bytes. */
  png(): Picture {
    const stride = this.width * 3 + 1;
    const raw = Buffer.alloc(stride * this.height);
    for (let y = 0; y < this.height; y++)
      raw.set(this.#dots.subarray(y * (stride - 1), (y + 1) * (stride - 1)), y * stride + 1);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(this.width, 0);
    head.writeUInt32BE(this.height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    const bytes = Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(raw)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
    return { bytes, kind: 'png', width: this.width, height: this.height };
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
