import { fenOfYuan, type Step, yuanText } from './step.ts';

export type LiftRule = {
  readonly byFloors: readonly { readonly storeys: number; readonly yuan: number }[];
  readonly perUnsignedYuan: number;
};
export type LiftInput = {
  readonly floors: number;
  /** Households of the entrance, and those that have not signed. */
  readonly households: number;
  readonly unsigned: number;
};
export type LiftAnswer = { readonly amountFen: bigint; readonly steps: readonly Step[] };

/**
 * Subsidy of one lift: the sum of its entrance's floors less a sum per household that has not signed; never negative.
 * @throws RangeError when the rule names no sum for the floors, or more households are unsigned than there are
 */
export function liftSubsidy(rule: LiftRule, input: LiftInput): LiftAnswer {
  const row = rule.byFloors.find(({ storeys }) => storeys === input.floors);
  if (!row) throw new RangeError('floors not in the rule');
  if (input.unsigned > input.households) throw new RangeError('more unsigned than households');
  const full = fenOfYuan(row.yuan);
  const less = fenOfYuan(rule.perUnsignedYuan) * BigInt(input.unsigned);
  const amountFen = full > less ? full - less : 0n;
  return {
    amountFen,
    steps: [
      { label: '单元层数对应的补助', formula: `${input.floors} 层`, value: yuanText(full) },
      {
        label: '未签署同意的扣减',
        formula: `${input.unsigned} 户 × ${yuanText(fenOfYuan(rule.perUnsignedYuan))}`,
        value: yuanText(less),
      },
      { label: '补助金额', formula: '补助 − 扣减，不小于 0', value: yuanText(amountFen) },
    ],
  };
}
