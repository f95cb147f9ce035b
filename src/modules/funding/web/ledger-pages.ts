import type { PageEntry } from '#ui/page-entry.ts';

export const ledgerPages: readonly PageEntry[] = [];
