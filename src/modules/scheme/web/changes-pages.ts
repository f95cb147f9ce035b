import type { PageEntry } from '#ui/page-entry.ts';

export const changesPages: readonly PageEntry[] = [];
