import { isWholeAt } from './check-questions.ts';
import type { Answers, Question, Value } from './question.ts';
import { visibleQuestions } from './visible.ts';

/** What is wrong with one answer; `at` is the question's id. */
export type AnswerFault = { readonly at: string; readonly message: string };
export type AnswerReading =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] };

/** Longest text answer, in characters. */
export const longestText = 1_000;
/** Most money one household may name, in fen: ten million yuan; more is a slip of the pen. */
const mostFen = 1_000_000_000;

const blank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const bounds = (question: Question, value: number, text: (bound: number) => string): string | null => {
  if (question.min !== null && value < question.min) return `不能小于 ${text(question.min)}`;
  if (question.max !== null && value > question.max) return `不能大于 ${text(question.max)}`;
  return null;
};

const yuan = (fen: number): string => `${fen / 100} 元`;

function numberFault(question: Question, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '应填数字';
  if (question.kind === 'rating')
    return Number.isInteger(value) && value >= 1 && value <= 5 ? null : '评分应为 1 到 5 的整数';
  if (question.kind === 'money') {
    if (!Number.isSafeInteger(value) || value < 0) return '金额应为不小于 0 的数，精确到分';
    if (value > mostFen) return `不能大于 ${yuan(mostFen)}`;
    return bounds(question, value, yuan);
  }
  if (Math.abs(value) > 1e9) return '数值过大';
  if (!isWholeAt(value, 10 ** question.decimals))
    return question.decimals === 0 ? '应填整数' : `最多 ${question.decimals} 位小数`;
  return bounds(question, value, (bound) => `${bound}${question.unit ? ` ${question.unit}` : ''}`);
}

function choicesFault(question: Question, value: unknown): string | null {
  if (!Array.isArray(value)) return '应从选项中选择';
  if (new Set(value).size < value.length) return '同一选项选了两次';
  if (value.some((id) => !question.options.some((one) => one.id === id))) return '选项不在题目之中';
  if (question.most !== null && value.length > question.most) return `最多选 ${question.most} 项`;
  return null;
}

function valueFault(question: Question, value: unknown): string | null {
  switch (question.kind) {
    case 'yesNo':
      return typeof value === 'boolean' ? null : '应答“是”或“否”';
    case 'single':
      return question.options.some((one) => one.id === value) ? null : '应从选项中选一项';
    case 'several':
    case 'items':
      return choicesFault(question, value);
    case 'text':
      if (typeof value !== 'string') return '应填文字';
      return value.trim().length > longestText ? `不超过 ${longestText} 个字` : null;
    default:
      return numberFault(question, value);
  }
}

/** As kept: text trimmed, choices in the order of the options, so that equal answers are equal text. */
const kept = (question: Question, value: Value): Value => {
  if (typeof value === 'string') return value.trim();
  if (!Array.isArray(value)) return value;
  return question.options.map((one) => one.id).filter((id) => value.includes(id));
};

/**
 * Reads what somebody answered: unknown questions are refused, answers to hidden questions dropped, every shown
 * required question must be answered.
 * @param options.partial leaves required questions open: for what other records (household visits) know only in part
 */
export function readAnswers(
  questions: readonly Question[],
  given: Readonly<Record<string, unknown>>,
  options: { readonly partial?: boolean } = {},
): AnswerReading {
  const faults: AnswerFault[] = [];
  for (const id of Object.keys(given))
    if (!questions.some((one) => one.id === id)) faults.push({ at: id, message: '没有这道题' });
  const answers: Record<string, Value> = {};
  for (const question of questions) {
    // Asked anew at each question: what is shown depends on the answers kept so far.
    if (!visibleQuestions(questions, answers).includes(question)) continue;
    const value = Object.hasOwn(given, question.id) ? given[question.id] : undefined;
    if (blank(value)) {
      if (question.required && !options.partial) faults.push({ at: question.id, message: '这道题须回答' });
      continue;
    }
    const fault = valueFault(question, value);
    if (fault) faults.push({ at: question.id, message: fault });
    else answers[question.id] = kept(question, value as Value);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, answers };
}
