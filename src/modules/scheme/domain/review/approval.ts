import { dayWords } from '../day-words.ts';
import { type Outcome, outcomeSentences } from './seat.ts';

/** One estate's public notice of a version. */
export type EstateNotice = {
  readonly estateName: string;
  /** Null: none hangs. */
  readonly notice: {
    readonly postedOn: string;
    readonly until: string;
    /** Numbers of the objections without an answer. */
    readonly unanswered: readonly string[];
  } | null;
  /** Numbers of the objections that make the estate disputed and are not settled (五(二)). */
  readonly disputes: readonly string[];
};

export const approvalCheckIds = [
  'review',
  'notice',
  'period',
  'objections',
  'disputes',
  'variances',
  'investment',
  'persons',
] as const;
export type ApprovalCheckId = (typeof approvalCheckIds)[number];
const checkNames: Readonly<Record<ApprovalCheckId, string>> = {
  review: '联合审查通过',
  notice: '每个小区都已公示',
  period: '公示期满',
  objections: '公示期内的异议都已答复',
  disputes: '没有未了结的争议',
  variances: '规划指标放宽事项都已办结（七(三)）',
  investment: '概算不超估算、投资不超核定的概算，或者已有报告、核定（政府投资条例 12、23）',
  persons: '批准人不是提交人',
};

/** `missing`: exactly what is lacking, one sentence each; empty when the check is met. */
export type ApprovalCheck = {
  readonly id: ApprovalCheckId;
  readonly title: string;
  readonly missing: readonly string[];
  /** Nothing can be said before every estate has its notice. */
  readonly later: boolean;
};

export type ApprovalFacts = {
  /** Null: no round was held. */
  readonly review: { readonly passed: boolean; readonly outcome: Outcome } | null;
  readonly estates: readonly EstateNotice[];
  /** What is asked for and not decided, in words. */
  readonly openVariances: readonly string[];
  /** What the two rules on investment have against it, in words. */
  readonly investment: readonly string[];
  readonly submittedBy: string;
  /** Whoever looks is the one who handed it in. */
  readonly samePerson: boolean;
  readonly today: string;
};

function reviewMissing(review: ApprovalFacts['review']): string[] {
  if (!review) return ['还没有发起联合审查'];
  if (review.passed) return [];
  const sentences = outcomeSentences(review.outcome);
  return sentences.length > 0 ? sentences : ['各单位意见已齐，还没有作出审查结论'];
}

const each = <T>(list: readonly T[], words: (one: T) => string | null): string[] =>
  list.map(words).filter((one) => one !== null);

/** Everything an approval needs, met or not (四(二)2 and the pack's `scheme.review`, `notice.days`). */
export function approvalChecks(facts: ApprovalFacts): ApprovalCheck[] {
  const { estates, today } = facts;
  const missing: Readonly<Record<ApprovalCheckId, readonly string[]>> = {
    review: reviewMissing(facts.review),
    notice: each(estates, ({ estateName, notice }) => (notice ? null : `${estateName}还没有公示这一版方案`)),
    // the last day of a notice is still a day to object on
    period: each(estates, ({ estateName, notice }) =>
      !notice || today > notice.until ? null : `${estateName}公示到${dayWords(notice.until)}，次日起可以批准`,
    ),
    objections: each(estates, ({ estateName, notice }) =>
      notice && notice.unanswered.length > 0
        ? `${estateName}有 ${notice.unanswered.length} 件异议未答复：${notice.unanswered.join('、')}`
        : null,
    ),
    disputes: each(estates, ({ estateName, disputes }) =>
      disputes.length > 0 ? `${estateName}有未了结的争议：${disputes.join('、')}` : null,
    ),
    variances: facts.openVariances,
    investment: facts.investment,
    persons: facts.samePerson ? [`这一版由${facts.submittedBy}提交，须由另一人批准`] : [],
  };
  const unposted = estates.some(({ notice }) => notice === null);
  return approvalCheckIds.map((id) => ({
    id,
    title: checkNames[id],
    missing: missing[id],
    later: unposted && missing[id].length === 0 && (id === 'period' || id === 'objections'),
  }));
}

/** What is missing in all, in the order of the checks. */
export const missingSentences = (checks: readonly ApprovalCheck[]): string[] =>
  checks.flatMap((check) => check.missing);
