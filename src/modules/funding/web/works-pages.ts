import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { worksActions } from '../contract-works.ts';

const shared = { group: '资金', allowed: worksActions['funding.works.read'] } as const;

export const worksPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/funding/contracts',
    title: '合同',
    order: 30,
    component: lazy(() => import('./contracts.page.tsx')),
  },
  {
    ...shared,
    allowed: worksActions['funding.works.sign'],
    path: '/funding/contracts/new',
    title: '登记合同',
    order: 31,
    menu: false,
    component: lazy(() => import('./contract-sign.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/contracts/$id',
    title: '合同',
    order: 32,
    menu: false,
    component: lazy(() => import('./contract.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/gates',
    title: '项目关口',
    order: 33,
    component: lazy(() => import('./gates.page.tsx')),
  },
];
