import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { choiceNames } from '../domain/ballot/words.ts';
import type { Choice } from '../domain/tally/vote.ts';
import type { Vote } from './ballots-desk.page.tsx';
import type { Door } from './ballots-entry.tsx';

/** What may be marked on the paper of a vote, in the order of the keys 1, 2, 3 …; the last is blank. */
export const choicesOf = (vote: Vote) => {
  const offered: Choice[] = ['for', 'against', 'abstain'];
  if (vote.rules.follow === 'count-with-majority') offered.push('follow');
  return [
    ...offered.map((value): { value: Choice | null; label: string } => ({
      value,
      label: choiceNames[value],
    })),
    { value: null, label: '未填' },
  ];
};

/** 1 赞成，2 反对 … */
export const keyHints = (vote: Vote): string =>
  choicesOf(vote)
    .map(({ label }, n) => `${n + 1} ${label}`)
    .join('，');

const radiosOf = (form: HTMLFormElement | null) => [
  ...(form?.querySelectorAll<HTMLElement>('fieldset[data-matter]') ?? []),
];
const writes = (target: EventTarget): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');

/** Digits mark one matter after another; a door once chosen puts the keyboard on its first matter. */
export function useChoiceKeys(
  form: RefObject<HTMLFormElement | null>,
  vote: Vote,
  door: Door | undefined,
  mark: (matter: string, choice: Choice | null) => void,
) {
  const id = door?.entitlementId;
  useEffect(() => {
    if (id) radiosOf(form.current)[0]?.querySelector('input')?.focus();
  }, [id, form]);
  return (event: KeyboardEvent<HTMLFormElement>) => {
    if (!door || event.ctrlKey || event.altKey || event.metaKey || writes(event.target)) return;
    const choice = choicesOf(vote)[Number(event.key) - 1];
    if (!choice) return;
    event.preventDefault();
    const groups = radiosOf(form.current);
    const at = Math.max(
      groups.findIndex((one) => event.target instanceof Node && one.contains(event.target)),
      0,
    );
    const matter = groups[at]?.dataset.matter;
    if (matter) mark(matter, choice.value);
    const next = groups[at + 1]?.querySelector('input');
    (next ?? form.current?.querySelector<HTMLElement>('button[type="submit"]'))?.focus();
  };
}
