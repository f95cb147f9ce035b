import { type Day, day } from '#shared/day.ts';

/** How long an item is under warranty (建设工程质量管理条例 40): whole years, or heating seasons. */
export type WarrantyTerm =
  | { readonly kind: 'years'; readonly count: number }
  | { readonly kind: 'seasons'; readonly count: number };

/** First and last day of the heating season as `MM-DD`; it runs over the turn of the year. */
export type HeatingSeason = { readonly from: string; readonly to: string };

const inYear = (year: number, monthDay: string): Temporal.PlainDate =>
  Temporal.PlainDate.from(`${String(year).padStart(4, '0')}-${monthDay}`, { overflow: 'constrain' });

/**
 * Last day of warranty. Years end the day before the same date (29 February: 28); of seasons only those that begin on
 * or after the acceptance count, a season already running does not.
 */
export function warrantyEnd(accepted: Day, term: WarrantyTerm, season: HeatingSeason): Day {
  const from = Temporal.PlainDate.from(accepted);
  if (term.kind === 'years') return day(from.add({ years: term.count }).subtract({ days: 1 }).toString());
  const starts = inYear(from.year, season.from);
  const first = Temporal.PlainDate.compare(starts, from) >= 0 ? from.year : from.year + 1;
  const overTurn = season.to < season.from ? 1 : 0;
  return day(inYear(first + term.count - 1 + overTurn, season.to).toString());
}

export type ItemWarranty = {
  readonly item: string;
  readonly term: WarrantyTerm;
  /** null while nothing is accepted. */
  readonly endsOn: Day | null;
};

/** Warranty of each item of a contract. @param terms by item; items without one get `otherwise` */
export const warrantiesOf = (
  items: readonly string[],
  accepted: Day | null,
  rule: {
    readonly terms: Readonly<Record<string, WarrantyTerm>>;
    readonly otherwise: WarrantyTerm;
    readonly season: HeatingSeason;
  },
): ItemWarranty[] =>
  [...new Set(items)].sort().map((item) => {
    const term = rule.terms[item] ?? rule.otherwise;
    return { item, term, endsOn: accepted ? warrantyEnd(accepted, term, rule.season) : null };
  });

/** First day on which retention may be asked back: the day after the defects period from the acceptance. */
export const retentionFreeOn = (accepted: Day, defectMonths: number): Day =>
  day(Temporal.PlainDate.from(accepted).add({ months: defectMonths }).toString());
