import type { Answers, Question } from './question.ts';

/** How often one choice was taken; `id` is the option's, `yes`/`no`, or `1` to `5`. */
export type ChoiceCount = { readonly id: string; readonly title: string; readonly count: number };

/** The figures of one question. Money in fen; mean and median in the question's own unit, two decimals. */
export type QuestionFigures = {
  readonly id: string;
  /** Who answered it; those to whom it was hidden are not among them. */
  readonly answered: number;
  readonly choices: readonly ChoiceCount[];
  readonly mean: number | null;
  readonly median: number | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly sum: number | null;
};

const yesNo = [
  { id: 'yes', title: '是' },
  { id: 'no', title: '否' },
] as const;
const ratings = [5, 4, 3, 2, 1].map((one) => ({ id: String(one), title: `${one} 分` }));

function optionsOf(question: Question): readonly { readonly id: string; readonly title: string }[] {
  if (question.kind === 'yesNo') return yesNo;
  return question.kind === 'rating' ? ratings : question.options;
}

/** The choices one answer takes, as ids of `optionsOf`. */
function chosen(question: Question, value: Answers[string]): readonly string[] {
  if (question.kind === 'yesNo') return [value === true ? 'yes' : 'no'];
  if (question.kind === 'rating' || question.kind === 'single') return [String(value)];
  return Array.isArray(value) ? value : [];
}

/** Quotient of integers rounded half up to whole hundredths, as a number with two decimals. */
const hundredths = (sum: bigint, count: bigint): number => Number((sum * 2n + count) / (count * 2n)) / 100;

/** Mean, median and bounds, computed on whole hundredths. */
function spread(values: readonly number[]) {
  const none = { mean: null, median: null, least: null, most: null, sum: null };
  if (values.length === 0) return none;
  const fine = values
    .map((value) => BigInt(Math.round(value * 100)))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const count = BigInt(fine.length);
  const sum = fine.reduce((all, one) => all + one, 0n);
  const upper = fine[fine.length >> 1] ?? 0n;
  const lower = fine[(fine.length - 1) >> 1] ?? 0n;
  return {
    mean: hundredths(sum, count),
    median: hundredths(lower + upper, 2n),
    least: Number(fine[0] ?? 0n) / 100,
    most: Number(fine.at(-1) ?? 0n) / 100,
    sum: Number(sum) / 100,
  };
}

function figuresOf(question: Question, answers: readonly Answers[]): QuestionFigures {
  const values = answers.flatMap((one) => {
    const value = one[question.id];
    return value === undefined ? [] : [value];
  });
  const counts = new Map<string, number>();
  if (question.kind !== 'number' && question.kind !== 'money' && question.kind !== 'text')
    for (const value of values)
      for (const id of chosen(question, value)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const numbers = values.filter((value) => typeof value === 'number');
  return {
    id: question.id,
    answered: values.length,
    choices: optionsOf(question).map(({ id, title }) => ({ id, title, count: counts.get(id) ?? 0 })),
    ...spread(numbers),
  };
}

/** Figures of every question over a set of answers. */
export const summarise = (questions: readonly Question[], answers: readonly Answers[]): QuestionFigures[] =>
  questions.map((question) => figuresOf(question, answers));

/** One household's answers and where it lives. */
export type PlacedAnswers = {
  readonly building: string;
  readonly floor: number | null;
  readonly answers: Answers;
};
export type Group = {
  readonly name: string;
  readonly answered: number;
  readonly figures: readonly QuestionFigures[];
};
export type Figures = {
  readonly answered: number;
  readonly questions: readonly QuestionFigures[];
  readonly byBuilding: readonly Group[];
  readonly byFloor: readonly Group[];
};

function groups(
  questions: readonly Question[],
  placed: readonly PlacedAnswers[],
  nameOf: (one: PlacedAnswers) => string,
): Group[] {
  const sets = new Map<string, Answers[]>();
  for (const one of placed) {
    const name = nameOf(one);
    const set = sets.get(name);
    if (set) set.push(one.answers);
    else sets.set(name, [one.answers]);
  }
  return [...sets]
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .map(([name, set]) => ({ name, answered: set.length, figures: summarise(questions, set) }));
}

const floorName = (floor: number | null): string => (floor === null ? '楼层不详' : `${floor} 层`);

/** Everything counted of a survey: in all, by building and by floor. */
export const figuresOfSurvey = (
  questions: readonly Question[],
  placed: readonly PlacedAnswers[],
): Figures => ({
  answered: placed.length,
  questions: summarise(
    questions,
    placed.map((one) => one.answers),
  ),
  byBuilding: groups(questions, placed, (one) => one.building),
  byFloor: groups(questions, placed, (one) => floorName(one.floor)),
});

/** Households that said yes to the question of a meaning; null where the paper does not ask it. */
export function saidYes(
  questions: readonly Question[],
  figures: readonly QuestionFigures[],
  meaning: 'agree' | 'pay',
): number | null {
  const question = questions.find((one) => one.meaning === meaning);
  const found = figures.find((one) => one.id === question?.id);
  return question && found ? (found.choices.find((one) => one.id === 'yes')?.count ?? 0) : null;
}
