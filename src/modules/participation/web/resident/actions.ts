import { collect, missingField } from './collect.ts';
import { forgetKey, replayKey } from './replay-key.ts';
import { type Outcome, sendOnce, sendUntilAnswered } from './send.ts';

/** Makes every form with `data-action` send itself as JSON; see `main.ts`. */
export function sendForms(root: ParentNode): void {
  for (const form of Array.from(root.querySelectorAll<HTMLFormElement>('form[data-action]'))) {
    if (form.hasAttribute('data-ready')) continue;
    form.setAttribute('data-ready', '');
    const button = buttonOf(form);
    if (button) button.disabled = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submit(form).catch(() => say(form, '页面出了问题，请刷新后重试。', 'wrong'));
    });
  }
}

const buttonOf = (form: HTMLFormElement) => form.querySelector<HTMLButtonElement>('button[type="submit"]');

/** Speaks in the form's live region. */
export function say(form: HTMLElement, sentence: string, tone: 'wrong' | 'busy' | 'right' | ''): void {
  const place = form.querySelector<HTMLElement>('[data-say]');
  if (!place) return;
  place.className = tone ? `say say-${tone}` : 'say';
  place.textContent = sentence;
}

async function submit(form: HTMLFormElement): Promise<void> {
  if (form.hasAttribute('data-busy')) return;
  for (const field of Array.from(form.querySelectorAll('[aria-invalid]')))
    field.removeAttribute('aria-invalid');
  const missing = missingField(form);
  if (missing) return pointAt(form, missing, `请先填写：${labelOf(form, missing)}`);
  const detail: { body: Record<string, unknown>; say: string } = { body: collect(form), say: '' };
  if (!tell(form, 'huanju:collect', detail)) return say(form, detail.say, 'wrong');
  const question = form.getAttribute('data-confirm');
  if (question && !confirm(question)) return;
  const button = buttonOf(form);
  form.setAttribute('data-busy', '');
  if (button) button.setAttribute('aria-disabled', 'true');
  say(form, '正在提交…', 'busy');
  try {
    settle(form, await send(form, detail.body));
  } finally {
    form.removeAttribute('data-busy');
    if (button) button.removeAttribute('aria-disabled');
  }
}

async function send(form: HTMLFormElement, body: Record<string, unknown>): Promise<Outcome> {
  const action = form.getAttribute('data-action') || '';
  const field = form.getAttribute('data-key');
  if (!field) return sendOnce(action, body);
  const content = JSON.stringify(body);
  if (!body[field]) body[field] = replayKey(action, content);
  const outcome = await sendUntilAnswered(action, body, (seconds) =>
    say(form, `网络不通，还没有收到回执。请不要关闭页面，${seconds} 秒后自动重试（不会重复计算）。`, 'wrong'),
  );
  if (outcome.kind !== 'lost') forgetKey(action, content);
  return outcome;
}

function settle(form: HTMLFormElement, outcome: Outcome): void {
  if (outcome.kind === 'lost') {
    const again = form.hasAttribute('data-key')
      ? '没有收到回执。您填写的内容还在，网络恢复后请再按一次，不会重复计算。'
      : '没有收到答复。请检查网络后再试。';
    say(form, again, 'wrong');
    return;
  }
  if (outcome.kind === 'refused') {
    const field = outcome.at
      ? form.querySelector<HTMLElement>(`[name="${outcome.at.replace(/["\\]/g, '')}"]`)
      : null;
    if (field) pointAt(form, field, outcome.message);
    else say(form, outcome.message, 'wrong');
    return;
  }
  say(form, '已提交。', 'right');
  if (!tell(form, 'huanju:done', { answer: outcome.answer })) return;
  goOn(form, outcome.answer);
}

function goOn(form: HTMLFormElement, answer: Record<string, unknown>): void {
  const receipt = form.getAttribute('data-receipt');
  const template = receipt ? document.getElementById(receipt) : null;
  if (template instanceof HTMLTemplateElement) {
    showReceipt(form, template, answer);
    return;
  }
  const own = answer.next;
  const next =
    form.getAttribute('data-next') || (typeof own === 'string' && /^\/r(\/|$)/.test(own) ? own : '');
  // a page that is already open under the same address would not be asked for again
  if (next && next.split('#')[0] !== location.pathname) location.assign(next);
  else location.reload();
}

function showReceipt(
  form: HTMLFormElement,
  template: HTMLTemplateElement,
  answer: Record<string, unknown>,
): void {
  const shown = document.createElement('div');
  shown.className = 'receipt';
  shown.tabIndex = -1;
  shown.setAttribute('role', 'status');
  shown.appendChild(template.content.cloneNode(true));
  for (const place of Array.from(shown.querySelectorAll('[data-fill]'))) {
    const value = answer[place.getAttribute('data-fill') || ''];
    place.textContent = value === undefined || value === null ? '' : String(value);
  }
  if (form.parentNode) form.parentNode.replaceChild(shown, form);
  shown.focus();
  sendForms(shown);
}

/** False when a listener took the matter into its own hands. */
const tell = (form: HTMLFormElement, name: string, detail: object): boolean =>
  form.dispatchEvent(new CustomEvent(name, { detail, cancelable: true, bubbles: true }));

function pointAt(form: HTMLFormElement, field: HTMLElement, sentence: string): void {
  field.setAttribute('aria-invalid', 'true');
  say(form, sentence, 'wrong');
  field.focus();
}

function labelOf(form: HTMLFormElement, field: HTMLElement): string {
  const group = field.closest('fieldset');
  const legend = group ? group.querySelector('legend') : null;
  const label =
    legend || (field.id ? form.querySelector(`label[for="${field.id}"]`) : null) || field.closest('label');
  return (label?.textContent || '带 * 的项目').trim();
}
