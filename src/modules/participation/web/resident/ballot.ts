import type { Area } from './main.ts';

type Receipt = { door: string; seq: number; receipt: string; at: string; times: number };

const pick = (form: HTMLElement, selector: string) => form.querySelector<HTMLElement>(selector);

/** Choose, look once more, confirm; then the receipts in large type. */
export const ballotArea: Area = {
  area: 'ballot',
  enhance: (form) => {
    const paper = pick(form, '[data-paper]');
    const check = pick(form, '[data-check]');
    const list = pick(form, '[data-check-list]');
    const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
    if (!paper || !check || !list || !button) return;
    const first = button.textContent;
    const show = (checking: boolean) => {
      paper.hidden = checking;
      check.hidden = !checking;
      button.textContent = checking ? '确认投票' : first;
      (checking ? check : paper).scrollIntoView();
      if (checking) check.focus();
    };
    form.addEventListener('huanju:collect', (event) => {
      if (!check.hidden) return;
      event.preventDefault();
      list.textContent = '';
      for (const matter of Array.from(paper.querySelectorAll('fieldset'))) {
        const chosen = Array.from(matter.querySelectorAll<HTMLInputElement>('input:checked'));
        const names = chosen.map((one) => (one.parentNode?.textContent || '').trim());
        add(list, 'dt', matter.querySelector('legend')?.textContent || '');
        add(list, 'dd', names.join('；'));
      }
      show(true);
    });
    pick(form, '[data-back]')?.addEventListener('click', () => show(false));
    form.addEventListener('huanju:done', (event) => {
      const { answer } = (event as CustomEvent<{ answer: { receipts?: Receipt[] } }>).detail;
      // what replaces the form is put there by then
      setTimeout(() => fillReceipts(answer.receipts || []), 0);
    });
  },
};

function add(parent: HTMLElement, tag: string, text: string, name = ''): void {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  parent.appendChild(made);
}

function fillReceipts(receipts: readonly Receipt[]): void {
  const place = document.querySelector<HTMLElement>('.receipt [data-receipts]');
  if (!place) return;
  for (const one of receipts) {
    add(
      place,
      'p',
      `${one.door}，第 ${one.seq} 号票${one.times > 1 ? `（已改票，第 ${one.times} 次）` : ''}`,
    );
    add(place, 'p', one.receipt, 'code');
    add(place, 'p', `收到时间 ${new Date(one.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}`);
  }
  document.querySelector('.receipt [data-print]')?.addEventListener('click', () => print());
}
