import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { changesPages } from './changes-pages.ts';
import { documentsPages } from './documents-pages.ts';
import { reviewsCards, reviewsPages } from './reviews-pages.ts';
import { schemesPages } from './schemes-pages.ts';

/** Each area lists its pages in `<area>-pages.ts`; one line here. */
export const pages: readonly PageEntry[] = [
  ...schemesPages,
  ...reviewsPages,
  ...changesPages,
  ...documentsPages,
];

export const homeCards: readonly HomeCard[] = reviewsCards;
