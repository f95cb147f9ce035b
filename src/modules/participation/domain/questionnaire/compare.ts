import type { Question } from './question.ts';
import type { QuestionFigures } from './summary.ts';

/** One question asked before and after; shares as counts of answers, means with two decimals. */
export type Compared = {
  readonly id: string;
  readonly title: string;
  readonly kind: Question['kind'];
  readonly before: QuestionFigures;
  readonly after: QuestionFigures;
  /** Difference of the means (ratings, numbers, money), two decimals; null where one has none. */
  readonly change: number | null;
};
type Side = { readonly questions: readonly Question[]; readonly figures: readonly QuestionFigures[] };

const sameOptions = (a: Question, b: Question): boolean =>
  a.options.length === b.options.length && a.options.every((one, n) => one.id === b.options[n]?.id);

/** The questions two surveys share (same number, kind, wording of choices) side by side; texts are not compared. */
export function compareSurveys(before: Side, after: Side): Compared[] {
  return after.questions.flatMap((question) => {
    const former = before.questions.find((one) => one.id === question.id);
    const [was, is] = [before, after].map((side) => side.figures.find((one) => one.id === question.id));
    if (!former || !was || !is || question.kind === 'text') return [];
    if (former.kind !== question.kind || former.title !== question.title || !sameOptions(former, question))
      return [];
    const change =
      was.mean === null || is.mean === null ? null : Math.round((is.mean - was.mean) * 100) / 100;
    return [{ id: question.id, title: question.title, kind: question.kind, before: was, after: is, change }];
  });
}
