import { divideByLargestRemainder } from '#shared/largest-remainder.ts';
import { type Line, worksOf } from './line.ts';

/** Rates of a scheme in hundredths of a percent, and what contingency is reckoned on. */
export type Rates = {
  readonly otherBp: number;
  readonly contingencyBp: number;
  readonly contingencyOn: 'works' | 'worksAndOther';
};

/** All in fen. `amounts`: line id → works and the line's part of other cost and contingency; they sum to `total`. */
export type Cost = {
  readonly works: bigint;
  readonly other: bigint;
  readonly contingency: bigint;
  readonly total: bigint;
  readonly amounts: ReadonlyMap<string, bigint>;
};

const percentOf = (fen: bigint, bp: number): bigint => (fen * BigInt(bp) + 5_000n) / 10_000n;

/**
 * The cost of a scheme. Other cost and contingency are each rounded half up and spread over the lines by their works,
 * by largest remainder; the order of the lines never matters.
 * @throws RangeError on an id that stands twice
 */
export function costOf(
  lines: readonly Pick<Line, 'id' | 'quantityMilli' | 'unitPriceFen'>[],
  rates: Rates,
): Cost {
  const own = lines.map((line) => ({ id: line.id, weight: worksOf(line) }));
  const works = own.reduce((sum, { weight }) => sum + weight, 0n);
  const other = percentOf(works, rates.otherBp);
  const base = rates.contingencyOn === 'works' ? works : works + other;
  const contingency = percentOf(base, rates.contingencyBp);
  const others = divideByLargestRemainder(other, own);
  const reserves = divideByLargestRemainder(contingency, own);
  const amounts = new Map(
    own.map(({ id, weight }) => [id, weight + (others.get(id) ?? 0n) + (reserves.get(id) ?? 0n)]),
  );
  return { works, other, contingency, total: works + other + contingency, amounts };
}
