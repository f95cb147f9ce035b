import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { policyActions } from '../contract.ts';

const shared = { group: '政策', allowed: policyActions['policy.read'] } as const;

export const pages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/policy/parameters',
    title: '政策参数',
    order: 10,
    component: lazy(() => import('./parameters.page.tsx')),
  },
  {
    ...shared,
    path: '/policy/parameters/$id',
    title: '政策参数详情',
    order: 11,
    menu: false,
    component: lazy(() => import('./parameter.page.tsx')),
  },
  {
    ...shared,
    path: '/policy/clauses',
    title: '政策落实',
    order: 20,
    component: lazy(() => import('./clauses.page.tsx')),
  },
];
