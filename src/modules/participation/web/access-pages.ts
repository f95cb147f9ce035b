import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { accessActions } from '../contract-access.ts';

export const accessPages: readonly PageEntry[] = [
  {
    group: '民意',
    path: '/participation/access',
    title: '住户码',
    order: 60,
    allowed: accessActions['participation.access.read'],
    component: lazy(() => import('./access-cards.page.tsx')),
  },
  {
    group: '民意',
    path: '/participation/help',
    title: '协助办理',
    order: 61,
    allowed: accessActions['participation.access.help'],
    component: lazy(() => import('./access-help.page.tsx')),
  },
  {
    group: '民意',
    path: '/participation/refusals',
    title: '异常尝试',
    order: 62,
    allowed: accessActions['participation.access.refusals'],
    component: lazy(() => import('./access-refusals.page.tsx')),
  },
];
