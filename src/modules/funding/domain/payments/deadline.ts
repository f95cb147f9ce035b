import type { Day } from '#shared/day.ts';
import { type AnswerClock, answerDue, type Holidays } from '#shared/working-days.ts';

/** Longest term in days a contract may agree, by who is paid (保障中小企业款项支付条例). */
export type DeadlineRule = {
  readonly sme: number;
  readonly smeAgreed: number;
  readonly other: number;
  readonly unit: AnswerClock['unit'];
};

/**
 * The last day of the term: the day on which the complete request came is not counted (民法典 201). A last day on a
 * holiday is not moved on: the payer gains nothing by it.
 * @throws RangeError when the holidays leave no working day within a year
 */
export const paymentDue = (complete: Day, clock: AnswerClock, holidays: Holidays): Day =>
  answerDue(complete, clock, holidays);

/** The longest term a contract may name: `agreed` says that the contract itself names one. */
export const longestTerm = (rule: DeadlineRule, sme: boolean, agreed: boolean): number => {
  if (!sme) return rule.other;
  return agreed ? rule.smeAgreed : rule.sme;
};

/** Whole calendar days after the due day; 0 while it is not over. */
export const daysLate = (due: Day, today: Day): number =>
  Math.max(0, Temporal.PlainDate.from(due).until(today, { largestUnit: 'days' }).days);

/**
 * Interest on what is paid late, in fen, rounded half up.
 * @param perTenThousand ten-thousandths of what is owed for each day
 */
export const lateInterest = (amountFen: bigint, late: number, perTenThousand: number): bigint =>
  (amountFen * BigInt(late) * BigInt(perTenThousand) + 5_000n) / 10_000n;
