import type { Count } from './count.ts';
import type { ClassThreshold, Figures, Fraction, MatterClass, Outcome, Rules } from './vote.ts';
import { whyOf } from './why.ts';

/** Cross-multiplied: part/whole against a fraction, exact at any size. */
export function reaches(part: number, whole: number, fraction: Fraction, strict: boolean): boolean {
  const left = BigInt(part) * BigInt(fraction.den);
  const right = BigInt(whole) * BigInt(fraction.num);
  return strict ? left > right : left >= right;
}

/** The larger of for and against, which 从众 and unreturned ones join; null at a tie. */
export type Side = 'for' | 'against' | null;
export const larger = (sums: { readonly for: number; readonly against: number }): Side =>
  sums.for > sums.against ? 'for' : sums.against > sums.for ? 'against' : null;

type Joinable = {
  readonly for: number;
  readonly against: number;
  readonly follow: number;
  readonly unreturned: number;
};

/** Heads, or areas: each on its own. Where 从众 counts as an abstention, `follow` is 0 already. */
function figures(sums: Joinable, all: number, unreturned: Rules['unreturned']): Figures {
  const joins = unreturned === 'follow-majority';
  const joining = sums.follow + (joins ? sums.unreturned : 0);
  return {
    all,
    taking: joins ? all : all - sums.unreturned,
    for: sums.for + (larger(sums) === 'for' ? joining : 0),
  };
}

/** Both quorums and both majorities of one matter (民法典第二百七十八条); nobody on the roll is no quorum. */
export function outcomeOf(
  count: Count,
  all: { readonly heads: number; readonly areaCm2: number },
  { unreturned, byRules }: Pick<Rules, 'unreturned'> & { readonly byRules: boolean },
  law: { readonly class: MatterClass; readonly threshold: ClassThreshold; readonly article: string },
): Outcome {
  const heads = figures(count.heads, all.heads, unreturned);
  const areaCm2 = figures(count.areaCm2, all.areaCm2, unreturned);
  const { quorum: share, majority, strict } = law.threshold;
  const took = {
    heads: all.heads > 0 && reaches(heads.taking, heads.all, share, false),
    areaCm2: all.heads > 0 && reaches(areaCm2.taking, areaCm2.all, share, false),
  };
  const agreed = {
    heads: reaches(heads.for, heads.taking, majority, strict),
    areaCm2: reaches(areaCm2.for, areaCm2.taking, majority, strict),
  };
  const quorum = took.heads && took.areaCm2;
  const passed = quorum && agreed.heads && agreed.areaCm2;
  const why = whyOf({ heads, areaCm2, took, agreed, law, unreturned, byRules });
  return { heads, areaCm2, quorum, passed, why };
}
