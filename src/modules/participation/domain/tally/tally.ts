/**
 * The count of a legal vote, pure and exact.
 *
 *   tally(subject, votes, rules, thresholds) → MatterResult[]      one per matter, in the order of the paper
 *   checkTally(subject, votes) → TallyFault[]                      (check.ts) ask this before: tally throws on faults
 *   explainPerson(subject, votes, rules, matter, owner) → PersonAccount   (explain.ts) why a person counted so
 *
 * subject = {matters, parts}; thresholds come from the policy pack (`vote.thresholds`). Nothing here knows a clock:
 * closing times are the caller's.
 */
import { type Count, countMatter } from './count.ts';
import { larger, outcomeOf, type Side } from './outcome.ts';
import { type Chosen, choiceAt, effectiveChoices, makeRegister, type Register } from './register.ts';
import type { Choice, MatterClass, Outcome, Rules, Subject, Thresholds, Vote } from './vote.ts';

/** One way of reading the same ballots; all four are shown beside each other. */
export type Reading = {
  readonly rules: Rules;
  /** True for the one the estate's own rules call for. */
  readonly byRules: boolean;
  readonly outcome: Outcome;
};

/** Ballots and area of one answer as marked on the papers. */
export type Marked = { readonly parts: number; readonly areaCm2: number };

export type MatterResult = {
  readonly id: string;
  readonly class: MatterClass;
  /** The result with unreturned votes left out, 从众 as the rules say; what is announced. */
  readonly outcome: Outcome;
  /** Only where the rules say so: the result with unreturned votes joining the majority. */
  readonly withUnreturned?: Outcome;
  /** How papers were marked, before any rule: also shows how many chose 从众. */
  readonly marked: { readonly [K in Choice | 'unreturned']: Marked };
  /** Heads and areas under the rule for 从众, before anything joins a majority. */
  readonly count: Count;
  /** What 从众 and unreturned ones join, by heads and by area each on its own. */
  readonly majority: { readonly heads: Side; readonly areaCm2: Side };
  readonly readings: readonly Reading[];
  /** True when the four readings do not all agree whether it passed: to be said aloud at the announcement. */
  readonly disputed: boolean;
};

function markedOf(register: Register, chosen: Chosen): MatterResult['marked'] {
  const none = () => ({ parts: 0, areaCm2: 0 });
  const marked = { for: none(), against: none(), abstain: none(), follow: none(), unreturned: none() };
  for (const [index, part] of register.parts.entries()) {
    const sum = marked[choiceAt(chosen[index] ?? 0) ?? 'unreturned'];
    sum.parts += 1;
    sum.areaCm2 += part.areaCm2;
  }
  return marked;
}

/**
 * Counts every matter.
 * @throws RangeError on input that `checkTally` refuses
 */
export function tally(
  subject: Subject,
  votes: readonly Vote[],
  rules: Rules,
  thresholds: Thresholds,
): MatterResult[] {
  const register = makeRegister(subject);
  const all = { heads: register.persons.length, areaCm2: register.allCm2 };
  const chosen = effectiveChoices(register, votes);
  return subject.matters.map((matter, index) => {
    const row = chosen[index] ?? new Uint8Array(register.parts.length);
    const law = { class: matter.class, threshold: thresholds[matter.class], article: thresholds.article };
    const counts = {
      'count-with-majority': countMatter(register, row, 'count-with-majority'),
      abstain: countMatter(register, row, 'abstain'),
    };
    const outcome = (of: Rules): Outcome => {
      const byRules = of.unreturned === rules.unreturned;
      return outcomeOf(counts[of.follow], all, { unreturned: of.unreturned, byRules }, law);
    };
    const readings = (['abstain', 'count-with-majority'] as const).flatMap((follow) =>
      (['exclude', 'follow-majority'] as const).map((unreturned): Reading => {
        const of: Rules = { unreturned, follow };
        const byRules = rules.follow === follow && rules.unreturned === unreturned;
        return { rules: of, byRules, outcome: outcome(of) };
      }),
    );
    const count = counts[rules.follow];
    return {
      id: matter.id,
      class: matter.class,
      outcome: outcome({ ...rules, unreturned: 'exclude' }),
      ...(rules.unreturned === 'follow-majority' ? { withUnreturned: outcome(rules) } : {}),
      marked: markedOf(register, row),
      count,
      majority: { heads: larger(count.heads), areaCm2: larger(count.areaCm2) },
      readings,
      disputed: readings.some((one) => one.outcome.passed !== readings[0]?.outcome.passed),
    };
  });
}

/** One matter as the command line and the bundle tell it. */
export type TallyLine = { readonly id: string } & Outcome & {
    readonly withUnreturned?: { readonly id: string } & Outcome;
  };
export const tallyLine = ({ id, outcome, withUnreturned }: MatterResult): TallyLine => ({
  id,
  ...outcome,
  ...(withUnreturned ? { withUnreturned: { id, ...withUnreturned } } : {}),
});
