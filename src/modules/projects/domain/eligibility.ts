import { type BuiltParams, judgeBuilt, type Target } from './built.ts';
import { type Exclusion, judgeClearance } from './clearance.ts';
import type { EstateFacts, Verdict } from './facts.ts';
import { countSigns, type SignsParams } from './signs.ts';
import { judgeUrban, type UrbanParams } from './urban.ts';
import { judgeWish, type WishParams } from './wish.ts';

/** Everything clause 三 leaves to figures and lists; filled from the rule pack. */
export type EligibilityParams = {
  readonly urban: UrbanParams;
  readonly land: readonly ('state' | 'collective')[];
  readonly built: BuiltParams;
  readonly upkeep: SignsParams;
  readonly facilities: SignsParams;
  readonly wish: WishParams;
  /** The plans that exclude an estate; one that is not listed is not judged. */
  readonly exclusions: readonly Exclusion[];
};

export const conditionIds = [
  'urban',
  'land',
  'builtYear',
  'upkeep',
  'facilities',
  'wish',
  'noClearance',
] as const;
export type ConditionId = (typeof conditionIds)[number];

export const conditionNames: Readonly<Record<ConditionId, string>> = {
  urban: '位于城区',
  land: '国有土地',
  builtYear: '建成年份',
  upkeep: '失养失修失管',
  facilities: '配套设施不完善',
  wish: '居民改造意愿强烈',
  noClearance: '未拟拆迁或棚改',
};

export type ConditionVerdict = {
  readonly id: ConditionId;
  readonly title: string;
  readonly clause: '三';
  readonly met: Verdict;
  readonly evidence: string;
  /** What would have to be filed or to change; null when the condition is met. */
  readonly missing: string | null;
};

export type Eligibility = {
  readonly eligible: Verdict;
  readonly target: Target | null;
  readonly conditions: readonly ConditionVerdict[];
};

type Finding = { readonly met: Verdict; readonly evidence: string; readonly missing: string | null };

function judgeLand(facts: EstateFacts, accepted: readonly string[]): Finding {
  if (facts.land === null) return { met: 'unknown', evidence: '未填土地性质', missing: '补填土地性质' };
  const met = accepted.includes(facts.land);
  const name = facts.land === 'state' ? '国有土地' : '集体土地';
  return { met: met ? 'yes' : 'no', evidence: name, missing: met ? null : `${name}不属改造范围` };
}

/**
 * Judges an estate by clause 三, one verdict per condition. The whole is `no` as soon as one condition is not
 * met, else `unknown` as soon as one is unknown; unknown is never read as met.
 */
export function judgeEligibility(facts: EstateFacts, params: EligibilityParams): Eligibility {
  const built = judgeBuilt(facts, params.built);
  const findings: Record<ConditionId, Finding> = {
    urban: judgeUrban(facts, params.urban),
    land: judgeLand(facts, params.land),
    builtYear: { met: built.met, evidence: built.evidence, missing: built.missing },
    upkeep: countSigns(facts, params.upkeep),
    facilities: countSigns(facts, params.facilities),
    wish: judgeWish(facts, params.wish),
    noClearance: judgeClearance(facts, params.exclusions),
  };
  const conditions = conditionIds.map((id) => ({
    id,
    title: conditionNames[id],
    clause: '三' as const,
    ...findings[id],
  }));
  return { eligible: overall(conditions.map((one) => one.met)), target: built.target, conditions };
}

function overall(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('unknown') ? 'unknown' : 'yes';
}
