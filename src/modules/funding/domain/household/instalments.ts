import { divideInOrder } from '#shared/largest-remainder.ts';
import type { BillState } from './words.ts';

/** Share as decimal text of the due amount, until a day. */
export type Instalment = { readonly dueOn: string; readonly share: string };
export type InstalmentAmount = {
  readonly dueOn: string;
  readonly amountFen: bigint;
  /** Of it paid already: payments fill the earliest first. */
  readonly paidFen: bigint;
};

const digits = /^(0|1)(?:\.(\d{1,6}))?$/;
const millionths = (share: string): bigint => {
  const [, whole = '0', fraction = ''] = digits.exec(share) ?? [];
  return BigInt(whole + fraction.padEnd(6, '0'));
};

/** Whether the plan can be used: ascending days, positive shares that sum to 1. */
export function planFault(plan: readonly Instalment[]): 'empty' | 'days' | 'share' | null {
  if (plan.length === 0) return 'empty';
  if (plan.some((one, n) => n > 0 && one.dueOn <= (plan[n - 1]?.dueOn ?? ''))) return 'days';
  if (plan.some((one) => !digits.test(one.share) || millionths(one.share) === 0n)) return 'share';
  return plan.reduce((sum, one) => sum + millionths(one.share), 0n) === 1_000_000n ? null : 'share';
}

/** A due amount cut into its instalments, to the fen; they sum to it exactly. */
export function instalmentsOf(
  dueFen: bigint,
  paidFen: bigint,
  plan: readonly Instalment[],
): InstalmentAmount[] {
  if (plan.length === 0) return [];
  const amounts = divideInOrder(
    dueFen,
    plan.map((one, n) => ({ id: String(n).padStart(3, '0'), weight: millionths(one.share) })),
  );
  let left = paidFen;
  return plan.map(({ dueOn }, n) => {
    const amountFen = amounts[n] ?? 0n;
    const filled = left < amountFen ? left : amountFen;
    left -= filled;
    return { dueOn, amountFen, paidFen: filled };
  });
}

/** Of a due amount what should have been paid by the end of a day's eve and is not: arrears 欠缴. */
export const overdueFen = (
  dueFen: bigint,
  paidFen: bigint,
  plan: readonly Instalment[],
  today: string,
): bigint =>
  instalmentsOf(dueFen, paidFen, plan)
    .filter(({ dueOn }) => dueOn < today)
    .reduce((sum, one) => sum + one.amountFen - one.paidFen, 0n);

export type BillFigures = {
  readonly dueFen: bigint | null;
  /** Paid less refunded. */
  readonly netFen: bigint;
};

export function billStateOf(
  { dueFen, netFen }: BillFigures,
  plan: readonly Instalment[],
  today: string,
): BillState {
  if (dueFen === null) return 'undue';
  if (netFen > dueFen) return 'overpaid';
  if (dueFen === 0n) return 'free';
  if (netFen === dueFen) return 'paid';
  return overdueFen(dueFen, netFen, plan, today) > 0n ? 'arrears' : 'open';
}
