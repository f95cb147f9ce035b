/**
 * A facility that social capital builds and runs for a number of years (clauses 五(六), 六(五)): parking, charging, care,
 * shops. Amounts are whole fen as safe integers, rates are whole basis points (1/10,000).
 */

export const facilityKinds = {
  parking: '停车',
  charging: '充电',
  elderlyCare: '养老',
  nursery: '托育',
  clinic: '医疗卫生',
  shop: '便民商业',
  advertising: '广告位',
  energy: '能源',
} as const;
export type FacilityKind = keyof typeof facilityKinds;

export type Facility = {
  readonly id: string;
  readonly kind: FacilityKind;
  readonly title: string;
  /** Where it stands; null for one that serves several estates. */
  readonly estateId: string | null;
  /** Who invests, and so who benefits. */
  readonly investor: string;
  /** Outlay by year, year 0 first. */
  readonly investFen: readonly number[];
  /** First year of operation, 0 or later. */
  readonly opens: number;
  /** Years it may be operated. */
  readonly concessionYears: number;
  /** Places, posts, beds, m²: what is let. */
  readonly units: number;
  /** What one unit earns in a year when taken all year. */
  readonly unitYearFen: number;
  /** Share of units taken in the first year and when settled, and the years in between. */
  readonly firstOccupancy: number;
  readonly fullOccupancy: number;
  readonly rampYears: number;
  /** Growth of what a unit earns, per year. */
  readonly priceGrowth: number;
  /** Cost of operation per year, and its growth. */
  readonly yearCostFen: number;
  readonly costGrowth: number;
  /** Cost that goes with revenue. */
  readonly costShare: number;
};

/** What is changed of a facility when asking "what if"; basis points, 10,000 leaves it as it is. */
export type Change = {
  readonly revenue: number;
  readonly cost: number;
  readonly invest: number;
  /** Years by which opening comes later; the outlay stays. */
  readonly delay: number;
  /** Years by which the concession is longer. */
  readonly longer: number;
};
export const asIs: Change = { revenue: 10_000, cost: 10_000, invest: 10_000, delay: 0, longer: 0 };

const whole = 10_000;
const part = (fen: number, points: number): number => Math.round((fen * points) / whole);
const grown = (fen: number, points: number, years: number): number => fen * (1 + points / whole) ** years;

/** Share of units taken in the n-th year of operation (0 first), basis points; straight from first to full. */
export function occupancy(facility: Facility, year: number): number {
  const { firstOccupancy: first, fullOccupancy: full, rampYears: ramp } = facility;
  if (year >= ramp) return full;
  return Math.round(first + ((full - first) * year) / ramp);
}

export type YearFlow = {
  readonly year: number;
  readonly investFen: number;
  readonly revenueFen: number;
  readonly costFen: number;
  readonly netFen: number;
};

/** The years of a facility from year 0 to the last of its concession, whole fen. */
export function facilityYears(facility: Facility, change: Change = asIs): readonly YearFlow[] {
  const opens = facility.opens + change.delay;
  const ends = opens + facility.concessionYears + change.longer;
  const length = Math.max(ends, facility.investFen.length);
  return Array.from({ length }, (_, year) => {
    const run = year - opens;
    const runs = run >= 0 && year < ends;
    const taken = (facility.units * facility.unitYearFen * occupancy(facility, Math.max(0, run))) / whole;
    const revenueFen = runs ? part(grown(taken, facility.priceGrowth, run), change.revenue) : 0;
    const fixed = runs ? part(grown(facility.yearCostFen, facility.costGrowth, run), change.cost) : 0;
    const costFen = fixed + part(revenueFen, facility.costShare);
    const investFen = part(facility.investFen[year] ?? 0, change.invest);
    return { year, investFen, revenueFen, costFen, netFen: revenueFen - costFen - investFen };
  });
}
