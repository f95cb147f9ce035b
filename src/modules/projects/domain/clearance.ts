import type { EstateFacts, Verdict } from './facts.ts';

/** A plan for the estate that keeps it out of the renovation (clause 三). */
export type Exclusion = { readonly id: 'demolition' | 'shantyTown'; readonly title: string };

/**
 * The fact an exclusion is judged by. Shanty-town redevelopment that is not told apart is covered by the
 * ledger's one column 拆迁/棚改, which stands in `demolition`.
 */
const factOf: Readonly<Record<Exclusion['id'], (facts: EstateFacts) => boolean | null>> = {
  demolition: (facts) => facts.demolition,
  shantyTown: (facts) => facts.shantyTown ?? facts.demolition,
};

const factNames: Readonly<Record<Exclusion['id'], string>> = { demolition: '拆迁', shantyTown: '棚改' };

const namesOf = (list: readonly Exclusion[]): string => list.map((one) => one.title).join('、');
const factsIn = (list: readonly Exclusion[]): string => list.map((one) => factNames[one.id]).join('或');

/**
 * No plan excludes the estate (clause 三, 拟拆迁或棚改的除外): every exclusion the pack lists is judged by its
 * own fact, one it does not list is not judged. One that applies settles it, else an unknown one leaves it open.
 */
export function judgeClearance(
  facts: EstateFacts,
  exclusions: readonly Exclusion[],
): { met: Verdict; evidence: string; missing: string | null } {
  const is = (value: boolean | null): Exclusion[] =>
    exclusions.filter((one) => factOf[one.id](facts) === value);
  const [hit, open] = [is(true), is(null)];
  if (hit.length > 0)
    return {
      met: 'no',
      evidence: `已列入（${namesOf(hit)}）`,
      missing: `列入${factsIn(hit)}的小区不得纳入`,
    };
  if (open.length > 0)
    return {
      met: 'unknown',
      evidence: `未填是否列入${factsIn(open)}`,
      missing: `补填是否列入${factsIn(open)}`,
    };
  return { met: 'yes', evidence: `未列入（${namesOf(exclusions)}）`, missing: null };
}
