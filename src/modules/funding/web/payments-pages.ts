import type { PageEntry } from '#ui/page-entry.ts';

export const paymentsPages: readonly PageEntry[] = [];
