import type { PageEntry } from '#ui/page-entry.ts';

export const documentsPages: readonly PageEntry[] = [];
