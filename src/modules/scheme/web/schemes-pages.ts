import type { PageEntry } from '#ui/page-entry.ts';

export const schemesPages: readonly PageEntry[] = [];
