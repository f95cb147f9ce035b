import { lazy } from 'react';
import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { overviewActions } from '../contract-overview.ts';

const allowed = overviewActions['participation.overview.read'];

export const overviewPages: readonly PageEntry[] = [
  {
    path: '/participation',
    title: '民意总览',
    group: '民意',
    order: 1,
    allowed,
    component: lazy(() => import('./overview.page.tsx')),
  },
];

export const overviewCards: readonly HomeCard[] = [
  {
    key: 'participation',
    title: '民意',
    order: 20,
    allowed,
    component: lazy(() => import('./overview.card.tsx')),
  },
];
