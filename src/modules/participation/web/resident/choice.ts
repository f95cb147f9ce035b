import type { Area } from './main.ts';

/** Fen as people write amounts: 元 below ten thousand, else 万元. */
function amount(fen: number): string {
  return fen < 1_000_000 ? `${(fen / 100).toFixed(2)} 元` : `${(fen / 1_000_000).toFixed(2)} 万元`;
}

/** What the ticked items cost the estate and the own household, told while ticking. */
export const choiceArea: Area = {
  area: 'choice',
  enhance: (form) => {
    const total = form.querySelector<HTMLElement>('[data-total]');
    const boxes = Array.from(form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]'));
    const sum = (name: string) =>
      boxes.filter((box) => box.checked).reduce((all, box) => all + Number(box.getAttribute(name)), 0);
    const tell = () => {
      if (!total) return;
      const count = boxes.filter((box) => box.checked).length;
      const over = sum('data-cost') - Number(total.getAttribute('data-budget'));
      total.textContent =
        count === 0
          ? '还没有选择任何一项。'
          : `已选 ${count} 项，全小区共需 ${amount(sum('data-cost'))}，您家约 ${amount(sum('data-own'))}。${
              over > 0 ? `比可用预算多 ${amount(over)}，将按计票办法取舍。` : ''
            }`;
    };
    form.addEventListener('change', tell);
    form.addEventListener('huanju:collect', (event) => {
      const { body } = (event as CustomEvent<{ body: { approvals?: string[] } }>).detail;
      // nothing ticked is an answer too
      if (!body.approvals) body.approvals = [];
    });
    tell();
  },
};
