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

/** `sum` over `scale`, rounded half up; exact for whole numbers below 2^52 (and quicker than a remainder). */
export function roundedShare(sum: number, scale: number): number {
  if (scale === 1) return sum;
  let whole = Math.floor(sum / scale);
  let rest = sum - whole * scale;
  if (rest < 0) {
    whole -= 1;
    rest += scale;
  } else if (rest >= scale) {
    whole += 1;
    rest -= scale;
  }
  return 2 * rest >= scale ? whole + 1 : whole;
}
