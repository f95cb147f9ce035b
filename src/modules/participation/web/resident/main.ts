/**
 * The script of the resident pages: a few kilobytes for old phones (ES2017, no framework), in one file. Pages are made
 * and readable on the server; this only sends forms and makes a few things handier.
 *
 * HOW TO ADD A PAGE THAT SENDS SOMETHING
 *
 * 1. On the server write the form with `actionForm({ action, body, button, … })` of `server/resident/forms.ts`. Nothing
 *    else is needed: `actions.ts` sends it as JSON with the header `x-huanju`, says in the form's live region what
 *    happens and what the server refused (its Chinese sentence), marks the field the refusal names, and ignores a
 *    second tap while the first is under way.
 *    - Names become JSON: `name="answers.q1"` nests, `name="items[]"` is a list (each checked box or filled field),
 *      `data-type="number"` or `"boolean"` on a field (or value `true`/`false` with it) changes the type; an empty
 *      field that is not `required` is left out. A single checkbox is a boolean.
 *    - `key: 'key'`: the request's field for the replay key. The key is made once per content and kept until an answer
 *      came (also over a reload), so that a second tap, a retry after a lost answer and the automatic tries when the
 *      net fails are one and the same request; the server must answer the same key with the same receipt. Without a
 *      key nothing is sent twice by itself. A key the enhancer put in itself is left alone.
 *    - After success: `next` (page to go to), or `receipt: 'id'` of a `<template id>` shown in the form's place with
 *      `[data-fill="field"]` filled from the answer, or the answer's own `next` (an address under /r), or a reload.
 *    - `confirm`: asked before sending.
 * 2. Only if it needs more (a live total, a drawing): a module `web/resident/<area>.ts` that exports
 *    `{ area: 'vote', enhance(form) {…} }: Area`, listed in `areas` below; it is called for each element with
 *    `data-area="vote"` when the page is ready. It may listen on the form to
 *    - `huanju:collect` (detail: `{ body }`, change it before it is sent; preventDefault stops, with `detail.say`),
 *    - `huanju:done` (detail: `{ answer }`; preventDefault: you show the result yourself).
 *    No styles of its own: they are in `resident.css`, which lists the classes at its head.
 *
 * `npm test` holds the compressed script to 60 KB.
 */
import './resident.css';
import './forms.css';
import { sendForms } from './actions.ts';
import { ballotArea } from './ballot.ts';
import { choiceArea } from './choice.ts';
import { codeArea, takeCodeFromAddress } from './code-entry.ts';
import { rememberLargeType } from './large-type.ts';
import { signInArea } from './sign-in.ts';
import { wishesArea } from './wishes.ts';

/** What an area adds to its elements. */
export type Area = { readonly area: string; readonly enhance: (element: HTMLElement) => void };

/** Every area adds its own here. */
const areas: readonly Area[] = [ballotArea, codeArea, choiceArea, signInArea, wishesArea];

function begin(): void {
  sendForms(document);
  for (const { area, enhance } of areas)
    for (const element of Array.from(document.querySelectorAll<HTMLElement>(`[data-area="${area}"]`)))
      enhance(element);
  takeCodeFromAddress();
}

rememberLargeType();
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
