import { multiply, percentOf, ratio, readRatio, roundOf, smaller, subtract } from './ratio.ts';
import { fenOfYuan, m2Text, type Step, yuanText } from './step.ts';

export type ByCostRule = {
  readonly shares: { readonly district: string; readonly county: string };
  readonly capYuan: number;
  readonly clawback: 'proportional' | 'all';
};
export type ByCostInput = {
  readonly kind: 'district' | 'county';
  readonly areaCm2: bigint;
  /** Audited final cost. */
  readonly costFen: bigint;
  /** What the locality has put in so far. */
  readonly localFen: bigint;
};
export type ByCostAnswer = {
  readonly amountFen: bigint;
  /** What the locality owes: the rest of the counted cost and all above the cap. */
  readonly localDueFen: bigint;
  readonly missingFen: bigint;
  /** To be reclaimed or cut as long as the match is missing. */
  readonly clawbackFen: bigint;
  readonly steps: readonly Step[];
};

/**
 * Subsidy = share × audited final cost, which counts up to the cap per ㎡; all else is the locality's. A missing match
 * is answered by a clawback in proportion to what is missing, or of the whole subsidy, as the pack says. Rounded to the
 * fen, halves upwards; subsidy and local part always sum to the cost.
 * @throws RangeError when the area is not positive
 */
export function byCostSubsidy(rule: ByCostRule, input: ByCostInput): ByCostAnswer {
  if (input.areaCm2 <= 0n) throw new RangeError('no area');
  const cap = ratio(fenOfYuan(rule.capYuan) * input.areaCm2, 10_000n);
  const counted = smaller(ratio(input.costFen), cap);
  const share = readRatio(rule.shares[input.kind]);
  const amountFen = roundOf(multiply(counted, share));
  const localDueFen = input.costFen - amountFen;
  const missingFen = input.localFen >= localDueFen ? 0n : localDueFen - input.localFen;
  const clawbackFen =
    missingFen === 0n
      ? 0n
      : rule.clawback === 'all'
        ? amountFen
        : roundOf(ratio(amountFen * missingFen, localDueFen));
  return {
    amountFen,
    localDueFen,
    missingFen,
    clawbackFen,
    steps: [
      { label: '审计决算价', formula: '录入', value: yuanText(input.costFen) },
      {
        label: '计入补助的决算价',
        formula: `决算价与 ${rule.capYuan} 元/㎡ × ${m2Text(input.areaCm2)} 中较小者`,
        value: yuanText(roundOf(counted)),
      },
      {
        label: '超出部分',
        formula: '决算价 − 计入补助的决算价，由属地兜底',
        value: yuanText(roundOf(subtract(ratio(input.costFen), counted))),
      },
      {
        label: '补助金额',
        formula: `计入补助的决算价 × ${percentOf(share)}，四舍五入到分`,
        value: yuanText(amountFen),
      },
      { label: '属地应承担', formula: '决算价 − 补助金额', value: yuanText(localDueFen) },
      {
        label: '配套缺口',
        formula: `应承担 − 已到位 ${yuanText(input.localFen)}`,
        value: yuanText(missingFen),
      },
      {
        label: '追回或核减',
        formula: rule.clawback === 'all' ? '配套不到位的，全部补助' : '补助金额 × 配套缺口 ÷ 属地应承担',
        value: yuanText(clawbackFen),
      },
    ],
  };
}
