import { byCodePoint } from '#shared/code-point-order.ts';
import { divideByLargestRemainder } from '#shared/largest-remainder.ts';
import type { RenovationClass } from './indicator-words.ts';

/** A source to be used up, with its earmark. */
export type ProposalSource = {
  readonly id: string;
  readonly regionCode: string;
  readonly availableFen: bigint;
  readonly classes: readonly RenovationClass[];
  readonly estates: readonly string[] | null;
  readonly excludedItems: readonly string[];
};
/** What an item of an estate still lacks: its cost in the approved scheme less what is arranged. */
export type ProposalNeed = {
  readonly projectId: string;
  readonly estateId: string;
  readonly item: string;
  readonly itemClass: RenovationClass;
  readonly regionCode: string;
  readonly needFen: bigint;
};
export type ProposalEstate = {
  readonly estateId: string;
  readonly areaCm2: bigint;
  readonly households: bigint;
  readonly buildings: bigint;
};
export const weightIds = ['area', 'households', 'buildings', 'estates', 'classNeed', 'gap'] as const;
/** Whole points that sum to 100. */
export type ProposalWeights = Readonly<Record<(typeof weightIds)[number], number>>;
export type ProposalLine = Omit<ProposalNeed, 'needFen' | 'itemClass'> & {
  readonly sourceId: string;
  readonly amountFen: bigint;
  readonly why: string;
};
export type Proposal = {
  readonly lines: readonly ProposalLine[];
  /** Source → what found no need under its earmark. */
  readonly leftFen: ReadonlyMap<string, bigint>;
};

/** Why a source may not pay for an item; null when it may. Names the part of the earmark that forbids it. */
export function earmarkBreach(
  source: ProposalSource,
  line: Pick<ProposalNeed, 'estateId' | 'item' | 'itemClass' | 'regionCode'>,
): 'class' | 'item' | 'estate' | 'region' | null {
  if (!source.classes.includes(line.itemClass)) return 'class';
  if (source.excludedItems.includes(line.item)) return 'item';
  if (source.estates !== null && !source.estates.includes(line.estateId)) return 'estate';
  return line.regionCode.startsWith(source.regionCode) ? null : 'region';
}

/** Narrow earmarks first, so that money which may go anywhere is left for what nothing else may pay. */
const narrowness = (source: ProposalSource): readonly number[] => [
  source.estates === null ? 1 : 0,
  -source.regionCode.length,
  source.classes.length,
  -source.excludedItems.length,
];
function narrowFirst(a: ProposalSource, b: ProposalSource): number {
  const [x, y] = [narrowness(a), narrowness(b)];
  for (let at = 0; at < x.length; at++) if (x[at] !== y[at]) return (x[at] ?? 0) - (y[at] ?? 0);
  return byCodePoint(a.id, b.id);
}

type Claim = {
  readonly estateId: string;
  readonly capFen: bigint;
  readonly measures: Readonly<Record<keyof ProposalWeights, bigint>>;
};

/** Σ weight · x/Σx of each claim, as whole numbers over one denominator; factors of which nobody has any drop out. */
function weigh(claims: readonly Claim[], weights: ProposalWeights): Map<string, bigint> {
  const factors = weightIds
    .map((id) => ({ id, sum: claims.reduce((sum, one) => sum + one.measures[id], 0n) }))
    .filter(({ id, sum }) => sum > 0n && weights[id] > 0);
  const common = factors.reduce((product, { sum }) => product * sum, 1n);
  return new Map(
    claims.map((one) => [
      one.estateId,
      factors.length === 0
        ? 1n
        : factors.reduce(
            (total, { id, sum }) => total + BigInt(weights[id]) * one.measures[id] * (common / sum),
            0n,
          ),
    ]),
  );
}

/** Divides by weight, nobody above their cap: who reaches it is filled, the rest divide what is left. */
function fill(money: bigint, claims: readonly Claim[], weights: ProposalWeights): Map<string, bigint> {
  const given = new Map<string, bigint>();
  let open = claims.filter(({ capFen }) => capFen > 0n);
  let left = money;
  while (left > 0n && open.length > 0) {
    const weightOf = weigh(open, weights);
    const positive = open.filter(({ estateId }) => (weightOf.get(estateId) ?? 0n) > 0n);
    const sharing = positive.length > 0 ? positive : open;
    const shares = divideByLargestRemainder(
      left,
      sharing.map(({ estateId }) => ({
        id: estateId,
        weight: positive.length > 0 ? (weightOf.get(estateId) ?? 0n) : 1n,
      })),
    );
    const full = sharing.filter(({ estateId, capFen }) => (shares.get(estateId) ?? 0n) >= capFen);
    if (full.length === 0) {
      for (const [id, share] of shares) given.set(id, share);
      return given;
    }
    for (const { estateId, capFen } of full) {
      given.set(estateId, capFen);
      left -= capFen;
    }
    const done = new Set(full.map(({ estateId }) => estateId));
    open = open.filter(({ estateId }) => !done.has(estateId));
  }
  return given;
}

type Open = ProposalNeed & { left: bigint };
const needKey = (one: Pick<ProposalNeed, 'projectId' | 'estateId' | 'item'>): string =>
  `${one.projectId}/${one.estateId}/${one.item}`;

/**
 * Proposes who gets what of each source: estates by weight (area, households, buildings, estates, need of the classes the
 * source may pay, gap to the scheme's cost), capped by need, earmarks kept; inside an estate by the items' needs. All in
 * whole fen by largest remainder; the order of sources, needs and estates given does not matter.
 */
export function proposeAllocation(
  sources: readonly ProposalSource[],
  needs: readonly ProposalNeed[],
  estates: readonly ProposalEstate[],
  weights: ProposalWeights,
): Proposal {
  const open: Open[] = [...needs]
    .sort((a, b) => byCodePoint(needKey(a), needKey(b)))
    .map((one) => ({ ...one, left: one.needFen }));
  const facts = new Map(estates.map((one) => [one.estateId, one]));
  const lines: ProposalLine[] = [];
  const leftFen = new Map<string, bigint>();
  for (const source of [...sources].sort(narrowFirst)) {
    const eligible = open.filter((one) => one.left > 0n && earmarkBreach(source, one) === null);
    const claims = claimsOf(eligible, open, facts);
    const given = fill(source.availableFen, claims, weights);
    let spent = 0n;
    for (const { estateId, capFen } of claims) {
      const amount = given.get(estateId) ?? 0n;
      if (amount === 0n) continue;
      spent += amount;
      const mine = eligible.filter((one) => one.estateId === estateId);
      const parts = divideByLargestRemainder(
        amount,
        mine.map((one) => ({ id: needKey(one), weight: one.left })),
      );
      for (const one of mine) {
        const part = parts.get(needKey(one)) ?? 0n;
        if (part === 0n) continue;
        one.left -= part;
        const { projectId, item, regionCode } = one;
        const why =
          amount === capFen ? '按权重已达到需求上限，按需求安排' : '按权重分得，在各项之间按需求分摊';
        lines.push({ sourceId: source.id, projectId, estateId, item, regionCode, amountFen: part, why });
      }
    }
    leftFen.set(source.id, source.availableFen - spent);
  }
  return { lines, leftFen };
}

function claimsOf(
  eligible: readonly Open[],
  all: readonly Open[],
  facts: ReadonlyMap<string, ProposalEstate>,
): Claim[] {
  const sumOf = (list: readonly Open[], estateId: string) =>
    list.reduce((sum, one) => (one.estateId === estateId ? sum + one.left : sum), 0n);
  return [...new Set(eligible.map(({ estateId }) => estateId))].map((estateId) => {
    const fact = facts.get(estateId);
    const capFen = sumOf(eligible, estateId);
    return {
      estateId,
      capFen,
      measures: {
        area: fact?.areaCm2 ?? 0n,
        households: fact?.households ?? 0n,
        buildings: fact?.buildings ?? 0n,
        estates: 1n,
        classNeed: capFen,
        gap: sumOf(all, estateId),
      },
    };
  });
}
