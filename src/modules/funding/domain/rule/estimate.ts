import { applyRules, type LineShares, payerTotals } from './apply.ts';
import { catalogueLines, costLines, type EstateForShares, type NetworkFacts, type RawLine } from './lines.ts';
import type { PipeOwner, Rule, RuleWorld } from './types.ts';

/** What estimates rest on besides the rules; all of it from the pack. */
export type EstimateBasis = {
  readonly items: RuleWorld['items'];
  readonly prices: Parameters<typeof catalogueLines>[1];
  readonly leaveOut: readonly string[];
  readonly networks: readonly string[];
  readonly insideShare: string;
  readonly pipe: PipeOwner;
};

export type EstimateEstate = EstateForShares & {
  /** Item → what was entered for this estate. */
  readonly ownNetworks: Readonly<Record<string, NetworkFacts>>;
  /** Lines of the estate's scheme, null where it has none yet. */
  readonly schemeLines: readonly RawLine[] | null;
};

export type Estimate = {
  readonly source: 'scheme' | 'catalogue';
  readonly shares: readonly LineShares[];
  readonly totals: ReadonlyMap<string, bigint>;
  readonly totalFen: bigint;
  /** Items without a size, and lines no rule could place, in words. */
  readonly issues: readonly string[];
};

/** Who would pay what of one estate: its scheme's lines, else catalogue prices × its size. */
export function estimateEstate(
  basis: EstimateBasis,
  estate: EstimateEstate,
  rules: readonly Rule[],
): Estimate {
  const priced: { readonly lines: readonly RawLine[]; readonly missing: readonly string[] } =
    estate.schemeLines
      ? { lines: estate.schemeLines, missing: [] }
      : catalogueLines(basis.items, basis.prices, basis.leaveOut, estate);
  const assumed = { insideShare: basis.insideShare, pipe: basis.pipe };
  const networks = new Map(basis.networks.map((item) => [item, estate.ownNetworks[item] ?? assumed]));
  const shares = costLines(priced.lines, estate, networks).map((line) => applyRules(rules, line));
  return {
    source: estate.schemeLines ? 'scheme' : 'catalogue',
    shares,
    totals: payerTotals(shares),
    totalFen: priced.lines.reduce((all, { amountFen }) => all + amountFen, 0n),
    issues: [
      ...priced.missing.map((title) => `“${title}”没有登记规模，未计入`),
      ...shares.flatMap((one) => (one.ok ? [] : [`“${one.line.title}”：${one.why}`])),
    ],
  };
}
