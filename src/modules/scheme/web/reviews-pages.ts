import type { PageEntry } from '#ui/page-entry.ts';

export const reviewsPages: readonly PageEntry[] = [];
