import type { Answers, Question } from '../../domain/questionnaire/question.ts';
import { visibleQuestions } from '../../domain/questionnaire/visible.ts';
import { collect } from './collect.ts';
import type { Area } from './main.ts';

type Body = { answers?: Record<string, unknown> };

/** Yuan as typed into integer fen; what is no amount is left for the server to refuse. */
function toFen(value: unknown): unknown {
  const fen = typeof value === 'number' ? Math.round(value * 100) : Number.NaN;
  return typeof value === 'number' && Math.abs(fen - value * 100) < 1e-6 ? fen : value;
}

function answersOf(form: HTMLFormElement, questions: readonly Question[]): Record<string, unknown> {
  const answers = (collect(form) as Body).answers || {};
  for (const { id, kind } of questions)
    if (kind === 'money' && answers[id] !== undefined) answers[id] = toFen(answers[id]);
  return answers;
}

/** Shows and hides questions as the answers go; what is hidden is switched off, so that it is not sent. */
function follow(form: HTMLFormElement, questions: readonly Question[]): void {
  const fields = Array.from(form.querySelectorAll<HTMLElement>('[data-question]'));
  const switchOff = (field: HTMLElement, off: boolean) => {
    field.hidden = off;
    for (const input of Array.from(field.querySelectorAll<HTMLInputElement>('input, textarea')))
      input.disabled = off;
  };
  // Everything is on while it is read: a hidden question's answer comes back when the question does.
  for (const field of fields) switchOff(field, false);
  const shown = visibleQuestions(questions, answersOf(form, questions) as Answers).map((one) => one.id);
  for (const field of fields) switchOff(field, shown.indexOf(field.getAttribute('data-question') || '') < 0);
}

/** The form of a survey of wishes: skip rules by the same rules as the server's, money in yuan. */
export const wishesArea: Area = {
  area: 'wishes',
  enhance(element) {
    const form = element as HTMLFormElement;
    const source = form.querySelector('[data-questions]');
    const questions = JSON.parse(source?.getAttribute('data-questions') ?? '[]') as Question[];
    for (const note of Array.from(form.querySelectorAll<HTMLElement>('[data-condition]')))
      note.parentNode?.removeChild(note);
    form.addEventListener('change', () => follow(form, questions));
    form.addEventListener('huanju:collect', (event) => {
      const { body } = (event as CustomEvent<{ body: Body }>).detail;
      body.answers = answersOf(form, questions);
    });
    follow(form, questions);
  },
};
