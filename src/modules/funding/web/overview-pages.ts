import { lazy } from 'react';
import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { overviewActions } from '../contract-overview.ts';

const allowed = overviewActions['funding.overview.read'];

export const overviewPages: readonly PageEntry[] = [
  {
    path: '/funding',
    title: '资金总览',
    group: '资金',
    order: 1,
    allowed,
    component: lazy(() => import('./overview.page.tsx')),
  },
  {
    path: '/funding/alarms',
    title: '资金预警',
    group: '资金',
    order: 2,
    allowed,
    component: lazy(() => import('./alarms.page.tsx')),
  },
  {
    path: '/funding/chain/$paymentId',
    title: '审计链',
    group: '资金',
    order: 3,
    menu: false,
    allowed: overviewActions['funding.overview.chain'],
    component: lazy(() => import('./chain.page.tsx')),
  },
  {
    path: '/funding/chain/source/$id',
    title: '逐分去向',
    group: '资金',
    order: 4,
    menu: false,
    allowed: overviewActions['funding.overview.chain'],
    component: lazy(() => import('./chain-source.page.tsx')),
  },
];

export const overviewCards: readonly HomeCard[] = [
  {
    key: 'funding',
    title: '资金',
    order: 35,
    allowed,
    component: lazy(() => import('./overview.card.tsx')),
  },
];
