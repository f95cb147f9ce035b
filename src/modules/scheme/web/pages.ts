import type { PageEntry } from '#ui/page-entry.ts';
import { changesPages } from './changes-pages.ts';
import { documentsPages } from './documents-pages.ts';
import { reviewsPages } from './reviews-pages.ts';
import { schemesPages } from './schemes-pages.ts';

/** Each area lists its pages in `<area>-pages.ts`; one line here. */
export const pages: readonly PageEntry[] = [
  ...schemesPages,
  ...reviewsPages,
  ...changesPages,
  ...documentsPages,
];
