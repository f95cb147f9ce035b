/** How a question is answered. Money is integer fen; a rating is 1 to 5. */
export const questionKinds = [
  'single',
  'several',
  'yesNo',
  'number',
  'money',
  'text',
  'rating',
  'items',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const kindNames: Readonly<Record<QuestionKind, string>> = {
  single: '单选',
  several: '多选',
  yesNo: '是/否',
  number: '数字',
  money: '金额',
  text: '文字',
  rating: '评分（1–5）',
  items: '改造内容',
};

/** What the ledger and the household visits know the question as; by it answers are taken over and figures frozen. */
export const meanings = ['agree', 'pay', 'payAmount', 'items', 'management'] as const;
export type Meaning = (typeof meanings)[number];

export const meaningNames: Readonly<Record<Meaning, string>> = {
  agree: '是否同意改造',
  pay: '是否愿意出资',
  payAmount: '愿意出资金额',
  items: '希望改造的内容',
  management: '物业管理方式',
};

/** The kind a question must have to carry a meaning. */
export const meaningKinds: Readonly<Record<Meaning, QuestionKind>> = {
  agree: 'yesNo',
  pay: 'yesNo',
  payAmount: 'money',
  items: 'items',
  management: 'single',
};

export type Option = { readonly id: string; readonly title: string };

export const tests = ['is', 'isNot', 'contains', 'atLeast', 'atMost'] as const;
export type Test = (typeof tests)[number];

/** Something an earlier question's answer must satisfy. A question that is hidden or unanswered satisfies nothing. */
export type Condition = {
  readonly question: string;
  readonly test: Test;
  /** Yes/no: boolean; single, several and items: option id; number, money and rating: number. */
  readonly value: string | number | boolean;
};

export type Question = {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly title: string;
  readonly hint: string;
  readonly required: boolean;
  /** Choices of single, several and items; for items ids of the catalogue. Empty for other kinds. */
  readonly options: readonly Option[];
  /** Most choices of several and items; null: any number. */
  readonly most: number | null;
  /** Unit, bounds and decimals (0 to 2) of a number; bounds of money in fen. */
  readonly unit: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly decimals: number;
  readonly meaning: Meaning | null;
  /** Shown when all of them hold; none: always shown. */
  readonly showIf: readonly Condition[];
};

export type Value = boolean | number | string | readonly string[];
/** Question id → answer; a question not answered is absent. */
export type Answers = Readonly<Record<string, Value>>;

export const hasOptions = (kind: QuestionKind): boolean =>
  kind === 'single' || kind === 'several' || kind === 'items';

/** Which tests make sense for an earlier question of a kind. */
export const testsOf: Readonly<Record<QuestionKind, readonly Test[]>> = {
  single: ['is', 'isNot'],
  several: ['contains'],
  items: ['contains'],
  yesNo: ['is'],
  number: ['is', 'atLeast', 'atMost'],
  money: ['is', 'atLeast', 'atMost'],
  rating: ['is', 'atLeast', 'atMost'],
  text: [],
};

export const testNames: Readonly<Record<Test, string>> = {
  is: '等于',
  isNot: '不等于',
  contains: '包含',
  atLeast: '不小于',
  atMost: '不大于',
};

/** A question of a kind with nothing filled in but its title. */
export const plainQuestion = (
  id: string,
  kind: QuestionKind,
  title: string,
  more: Partial<Question> = {},
): Question => ({
  id,
  kind,
  title,
  hint: '',
  required: true,
  options: [],
  most: null,
  unit: '',
  min: null,
  max: null,
  decimals: 0,
  meaning: null,
  showIf: [],
  ...more,
});
