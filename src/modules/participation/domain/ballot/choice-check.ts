/** What a ballot may say: one choice for every matter of the vote, and only choices its rules offer. */
import type { Choice } from '../tally/vote.ts';

export type ChoiceFault =
  | { readonly kind: 'unknown-matter'; readonly matter: string }
  | { readonly kind: 'missing-matter'; readonly matter: string }
  | { readonly kind: 'follow-not-offered'; readonly matter: string }
  | { readonly kind: 'all-blank' };

export type Paper = {
  /** In the order of the paper. */
  readonly matters: readonly { readonly id: string; readonly title: string }[];
  /** Whether 从众 is offered: only as the estate's own rules say (聊城市物业管理条例 16). */
  readonly follow: boolean;
  /** A paper may be handed in with a matter left blank; on the screen every matter wants an answer. */
  readonly blanks: boolean;
};

/**
 * The choices in the order of the paper, or what is wrong with them.
 * @param given matter → choice; null or absent is blank
 */
export function readChoices(
  paper: Paper,
  given: ReadonlyMap<string, Choice | null>,
): { readonly choices: readonly (Choice | null)[] } | { readonly fault: ChoiceFault } {
  const known = new Set(paper.matters.map(({ id }) => id));
  for (const matter of given.keys())
    if (!known.has(matter)) return { fault: { kind: 'unknown-matter', matter } };
  const choices = paper.matters.map(({ id }) => given.get(id) ?? null);
  for (const [index, matter] of paper.matters.entries()) {
    if (choices[index] === 'follow' && !paper.follow)
      return { fault: { kind: 'follow-not-offered', matter: matter.title } };
    if (choices[index] === null && !paper.blanks)
      return { fault: { kind: 'missing-matter', matter: matter.title } };
  }
  return choices.every((choice) => choice === null) ? { fault: { kind: 'all-blank' } } : { choices };
}
