import type { PageEntry } from '#ui/page-entry.ts';
import { accessPages } from './access-pages.ts';
import { choicePages } from './choices-pages.ts';
import { wishesPages } from './wishes-pages.ts';

/** Each area lists its pages in `<area>-pages.ts`; one line here. */
export const pages: readonly PageEntry[] = [...accessPages, ...choicePages, ...wishesPages];
