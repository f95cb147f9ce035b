import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { changesActions } from '../contract-changes.ts';

export const changesPages: readonly PageEntry[] = [
  {
    path: '/scheme/changes',
    title: '变更与指标放宽',
    group: '一小区一方案',
    order: 30,
    allowed: changesActions['scheme.changes.read'],
    component: lazy(() => import('./changes.page.tsx')),
  },
];
