import type { BarePage, HomeCard, PageEntry } from '#ui/page-entry.ts';
import { accessPages } from './access-pages.ts';
import { ballotPages } from './ballots-pages.ts';
import { bodiesPages } from './bodies-pages.ts';
import { choicePages } from './choices-pages.ts';
import { noticesPages } from './notices-pages.ts';
import { overviewCards, overviewPages } from './overview-pages.ts';
import { voteBarePages, votePages } from './votes-pages.ts';
import { wishesPages } from './wishes-pages.ts';

/** Each area lists its pages in `<area>-pages.ts`; one line here. */
export const pages: readonly PageEntry[] = [
  ...overviewPages,
  ...accessPages,
  ...ballotPages,
  ...choicePages,
  ...votePages,
  ...noticesPages,
  ...bodiesPages,
  ...wishesPages,
];

export const homeCards: readonly HomeCard[] = overviewCards;

export const barePages: readonly BarePage[] = voteBarePages;
