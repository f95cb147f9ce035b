/**
 * Net present values and paybacks of a row of flows, one per period, the first at the beginning. Amounts are whole fen
 * carried as doubles (exact below 2^53); discounting is done in doubles and nothing is rounded on the way.
 */

/** Value at the beginning of the first period when the first flow falls there. @param rate above −1 per period */
export function npvFromStart(rate: number, flows: readonly number[]): number {
  const step = 1 / (1 + rate);
  // Horner from the far end: one multiplication a period, and no power that could overflow early.
  return flows.reduceRight((later, flow) => later * step + flow, 0);
}

/** As spreadsheets do: the first flow falls at the end of the first period. */
export const npv = (rate: number, flows: readonly number[]): number => npvFromStart(rate, flows) / (1 + rate);

/**
 * The first moment, in periods and interpolated inside one, at which the running sum is back at zero after it has been
 * below; 0 when it never is below, null when it never comes back.
 */
export function payback(flows: readonly number[]): number | null {
  let sum = 0;
  let below = false;
  for (const [period, flow] of flows.entries()) {
    const before = sum;
    sum += flow;
    if (below && sum >= 0) return period - 1 - before / flow;
    below ||= sum < 0;
  }
  return below ? null : 0;
}

/** The same of the discounted flows. */
export const discountedPayback = (rate: number, flows: readonly number[]): number | null =>
  payback(flows.map((flow, period) => flow / (1 + rate) ** period));

export type Debt = {
  /** Share of the first outlay that is borrowed, 0 to 1. */
  readonly share: number;
  /** Interest per period. */
  readonly rate: number;
  /** Periods over which level payments are made, the first one period after the outlay. */
  readonly years: number;
};

/** The level payment per period of what is borrowed on an outlay (given as a positive amount). */
export function debtService(outlay: number, { share, rate, years }: Debt): number {
  const borrowed = outlay * share;
  return rate === 0 ? borrowed / years : (borrowed * rate) / (1 - (1 + rate) ** -years);
}

/**
 * Smallest net flow ÷ debt service over the debt's years, which begin after the first outlay; a year after the last flow
 * brings nothing in. Null where nothing is owed.
 */
export function debtCover(flows: readonly number[], debt: Debt): number | null {
  const first = flows.findIndex((flow) => flow < 0);
  const service = debtService(-(flows[first] ?? 0), debt);
  if (!(service > 0)) return null;
  const years = Array.from({ length: debt.years }, (_, year) => flows[first + 1 + year] ?? 0);
  return Math.min(...years) / service;
}
