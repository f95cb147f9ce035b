import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { ledgerActions } from '../contract-ledger.ts';

const shared = { group: '资金', allowed: ledgerActions['funding.ledger.read'] } as const;

export const ledgerPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/funding/sources',
    title: '资金来源',
    order: 20,
    component: lazy(() => import('./ledger-sources.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/sources/$id',
    title: '资金来源明细',
    order: 21,
    menu: false,
    component: lazy(() => import('./ledger-source.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/postings',
    title: '记账',
    order: 22,
    component: lazy(() => import('./ledger-postings.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/postings/$id',
    title: '记账凭证',
    order: 23,
    menu: false,
    component: lazy(() => import('./ledger-posting.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/periods',
    title: '会计期间',
    order: 24,
    component: lazy(() => import('./ledger-periods.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/cases',
    title: '违规事项',
    order: 25,
    component: lazy(() => import('./ledger-cases.page.tsx')),
  },
];
