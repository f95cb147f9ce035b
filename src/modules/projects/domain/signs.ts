import {
  type ConditionItem,
  type EstateFacts,
  type Grade,
  gradeNames,
  itemNames,
  type Verdict,
} from './facts.ts';

/** Which graded items count as signs, which grades count against them, and how many make the condition met. */
export type SignsParams = {
  readonly items: readonly ConditionItem[];
  readonly badGrades: readonly Grade[];
  readonly minBad: number;
  /** Ways of management, as written in the ledger, that count as one more sign. */
  readonly unmanaged: readonly string[];
  /** Beginnings of such ways: 无物业 covers 无物业公司 and 无物业服务 too. */
  readonly unmanagedPrefixes: readonly string[];
};

export type SignsFinding = {
  readonly met: Verdict;
  readonly evidence: string;
  readonly missing: string | null;
};

const compact = (text: string): string => text.replace(/\s+/gu, '');

/** Whether a way of management as written counts as none; anything not listed is a way of managing. */
function isUnmanaged(management: string, params: SignsParams): boolean {
  const written = compact(management);
  return (
    params.unmanaged.some((one) => compact(one) === written) ||
    params.unmanagedPrefixes.some((one) => written.startsWith(compact(one)))
  );
}

/**
 * Counts the signs of failed upkeep or poor facilities in three values: met once enough are known to be
 * bad, not met once the unknown ones could not make up the number, unknown in between.
 */
export function countSigns(facts: EstateFacts, params: SignsParams): SignsFinding {
  const bad: string[] = [];
  const unknown: string[] = [];
  for (const item of params.items) {
    const grade = facts.condition[item] ?? null;
    if (grade === null) unknown.push(itemNames[item]);
    else if (params.badGrades.includes(grade)) bad.push(`${itemNames[item]}${gradeNames[grade]}`);
  }
  if (params.unmanaged.length + params.unmanagedPrefixes.length > 0) {
    if (facts.management === null) unknown.push('物业管理方式');
    else if (isUnmanaged(facts.management, params)) bad.push(`物业管理“${facts.management}”`);
  }
  const met: Verdict =
    bad.length >= params.minBad ? 'yes' : bad.length + unknown.length < params.minBad ? 'no' : 'unknown';
  const found = bad.length > 0 ? `${bad.join('、')}，共 ${bad.length} 项` : '没有差或缺失的项';
  const open = unknown.length > 0 ? `；未填：${unknown.join('、')}` : '';
  const missing = {
    yes: null,
    no: `还差 ${params.minBad - bad.length} 项才达到认定标准`,
    unknown: `补填${unknown.join('、')}`,
  }[met];
  return { met, evidence: `${found}（标准：至少 ${params.minBad} 项）${open}`, missing };
}
