import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { packagesActions } from '../contract-packages.ts';

const shared = { group: '资金', allowed: packagesActions['funding.packages.read'] } as const;

export const packagesPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/funding/packages',
    title: '社会资本项目包',
    order: 80,
    component: lazy(() => import('./packages.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/packages/$id',
    title: '项目包',
    order: 81,
    menu: false,
    component: lazy(() => import('./package.page.tsx')),
  },
];
