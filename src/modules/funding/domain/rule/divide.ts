import { divideParts, partWeights } from '../share/divide-parts.ts';
import { ShareFault, type SharePart } from '../share/types.ts';
import { type LineShares, payerTotals } from './apply.ts';
import type { Division } from './types.ts';
import { yuanText } from './why.ts';

/** The residents' part of the lines that share one way of division, divided over the exclusive parts. */
export type DividedGroup = {
  readonly division: Division;
  readonly owedFen: bigint;
  /** Part → fen; null where it cannot be divided, and `why` says so. */
  readonly amounts: ReadonlyMap<string, bigint> | null;
  readonly why: string;
};

const methodText = {
  area: '按专有部分面积（民法典第二百八十三条）',
  equal: '按户平均',
  'floor-coefficient': '按楼层系数 × 专有部分面积',
};

function refusalText(fault: ShareFault): string {
  if (fault.code === 'funding.share.floor')
    return `有专有部分没有登记楼层，或其楼层（${fault.values.floor}）没有系数`;
  if (fault.code === 'funding.share.no-parts') return '花名册中没有专有部分，无法分到户';
  return '各专有部分的面积或系数均为零，无法分摊';
}

/** @param shares lines of one estate, as `applyRules` answered */
export function divideResidents(
  shares: readonly LineShares[],
  divisions: readonly Division[],
  parts: readonly SharePart[],
): DividedGroup[] {
  const named = new Set(divisions.flatMap(({ items }) => items));
  return divisions.flatMap((division): DividedGroup[] => {
    const own = shares.filter(({ line }) =>
      division.items.length > 0 ? division.items.includes(line.facts.item) : !named.has(line.facts.item),
    );
    const owedFen = payerTotals(own).get('residents') ?? 0n;
    if (owedFen === 0n) return [];
    try {
      const amounts = new Map(
        divideParts(owedFen, division, parts).map(({ id, amountFen }) => [id, amountFen]),
      );
      return [{ division, owedFen, amounts, why: methodText[division.method] }];
    } catch (fault) {
      if (!(fault instanceof ShareFault)) throw fault;
      return [{ division, owedFen, amounts: null, why: refusalText(fault) }];
    }
  });
}

/** One part's own share in words: what the residents owe, its weight among all, the fen it comes to. */
export function whyPart(
  groups: readonly DividedGroup[],
  parts: readonly SharePart[],
  partId: string,
): string[] {
  return groups.flatMap(({ division, owedFen, amounts, why }) => {
    if (!amounts) return [`居民应出 ${yuanText(owedFen)}：${why}`];
    const weights = partWeights(parts, division);
    const sum = weights.reduce((all, one) => all + one, 0n);
    const own = weights[parts.findIndex(({ id }) => id === partId)] ?? 0n;
    return [
      `居民应出 ${yuanText(owedFen)}，${why}分摊：${yuanText(owedFen)} × ${own}/${sum}，尾差按最大余额，本户 ${yuanText(amounts.get(partId) ?? 0n)}`,
    ];
  });
}
