/**
 * Region codes are the official ones of GB/T 2260 and GB/T 10114, longest prefix first in meaning:
 * 2 province, 4 city, 6 district, 9 subdistrict, 12 community. A region lies inside another exactly when
 * its code starts with the other's, which is what row-level security tests too.
 */
export type RegionCode = string & { readonly __unit: 'region' };
export const regionLevels = {
  2: 'province',
  4: 'city',
  6: 'district',
  9: 'subdistrict',
  12: 'community',
} as const;
export type RegionLevel = (typeof regionLevels)[keyof typeof regionLevels];

export const isRegionCode = (text: string): text is RegionCode =>
  /^\d+$/.test(text) && [2, 4, 6, 9, 12].includes(text.length);

/** Brands a code; throws RangeError if it has not 2, 4, 6, 9 or 12 digits. */
export function regionCode(text: string): RegionCode {
  if (!isRegionCode(text)) throw new RangeError(`not a region code: ${text}`);
  return text;
}

/** Whether `inner` is `outer` or lies inside it. */
export const isWithin = (inner: string, outer: string): boolean => inner.startsWith(outer);

export function levelOf(code: RegionCode): RegionLevel {
  const level = regionLevels[code.length as keyof typeof regionLevels];
  if (!level) throw new RangeError(`not a region code: ${code}`);
  return level;
}
