import { checksOut, grouped, readCode } from '../../domain/access/code.ts';
import { say } from './actions.ts';
import type { Area } from './main.ts';
import { browserKey } from './replay-key.ts';

const typedWrong = '住户码不对，可能看错了一个字。请对照住户卡重新输入。';

/** Tells a slip of the pen before anything is sent. */
export const codeArea: Area = {
  area: 'code',
  enhance: (form) => {
    form.addEventListener('huanju:collect', (event) => {
      const { detail } = event as CustomEvent<{ body: { code?: string; key?: string }; say: string }>;
      const code = readCode(detail.body.code || '');
      if (code && checksOut(code)) {
        detail.body.code = code;
        detail.body.key = browserKey();
        return;
      }
      detail.say = typedWrong;
      event.preventDefault();
    });
  },
};

/**
 * The code of a scanned card comes behind the `#`, which no browser sends: it is in no log of ours or of anybody
 * between. It is taken out of the address, so that it stays in no history either, and sent.
 */
export function takeCodeFromAddress(): void {
  const code = readCode(decodeURIComponent(location.hash.slice(1)));
  if (!code) return;
  history.replaceState(null, '', location.pathname + location.search);
  const form = document.querySelector<HTMLFormElement>('form[data-area="code"]');
  const field = form ? form.querySelector<HTMLInputElement>('[name="code"]') : null;
  if (!form || !field) return;
  const folded = form.closest('details');
  if (folded) folded.open = true;
  field.value = grouped(code);
  if (!checksOut(code)) {
    say(form, typedWrong, 'wrong');
    return;
  }
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  if (button) button.click();
}
