import { divideByLargestRemainder } from '#shared/largest-remainder.ts';
import { add, multiply, percentOf, type Ratio, ratio, readRatio } from './ratio.ts';
import { type Step, yuanText } from './step.ts';

export const volumeFactors = ['area', 'households', 'buildings', 'estates'] as const;
type VolumeFactor = (typeof volumeFactors)[number];
export const factorNames: Readonly<Record<VolumeFactor | 'performance', string>> = {
  area: '面积',
  households: '户数',
  buildings: '楼栋数',
  estates: '小区数',
  performance: '绩效',
};

/** Weights as decimal text, shares of the whole pot that sum to 1. */
export type CentralRule = Readonly<Record<VolumeFactor | 'performance', string>>;

/** A region that shares in the pot. Volumes are whole numbers (area in cm²), the other two decimal text. */
export type CentralRegion = {
  readonly id: string;
  readonly areaCm2: bigint;
  readonly households: bigint;
  readonly buildings: bigint;
  readonly estates: bigint;
  /** 财政困难系数. */
  readonly difficulty: string;
  /** Score of the evaluation; only read where the rule weighs performance. */
  readonly performance: string;
};

export type CentralShare = {
  readonly id: string;
  readonly amountFen: bigint;
  /** Share of the pot before rounding to fen, as percent. */
  readonly share: string;
  /** Factor → its part of the share, as percent. */
  readonly parts: Readonly<Record<VolumeFactor | 'performance', string>>;
};
export type CentralAnswer = { readonly shares: readonly CentralShare[]; readonly steps: readonly Step[] };

/** A factor that carries weight but of which no region has anything. */
export class NothingToWeigh extends RangeError {
  readonly factor: VolumeFactor | 'performance';
  constructor(factor: VolumeFactor | 'performance') {
    super(`no region has any ${factor}`);
    this.factor = factor;
  }
}

const volumeOf = (region: CentralRegion, factor: VolumeFactor): bigint =>
  factor === 'area' ? region.areaCm2 : region[factor];

/** Factor → each region's part, weight included; parts of one factor sum to its weight. */
function partsOf(
  rule: CentralRule,
  regions: readonly CentralRegion[],
  factor: VolumeFactor | 'performance',
): Ratio[] {
  const weight = readRatio(rule[factor]);
  if (weight.num === 0n) return regions.map(() => ratio(0n));
  const measures = regions.map((region) =>
    factor === 'performance'
      ? readRatio(region.performance)
      : multiply(ratio(volumeOf(region, factor)), readRatio(region.difficulty)),
  );
  const sum = measures.reduce(add, ratio(0n));
  if (sum.num === 0n) throw new NothingToWeigh(factor);
  return measures.map((one) => multiply(weight, ratio(one.num * sum.den, one.den * sum.num)));
}

/**
 * Divides a central grant over regions: Σ over area, households, buildings and estates of weight · (x·d)/Σ(x·d) with
 * the fiscal difficulty d, plus weight · score/Σ score for performance. Exact fractions; whole fen by largest remainder,
 * ties by id, so that the amounts sum to the pot.
 * @throws NothingToWeigh, RangeError on no regions or an unreadable figure
 */
export function centralAllocation(
  potFen: bigint,
  rule: CentralRule,
  regions: readonly CentralRegion[],
): CentralAnswer {
  if (regions.length === 0) throw new RangeError('no regions');
  const factors = [...volumeFactors, 'performance'] as const;
  const parts = factors.map((factor) => partsOf(rule, regions, factor));
  const shares = regions.map((_region, at) =>
    parts.reduce((sum, list) => add(sum, list[at] ?? ratio(0n)), ratio(0n)),
  );
  const common = shares.reduce((den, one) => den * one.den, 1n);
  const amounts = divideByLargestRemainder(
    potFen,
    regions.map(({ id }, at) => {
      const share = shares[at] ?? ratio(0n);
      return { id, weight: share.num * (common / share.den) };
    }),
  );
  return {
    shares: regions.map(({ id }, at) => ({
      id,
      amountFen: amounts.get(id) ?? 0n,
      share: percentOf(shares[at] ?? ratio(0n)),
      parts: Object.fromEntries(
        factors.map((factor, n) => [factor, percentOf(parts[n]?.[at] ?? ratio(0n))]),
      ) as CentralShare['parts'],
    })),
    steps: stepsOf(potFen, rule),
  };
}

const stepsOf = (potFen: bigint, rule: CentralRule): Step[] => [
  { label: '待分配资金', formula: '录入', value: yuanText(potFen) },
  ...[...volumeFactors, 'performance' as const]
    .filter((factor) => readRatio(rule[factor]).num > 0n)
    .map((factor) => ({
      label: `${factorNames[factor]}因素`,
      formula:
        factor === 'performance'
          ? '权重 × 得分 ÷ 得分合计'
          : '权重 ×（数量 × 困难系数）÷ 各地（数量 × 困难系数）合计',
      value: `权重 ${percentOf(readRatio(rule[factor]))}`,
    })),
  {
    label: '取整',
    formula: '先舍到分，余下的分按余数从大到小逐一补，余数相同按代码',
    value: '合计等于待分配资金',
  },
];
