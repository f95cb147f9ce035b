import type { Area } from './main.ts';

/** Leaves for the identity provider's own page; everything else stays on this site. */
export const signInArea: Area = {
  area: 'sign-in',
  enhance: (form) => {
    form.addEventListener('huanju:done', (event) => {
      const { answer } = (event as CustomEvent<{ answer: { next?: unknown } }>).detail;
      if (typeof answer.next !== 'string' || !/^https?:\/\//.test(answer.next)) return;
      event.preventDefault();
      location.assign(answer.next);
    });
  },
};
