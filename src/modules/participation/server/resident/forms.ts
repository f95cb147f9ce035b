import { type Html, html } from '#platform/html.ts';

/** A form of a resident page; its fields are read and sent by `web/resident/actions.ts`, where the pattern is told. */
export type ActionForm = {
  /** Where it is sent, as JSON by POST. */
  readonly action: `/api/participation/${string}`;
  readonly body: Html;
  /** What the button says; the verb of what happens. */
  readonly button: string;
  /** Field of the request that takes the replay key; with it, sending is tried again by itself when the net fails. */
  readonly key?: string;
  /** Page to go to when it is done; absent: the answer's `next`, or the receipt. */
  readonly next?: string;
  /** Id of a `<template>` shown in place of the form, `[data-fill="field"]` filled from the answer. */
  readonly receipt?: string;
  /** Asked before sending what cannot be undone. */
  readonly confirm?: string;
  /** Marks the form for an enhancer: `data-area="vote"`. */
  readonly area?: string;
  /** A small form beside something else: plain button, no sentence for those without script. */
  readonly quiet?: boolean;
};

/**
 * The button works only once the script is there: without it the browser would send the fields its own way, and a code
 * or a choice would end up in the address.
 */
export function actionForm(form: ActionForm): Html {
  const marks = (['key', 'next', 'receipt', 'confirm', 'area'] as const)
    .filter((name) => form[name] !== undefined)
    .map((name) => html` data-${name}="${form[name]}"`);
  return html`<form data-action="${form.action}" method="post" novalidate autocomplete="off"${marks}${form.quiet ? html` class="quiet"` : null}>
${form.body}
<p class="actions"><button type="submit" disabled class="${form.quiet ? 'button' : 'button button-primary'}">${form.button}</button></p>
<p class="say" role="alert" data-say></p>
${form.quiet ? null : html`<noscript><p class="warning">这部手机的浏览器不能在网上填写。请到社区居委会填写纸质表，或请工作人员协助办理。</p></noscript>`}
</form>`;
}
