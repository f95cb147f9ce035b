import type { PageEntry } from '#ui/page-entry.ts';

export const allocationsPages: readonly PageEntry[] = [];
