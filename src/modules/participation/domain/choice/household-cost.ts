import { divideByLargestRemainder } from '#shared/largest-remainder.ts';
import type { Fen } from '#shared/money.ts';
import type { ChoiceItem } from './types.ts';

/** Payer → share as a decimal string ("0.30"), frozen with the menu; shares sum to exactly 1. */
export type PayerShares = Readonly<Record<string, string>>;

/** Of whom the residents' part is asked, and by what weight; `areaCm2` is not read when divided equally. */
export type Division = {
  readonly method: 'area' | 'equal';
  readonly parts: readonly { readonly id: string; readonly areaCm2: bigint }[];
};

export type HouseholdCost = {
  /** What the item costs in all. */
  readonly estate: Fen;
  /** What the residents owe of it together. */
  readonly residents: Fen;
  /** What the one exclusive part owes. */
  readonly own: Fen;
};

/** Shares as whole numbers over one common power of ten. @throws RangeError when one is no decimal or they do not sum to 1 */
function shareWeights(shares: PayerShares): { id: string; weight: bigint }[] {
  const texts = Object.entries(shares).map(([id, text]) => {
    const digits = /^(0|1)(?:\.(\d{1,18}))?$/.exec(text);
    if (!digits) throw new RangeError(`not a share: ${text}`);
    return { id, whole: digits[1] ?? '0', fraction: digits[2] ?? '' };
  });
  const places = Math.max(0, ...texts.map(({ fraction }) => fraction.length));
  const weights = texts.map(({ id, whole, fraction }) => ({
    id,
    weight: BigInt(whole + fraction.padEnd(places, '0')),
  }));
  if (weights.reduce((all, { weight }) => all + weight, 0n) !== 10n ** BigInt(places))
    throw new RangeError('shares do not sum to 1');
  return weights;
}

/**
 * What one item would cost the estate, its residents and one exclusive part: the live preview beside a menu. Exact:
 * the parts' amounts of one item sum to what the residents owe. Items are divided each on its own, so that ticking one
 * never moves the amount of another.
 * @throws RangeError on shares that do not sum to 1, a part that is not in the division, or nobody to divide over
 */
export function householdCost(
  item: Pick<ChoiceItem, 'cost'>,
  shares: PayerShares,
  division: Division,
  partId: string,
): HouseholdCost {
  const residents = divideByLargestRemainder(item.cost, shareWeights(shares)).get('residents') ?? 0n;
  const parts = division.parts.map(({ id, areaCm2 }) => ({
    id,
    weight: division.method === 'area' ? areaCm2 : 1n,
  }));
  const own = divideByLargestRemainder(residents, parts).get(partId);
  if (own === undefined) throw new RangeError('the part is not among those the cost is divided over');
  return { estate: item.cost, residents: residents as Fen, own: own as Fen };
}
