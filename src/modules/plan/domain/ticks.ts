/**
 * The engine counts money in ticks of 0.01 万元 (100 元), always whole numbers below 2^53, and shares as whole
 * numbers over one power of ten, so that 60/40 spreads never drift.
 */
export const ticksPerWan = 100;

/** 万元 with at most two decimals into ticks. Throws RangeError on more decimals. */
export function ticksFromWan(wan: number): number {
  const ticks = Math.round(wan * ticksPerWan);
  if (!Number.isSafeInteger(ticks) || Math.abs(wan * ticksPerWan - ticks) > 1e-4)
    throw new RangeError(`not 万元 with two decimals: ${wan}`);
  return ticks;
}

export const wanFromTicks = (ticks: number): number => ticks / ticksPerWan;

/** Ticks as 万元 text with two decimals, for sentences. */
export const wanTextOfTicks = (ticks: number): string => (ticks / ticksPerWan).toFixed(2);

/** Decimals a share is written with, e.g. 0.6 has 1; at most 12. */
export function decimalsOf(share: number): number {
  for (let digits = 0; digits < 12; digits += 1) {
    const scaled = share * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-9) return digits;
  }
  return 12;
}

/** `sum` over `scale`, rounded half up; exact for whole numbers below 2^52. */
export function roundedShare(sum: number, scale: number): number {
  const rest = sum % scale;
  return (sum - rest) / scale + (2 * rest >= scale ? 1 : 0);
}
