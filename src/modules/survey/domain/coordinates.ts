import type { Extent } from './ledger.ts';
import { halfWidth } from './text.ts';

export type Position = { readonly lon: number | null; readonly lat: number | null };

const marks = /[东西南北][经纬]|[经纬]度|lon(?:gitude)?|lng|lat(?:itude)?|[ewns:()]/gi;

/** One coordinate in degrees: `116.27`, `116°16′10.5″`, `116度16分`, `E116.27`; null when it is none. */
export function readDegrees(raw: string): number | null {
  const text = halfWidth(raw).replace(marks, '').replace(/\s+/g, '');
  if (/^-?\d+(?:\.\d+)?[°度]?$/.test(text)) return Number(text.replace(/[°度]$/, ''));
  const parts =
    /^(\d{1,3})[°度º](\d{1,2}(?:\.\d+)?)['′’‘分](?:(\d{1,2}(?:\.\d+)?)(?:["″”“秒]|''|′′)?)?$/.exec(text);
  if (!parts) return null;
  const [, degrees, minutes, seconds = '0'] = parts;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null;
  return Math.round((Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600) * 1e6) / 1e6;
}

/** Both coordinates out of one cell: `116.27,36.57`, `116.27 36.57`, `东经…北纬…`; in the order written. */
export function readPair(raw: string): readonly [number, number] | null {
  const text = halfWidth(raw).trim();
  const cut =
    /^(.+?)\s*[,;、/|]\s*(.+)$/.exec(text) ??
    /^(\S+)\s+(\S+)$/.exec(text) ??
    /^(.*\d\D*?)([NS北].*)$/i.exec(text);
  const first = cut?.[1] === undefined ? null : readDegrees(cut[1]);
  const second = cut?.[2] === undefined ? null : readDegrees(cut[2]);
  return first === null || second === null ? null : [first, second];
}

const inside = (value: number, from: number, to: number): boolean => value >= from && value <= to;

/** Whether the point lies in the extent, its border included. */
export const isInside = (lon: number, lat: number, extent: Extent): boolean =>
  inside(lon, extent.west, extent.east) && inside(lat, extent.south, extent.north);

/** Whether longitude and latitude stand in each other's place; possible to tell where the two ranges are apart. */
export const areSwapped = (lon: number, lat: number, country: Extent): boolean =>
  !isInside(lon, lat, country) && isInside(lat, lon, country);
