import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { rulesActions } from '../contract-rules.ts';

const shared = { group: '资金', allowed: rulesActions['funding.rules.read'] } as const;

export const rulesPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/funding/rule-sets',
    title: '出资规则',
    order: 10,
    component: lazy(() => import('./rule-sets.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/rule-sets/$id',
    title: '一版出资规则',
    order: 11,
    menu: false,
    component: lazy(() => import('./rule-set.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/rules-bench',
    title: '出资规则试算台',
    order: 12,
    component: lazy(() => import('./rules-bench.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/estimates',
    title: '各小区出资测算',
    order: 13,
    component: lazy(() => import('./estimates.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/estimates/$estateId',
    title: '出资测算',
    order: 14,
    menu: false,
    component: lazy(() => import('./estimate.page.tsx')),
  },
];
