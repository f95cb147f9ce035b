import type { PageEntry } from '#ui/page-entry.ts';

export const packagesPages: readonly PageEntry[] = [];
