import type { PageEntry } from '#ui/page-entry.ts';

export const rulesPages: readonly PageEntry[] = [];
