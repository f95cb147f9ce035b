import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { householdsActions } from '../contract-households.ts';

const shared = { group: '资金', allowed: householdsActions['funding.households.read'] } as const;

export const householdsPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/funding/households',
    title: '居民出资',
    order: 50,
    component: lazy(() => import('./households.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/households/statements',
    title: '银行流水',
    order: 51,
    component: lazy(() => import('./households-statements.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/households/approvals',
    title: '减免与退款',
    order: 52,
    component: lazy(() => import('./households-approvals.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/households/fund',
    title: '维修资金',
    order: 53,
    component: lazy(() => import('./households-fund.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/households/collections/$id',
    title: '归集',
    order: 54,
    menu: false,
    component: lazy(() => import('./households-collection.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/households/bills/$id',
    title: '一户的账单',
    order: 54,
    menu: false,
    component: lazy(() => import('./households-bill.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/households/statements/$id',
    title: '流水匹配',
    order: 54,
    menu: false,
    component: lazy(() => import('./households-statement.page.tsx')),
  },
];
