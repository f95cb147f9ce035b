import type { Answers, Condition, Question, Value } from './question.ts';

function holds(condition: Condition, value: Value | undefined): boolean {
  if (value === undefined) return false;
  switch (condition.test) {
    case 'is':
      return value === condition.value;
    case 'isNot':
      return value !== condition.value;
    case 'contains':
      return Array.isArray(value) && value.includes(condition.value);
    case 'atLeast':
      return typeof value === 'number' && typeof condition.value === 'number' && value >= condition.value;
    case 'atMost':
      return typeof value === 'number' && typeof condition.value === 'number' && value <= condition.value;
  }
}

/**
 * The questions shown for the answers so far, in order. An answer to a hidden question counts as none, so what hangs
 * on it is hidden too. One pass suffices: conditions look backwards only (`questionFaults` refuses others).
 */
export function visibleQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const shown = new Set<string>();
  // Runs on old phones too, which know no Object.hasOwn; a question may be called `constructor`.
  const given = new Map(Object.entries(answers));
  return questions.filter((question) => {
    const visible = question.showIf.every(
      (condition) => shown.has(condition.question) && holds(condition, given.get(condition.question)),
    );
    if (visible) shown.add(question.id);
    return visible;
  });
}
