import {
  type Condition,
  hasOptions,
  kindNames,
  meaningKinds,
  meaningNames,
  type Question,
  testNames,
  testsOf,
} from './question.ts';

/** Something wrong with a questionnaire; `at` is the place in the list, e.g. `questions.2.showIf.0`. */
export type QuestionFault = { readonly at: string; readonly message: string };

/** Most questions one paper may hold. */
export const mostQuestions = 40;

const idPattern = /^[a-zA-Z][a-zA-Z0-9]{0,29}$/;
const nameOf = (place: number, question: Pick<Question, 'title'>): string =>
  `第 ${place + 1} 题${question.title ? `“${question.title.slice(0, 20)}”` : ''}`;

function boundFaults(question: Question): string[] {
  const { kind, min, max, decimals } = question;
  if (kind !== 'number' && kind !== 'money') {
    const idle = min !== null || max !== null || question.unit !== '' || decimals !== 0;
    return idle ? [`${kindNames[kind]}题不能有单位或上下限`] : [];
  }
  const faults: string[] = [];
  if (kind === 'money' && (question.unit !== '' || decimals !== 0)) faults.push('金额题的单位是元，不另填');
  if (min !== null && max !== null && min > max) faults.push('下限大于上限');
  const scale = 10 ** decimals;
  for (const bound of [min, max])
    if (bound !== null && (!Number.isSafeInteger(Math.round(bound * 100)) || !isWholeAt(bound, scale)))
      faults.push('上下限的小数位数超出允许');
  if (kind === 'money' && min !== null && min < 0) faults.push('金额不能小于 0');
  return faults;
}

/** Whether a number has no more decimals than `scale` (1, 10, 100) allows. */
export const isWholeAt = (value: number, scale: number): boolean =>
  Math.abs(value * scale - Math.round(value * scale)) < 1e-6;

function optionFaults(question: Question): string[] {
  const { kind, options, most } = question;
  if (!hasOptions(kind)) {
    return options.length > 0 || most !== null ? [`${kindNames[kind]}题不能有选项`] : [];
  }
  const faults: string[] = [];
  if (options.length < (kind === 'items' ? 1 : 2)) faults.push('选项太少');
  if (new Set(options.map((one) => one.id)).size < options.length) faults.push('选项编号重复');
  if (new Set(options.map((one) => one.title.trim())).size < options.length)
    faults.push('有两个选项文字相同');
  if (options.some((one) => one.title.trim() === '')) faults.push('有选项没有文字');
  if (most !== null && (kind === 'single' || most < 1 || most > options.length))
    faults.push('最多可选数不合适');
  return faults;
}

/** What is wrong with a condition upon an earlier question, or null. */
function conditionFault(condition: Condition, target: Question): string | null {
  const { test, value } = condition;
  const name = `“${target.title.slice(0, 20)}”`;
  if (!testsOf[target.kind].includes(test))
    return target.kind === 'text'
      ? `跳题条件不能看文字题${name}`
      : `${kindNames[target.kind]}题${name}不能用“${testNames[test]}”`;
  if (target.kind === 'yesNo' && typeof value !== 'boolean') return `条件里${name}的答案应是“是”或“否”`;
  if (hasOptions(target.kind) && !target.options.some((one) => one.id === value))
    return `条件里的选项不在${name}之中`;
  const numeric = target.kind === 'number' || target.kind === 'money' || target.kind === 'rating';
  if (numeric && typeof value !== 'number') return `条件里${name}应与数字比较`;
  return null;
}

function skipFaults(question: Question, place: number, questions: readonly Question[]): QuestionFault[] {
  return question.showIf.flatMap((condition, n) => {
    const at = `questions.${place}.showIf.${n}`;
    const where = questions.findIndex((one) => one.id === condition.question);
    const target = questions[where];
    const told = (message: string) => [{ at, message: `${nameOf(place, question)}：${message}` }];
    if (!target) return told('跳题条件指向的题目不存在');
    if (where === place) return told('跳题条件不能指向题目自己');
    if (where > place)
      return told(
        `跳题条件指向了后面的第 ${where + 1} 题，只能看前面已答的题${circle(question, target) ? '；两题互为条件，谁也不会出现' : ''}`,
      );
    const fault = conditionFault(condition, target);
    return fault ? told(fault) : [];
  });
}

const circle = (question: Question, target: Question): boolean =>
  target.showIf.some((one) => one.question === question.id);

function ownFaults(question: Question, place: number, questions: readonly Question[]): QuestionFault[] {
  const told = (message: string) => ({
    at: `questions.${place}`,
    message: `${nameOf(place, question)}：${message}`,
  });
  const faults = [...optionFaults(question), ...boundFaults(question)];
  if (question.title.trim() === '') faults.push('没有题目');
  if (!idPattern.test(question.id)) faults.push('题目编号不合规则');
  if (questions.findIndex((one) => one.id === question.id) < place) faults.push('题目编号重复');
  const { meaning } = question;
  if (meaning !== null) {
    if (meaningKinds[meaning] !== question.kind)
      faults.push(`“${meaningNames[meaning]}”应是${kindNames[meaningKinds[meaning]]}题`);
    if (questions.findIndex((one) => one.meaning === meaning) < place)
      faults.push(`已有题目表示“${meaningNames[meaning]}”`);
  }
  return faults.map(told);
}

/**
 * Everything wrong with a list of questions: conditions look only at earlier questions, so that no question waits for
 * itself, options are told apart, bounds are in order, a meaning is carried once and by the kind it needs.
 */
export function questionFaults(questions: readonly Question[]): QuestionFault[] {
  if (questions.length === 0) return [{ at: 'questions', message: '至少要有一道题' }];
  if (questions.length > mostQuestions)
    return [{ at: 'questions', message: `最多 ${mostQuestions} 道题，太长没有人愿意答完` }];
  return questions.flatMap((question, place) => [
    ...ownFaults(question, place, questions),
    ...skipFaults(question, place, questions),
  ]);
}
