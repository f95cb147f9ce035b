import type { DemoEstate, Grade, Item } from './estate.ts';

const all = (grade: Grade, but: Partial<Record<Item, Grade>> = {}): Record<Item, Grade> => ({
  water: grade,
  power: grade,
  heating: grade,
  gas: grade,
  road: grade,
  security: grade,
  roof: grade,
  drainage: grade,
  ...but,
});

/** Makes an estate pass clause 三 beyond doubt, so that a case shows one reason only. */
const sound = (estate: DemoEstate): DemoEstate => ({
  ...estate,
  condition: { ...estate.condition, road: 'poor', drainage: 'missing' },
  agree: Math.ceil(estate.households * 0.86),
  pay: Math.ceil(estate.households * 0.5),
});

/** Reasons the demo shows at least once each; the number is how many estates get it. Township estates fail 城区. */
export const cases: readonly { id: string; count: number; apply: (estate: DemoEstate) => DemoEstate }[] = [
  { id: 'must', count: 8, apply: (e) => ({ ...sound(e), builtYear: 1980 + (e.households % 21) }) },
  { id: 'aspire', count: 6, apply: (e) => ({ ...sound(e), builtYear: 2001 + (e.households % 5) }) },
  { id: 'too-young', count: 5, apply: (e) => ({ ...sound(e), builtYear: 2006 + (e.households % 7) }) },
  { id: 'collective-land', count: 3, apply: (e) => ({ ...sound(e), land: 'collective' }) },
  { id: 'demolition', count: 3, apply: (e) => ({ ...sound(e), demolition: true }) },
  {
    id: 'weak-wish',
    count: 4,
    apply: (e) => ({
      ...sound(e),
      agree: Math.floor(e.households * 0.45),
      pay: Math.floor(e.households * 0.1),
    }),
  },
  {
    id: 'well-kept',
    count: 2,
    apply: (e) => ({ ...sound(e), management: '物业公司', condition: all('good', { heating: 'poor' }) }),
  },
  {
    id: 'well-equipped',
    count: 2,
    apply: (e) => ({ ...sound(e), management: '物业公司', condition: all('fair', { roof: 'poor' }) }),
  },
  { id: 'land-unknown', count: 2, apply: (e) => ({ ...sound(e), land: null }) },
  { id: 'year-unknown', count: 2, apply: (e) => ({ ...sound(e), builtYear: null }) },
  { id: 'wish-unknown', count: 2, apply: (e) => ({ ...sound(e), agree: null, pay: null }) },
  { id: 'demolition-unknown', count: 1, apply: (e) => ({ ...sound(e), demolition: null }) },
];
