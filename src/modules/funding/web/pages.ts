import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { allocationsPages } from './allocations-pages.ts';
import { householdsPages } from './households-pages.ts';
import { ledgerPages } from './ledger-pages.ts';
import { overviewCards, overviewPages } from './overview-pages.ts';
import { packagesPages } from './packages-pages.ts';
import { paymentsPages } from './payments-pages.ts';
import { rulesPages } from './rules-pages.ts';
import { worksPages } from './works-pages.ts';

/** Each area lists its pages in `<area>-pages.ts`; one line here. */
export const pages: readonly PageEntry[] = [
  ...rulesPages,
  ...ledgerPages,
  ...worksPages,
  ...paymentsPages,
  ...householdsPages,
  ...allocationsPages,
  ...packagesPages,
  ...overviewPages,
];

export const homeCards: readonly HomeCard[] = overviewCards;
