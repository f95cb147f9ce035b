import { asIs, type Change, type Facility, facilityYears, type YearFlow } from './facility.ts';
import { type FlowFigures, flowFigures } from './figures.ts';
import { npvFromStart } from './flows.ts';

/** A row of facilities across estates that is to carry itself (打包平衡). Rates in basis points. */
export type Package = {
  readonly rate: number;
  readonly facilities: readonly Facility[];
  /** Grant at the beginning, fen. */
  readonly grantFen: number;
  readonly debt: { readonly share: number; readonly rate: number; readonly years: number } | null;
};

/** What the pack asks of a balanced package. */
export type Limits = {
  /** Least debt-service cover, basis points: 12,000 is 1.2. */
  readonly cover: number;
  readonly maxConcessionYears: number;
};

/** Years of all facilities together; the grant stands as revenue of nobody and is left out. */
export function packageYears(facilities: readonly Facility[], change: Change = asIs): readonly YearFlow[] {
  const rows = facilities.map((facility) => facilityYears(facility, change));
  const length = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length }, (_, year) => {
    const sum = (of: (flow: YearFlow) => number) =>
      rows.reduce((all, row) => all + (row[year] ? of(row[year]) : 0), 0);
    return {
      year,
      investFen: sum((flow) => flow.investFen),
      revenueFen: sum((flow) => flow.revenueFen),
      costFen: sum((flow) => flow.costFen),
      netFen: sum((flow) => flow.netFen),
    };
  });
}

/** Net flows with the grant in year 0. */
export function netFlows(pack: Package, change: Change = asIs): readonly number[] {
  const nets = packageYears(pack.facilities, change).map(({ netFen }) => netFen);
  return nets.map((net, year) => (year === 0 ? net + pack.grantFen : net));
}

export type Appraisal = FlowFigures & {
  /** Worth nothing or more from the beginning on, and able to serve its debt. */
  readonly balanced: boolean;
  readonly coverKept: boolean | null;
};

const share = (points: number): number => points / 10_000;

/** Figures of a package, and whether it carries itself. An empty package is worth nothing and balanced. */
export function appraise(
  pack: Package,
  limits: Limits,
  change: Change = asIs,
  rate: number = pack.rate,
): Appraisal {
  const debt = pack.debt
    ? { share: share(pack.debt.share), rate: share(pack.debt.rate), years: pack.debt.years }
    : null;
  const nets = netFlows(pack, change);
  const figures = flowFigures(
    share(rate),
    (nets.length > 0 ? nets : [0]).map((amount) => ({ amount, days: null })),
    debt,
  );
  const { cover = null } = figures;
  const coverKept = cover === null ? null : cover >= share(limits.cover);
  return { ...figures, coverKept, balanced: figures.npvFromStart >= 0 && coverKept !== false };
}

/** What each investor puts in and gets out over the years: who invests benefits. */
export function byInvestor(pack: Package) {
  const names = [...new Set(pack.facilities.map(({ investor }) => investor))].sort();
  return names.map((investor) => {
    const years = packageYears(pack.facilities.filter((one) => one.investor === investor));
    const sum = (of: (flow: YearFlow) => number) => years.reduce((all, flow) => all + of(flow), 0);
    return {
      investor,
      investFen: sum((flow) => flow.investFen),
      returnFen: sum((flow) => flow.revenueFen - flow.costFen),
      npv: npvFromStart(
        share(pack.rate),
        years.map(({ netFen }) => netFen),
      ),
    };
  });
}
