import type { PageEntry } from '#ui/page-entry.ts';

export const worksPages: readonly PageEntry[] = [];
