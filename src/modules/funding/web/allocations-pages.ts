import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { allocationsActions } from '../contract-allocations.ts';

const shared = { group: '资金', allowed: allocationsActions['funding.allocations.read'] } as const;
const detail = { ...shared, menu: false } as const;

export const allocationsPages: readonly PageEntry[] = [
  {
    ...{ ...shared, path: '/funding/indicators', title: '指标文件', order: 30 },
    component: lazy(() => import('./indicators.page.tsx')),
  },
  {
    ...{ ...detail, path: '/funding/indicators/$id', title: '指标', order: 30 },
    component: lazy(() => import('./indicator.page.tsx')),
  },
  {
    ...{ ...detail, path: '/funding/finance-imports/$id', title: '财政文件', order: 31 },
    component: lazy(() => import('./finance-import.page.tsx')),
  },
  {
    ...{ ...shared, path: '/funding/allocations', title: '资金使用方案', order: 35 },
    component: lazy(() => import('./allocation-schemes.page.tsx')),
  },
  {
    ...{ ...detail, path: '/funding/allocations/$id', title: '资金使用方案', order: 35 },
    component: lazy(() => import('./allocation-scheme.page.tsx')),
  },
  {
    ...{ ...shared, path: '/funding/treasury-vouchers', title: '国库凭证', order: 60 },
    component: lazy(() => import('./treasury-vouchers.page.tsx')),
  },
  {
    ...{ ...detail, path: '/funding/treasury-vouchers/$id', title: '国库凭证', order: 60 },
    component: lazy(() => import('./treasury-voucher.page.tsx')),
  },
  {
    ...{ ...shared, path: '/funding/reconciliations', title: '对账', order: 65 },
    component: lazy(() => import('./reconciliations.page.tsx')),
  },
  {
    ...{ ...detail, path: '/funding/reconciliations/$id', title: '对账', order: 65 },
    component: lazy(() => import('./reconciliation.page.tsx')),
  },
  {
    ...{ ...shared, path: '/funding/calculators', title: '计算器', order: 90 },
    component: lazy(() => import('./calculators.page.tsx')),
  },
];
