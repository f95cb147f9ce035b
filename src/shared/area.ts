/** Floor area is integer cm² as bigint, never a float; 1 ㎡ = 10,000 cm². */
export type Cm2 = bigint & { readonly __unit: 'cm2' };

export const cm2FromM2 = (m2: number): Cm2 => {
  const value = Math.round(m2 * 10_000);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an area: ${m2}`);
  return BigInt(value) as Cm2;
};

/** cm² as ㎡ for display and for sheets; exact below 2^53 cm². */
export const m2FromCm2 = (area: Cm2 | bigint): number => Number(area) / 10_000;
