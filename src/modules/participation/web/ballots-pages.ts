import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { ballotActions } from '../contract-ballots.ts';

export const ballotPages: readonly PageEntry[] = [
  {
    group: '民意',
    allowed: ballotActions['participation.ballot.read'],
    path: '/participation/votes/$id/desk',
    title: '登记表决票',
    order: 45,
    menu: false,
    component: lazy(() => import('./ballots-desk.page.tsx')),
  },
  {
    group: '民意',
    allowed: ballotActions['participation.ballot.read'],
    path: '/participation/votes/$id/imports',
    title: '成批登记',
    order: 45,
    menu: false,
    component: lazy(() => import('./ballots-imports.page.tsx')),
  },
  {
    group: '民意',
    allowed: ballotActions['participation.ballot.read'],
    path: '/participation/votes/$id/imports/$importId',
    title: '核对成批登记',
    order: 45,
    menu: false,
    component: lazy(() => import('./ballots-import.page.tsx')),
  },
];
