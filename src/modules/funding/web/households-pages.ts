import type { PageEntry } from '#ui/page-entry.ts';

export const householdsPages: readonly PageEntry[] = [];
