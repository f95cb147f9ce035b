import {
  add,
  ceilOf,
  compare,
  divide,
  floorOf,
  multiply,
  percentOf,
  type Ratio,
  ratio,
  readRatio,
  roundOf,
  smaller,
  subtract,
} from './ratio.ts';
import { fenOfYuan, m2Text, type Step, yuanText } from './step.ts';

export const renovationClasses = ['basic', 'improvement', 'enhancement'] as const;
export type RenovationClass = (typeof renovationClasses)[number];
export const classNames: Readonly<Record<RenovationClass, string>> = {
  basic: '基础类',
  improvement: '完善类',
  enhancement: '提升类',
};

/** The rule's figures, from the pack; floors are shares as text. */
export type ByAreaRule = {
  readonly baseCapYuan: number;
  readonly floors: Readonly<Record<RenovationClass, string>>;
  readonly abovePoints: number;
  readonly aboveCapPoints: number;
  readonly belowPoints: number;
  readonly belowPart: 'whole' | 'up';
};
export type ByAreaInput = {
  readonly areaCm2: bigint;
  /** Subsidy ratio before the adjustment, decimal text from 0 to 1; the published summary gives none. */
  readonly ratio: string;
  /** Investment of each class without lifts, and what residents pay of it. */
  readonly classes: Readonly<
    Record<RenovationClass, { readonly costFen: bigint; readonly residentsFen: bigint }>
  >;
};
export type ByAreaAnswer = {
  readonly amountFen: bigint;
  /** Percentage points added to the ratio, negative when taken off. */
  readonly points: number;
  /** Class → whether residents reach the class's own floor. */
  readonly floorsMet: Readonly<Record<RenovationClass, boolean>>;
  readonly steps: readonly Step[];
};

const sumOf = (input: ByAreaInput, pick: 'costFen' | 'residentsFen'): bigint =>
  renovationClasses.reduce((sum, one) => sum + input.classes[one][pick], 0n);

/** Points by which the ratio moves; `above` is the residents' share less the floor, as a fraction of the investment. */
function pointsOf(rule: ByAreaRule, above: Ratio): bigint {
  const distance = multiply(above, ratio(100n));
  if (above.num >= 0n) {
    const gained = ceilOf(distance) * BigInt(rule.abovePoints);
    const cap = BigInt(rule.aboveCapPoints);
    return gained < cap ? gained : cap;
  }
  const below = { num: -distance.num, den: distance.den };
  return -(rule.belowPart === 'up' ? ceilOf(below) : floorOf(below)) * BigInt(rule.belowPoints);
}

/**
 * Subsidy = base × (ratio ± performance) × area. The base per ㎡ is what was spent, at most the cap; the ratio gains for
 * each point residents pay above the floors (weighted by the classes' investment, lifts excluded), a part of a point
 * counting as one, and loses for each point below. The ratio stays within 0 and 1. Rounded to the fen, halves upwards.
 * @throws RangeError when nothing was spent or the area is not positive
 */
export function byAreaSubsidy(rule: ByAreaRule, input: ByAreaInput): ByAreaAnswer {
  const cost = sumOf(input, 'costFen');
  const residents = sumOf(input, 'residentsFen');
  if (cost <= 0n || input.areaCm2 <= 0n) throw new RangeError('nothing spent, or no area');
  const floorFen = renovationClasses.reduce(
    (sum, one) => add(sum, multiply(ratio(input.classes[one].costFen), readRatio(rule.floors[one]))),
    ratio(0n),
  );
  const paid = ratio(residents, cost);
  const floor = divide(floorFen, ratio(cost));
  const points = pointsOf(rule, subtract(paid, floor));
  const wanted = add(readRatio(input.ratio), ratio(points, 100n));
  const share = compare(wanted, ratio(0n)) < 0 ? ratio(0n) : smaller(wanted, ratio(1n));
  const capFen = ratio(fenOfYuan(rule.baseCapYuan) * input.areaCm2, 10_000n);
  const base = smaller(ratio(cost), capFen);
  const amountFen = roundOf(multiply(base, share));
  return {
    amountFen,
    points: Number(points),
    floorsMet: Object.fromEntries(
      renovationClasses.map((one) => {
        const { costFen, residentsFen } = input.classes[one];
        return [
          one,
          compare(ratio(residentsFen), multiply(ratio(costFen), readRatio(rule.floors[one]))) >= 0,
        ];
      }),
    ) as ByAreaAnswer['floorsMet'],
    steps: [
      { label: '投资（不含电梯）', formula: '基础类 + 完善类 + 提升类', value: yuanText(cost) },
      {
        label: '补助基数',
        formula: `投资与 ${rule.baseCapYuan} 元/㎡ × ${m2Text(input.areaCm2)} 中较小者`,
        value: yuanText(roundOf(base)),
      },
      { label: '居民自筹下限', formula: '各类投资 × 该类下限之和 ÷ 投资', value: percentOf(floor) },
      {
        label: '居民自筹比例',
        formula: `${yuanText(residents)} ÷ ${yuanText(cost)}`,
        value: percentOf(paid),
      },
      {
        label: '绩效系数',
        formula: `每超 1 个百分点 +${rule.abovePoints}（不足一个按一个，至多 +${rule.aboveCapPoints}），每低 1 个 −${rule.belowPoints}`,
        value: `${points > 0n ? '+' : ''}${points} 个百分点`,
      },
      { label: '补助比例', formula: '补助比例 ± 绩效系数，限于 0 到 100%', value: percentOf(share) },
      { label: '补助金额', formula: '补助基数 × 补助比例，四舍五入到分', value: yuanText(amountFen) },
    ],
  };
}
