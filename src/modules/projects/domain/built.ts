import type { EstateFacts, Verdict } from './facts.ts';

/** Days are `YYYY-MM-DD`, both ends included. */
export type BuiltParams = {
  readonly mustTo: string;
  readonly aspireFrom: string;
  readonly aspireTo: string;
};
export type Target = 'must' | 'aspire';
export type BuiltFinding = {
  readonly met: Verdict;
  readonly target: Target | null;
  readonly evidence: string;
  readonly missing: string | null;
};

/** The days on which the estate may have been completed: one day, or the whole of a year. */
function periodOf(facts: EstateFacts): { first: string; last: string; text: string } | null {
  if (facts.builtOn) return { first: facts.builtOn, last: facts.builtOn, text: `${facts.builtOn} 建成` };
  if (facts.builtYear === null) return null;
  const year = String(facts.builtYear).padStart(4, '0');
  return { first: `${year}-01-01`, last: `${year}-12-31`, text: `${facts.builtYear} 年建成` };
}

const within = (period: { first: string; last: string }, from: string, to: string): boolean =>
  from <= period.first && period.last <= to;

/**
 * Year of completion against clause 二 and 三. With only a year known, all its days must lie on one side of a
 * cut-off; a year that a cut-off divides is unknown until the day is filed.
 */
export function judgeBuilt(facts: EstateFacts, params: BuiltParams): BuiltFinding {
  const period = periodOf(facts);
  if (!period)
    return {
      met: 'unknown',
      target: null,
      evidence: '未填建成年份',
      missing: '补填建成年份（以竣工验收时间为准）',
    };
  if (within(period, '0000-01-01', params.mustTo))
    return {
      met: 'yes',
      target: 'must',
      evidence: `${period.text}，不晚于 ${params.mustTo}，属必改`,
      missing: null,
    };
  if (within(period, params.aspireFrom, params.aspireTo))
    return {
      met: 'yes',
      target: 'aspire',
      evidence: `${period.text}，在 ${params.aspireFrom} 至 ${params.aspireTo} 之间，属力争`,
      missing: null,
    };
  if (period.first > params.aspireTo)
    return {
      met: 'no',
      target: null,
      evidence: `${period.text}，晚于 ${params.aspireTo}`,
      missing: '建成时间晚于截止日期，不属改造范围',
    };
  const missing = '补填竣工验收的具体日期';
  if (within(period, '0000-01-01', params.aspireTo))
    return { met: 'yes', target: null, evidence: `${period.text}，在范围内，但必改或力争不明`, missing };
  return { met: 'unknown', target: null, evidence: `${period.text}，截止日期在当年之内`, missing };
}
