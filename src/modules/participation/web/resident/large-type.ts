import { keep, kept } from './keep.ts';

const name = 'huanju-large';

/** Large type is chosen by the address (`?large=1`, works without script) and remembered on this phone. */
export function rememberLargeType(): void {
  const root = document.documentElement;
  const asked = /[?&]large=([01])/.exec(location.search);
  if (asked) keep(localStorage, name, asked[1] === '1' ? '1' : null);
  show(asked ? asked[1] === '1' : kept(localStorage, name) === '1');
  document.addEventListener('DOMContentLoaded', () => {
    const link = document.querySelector<HTMLElement>('[data-large]');
    if (!link) return;
    label(link);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const large = !root.classList.contains('large');
      keep(localStorage, name, large ? '1' : null);
      show(large);
      label(link);
    });
  });

  function show(large: boolean): void {
    root.classList.toggle('large', large);
  }
  function label(link: HTMLElement): void {
    link.textContent = root.classList.contains('large') ? '标准字' : '大字';
  }
}
