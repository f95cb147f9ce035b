import type { PageEntry } from '#ui/page-entry.ts';

export const overviewPages: readonly PageEntry[] = [];
