import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { schemesActions } from '../contract-schemes.ts';

const shared = { group: '一小区一方案', allowed: schemesActions['scheme.schemes.read'] } as const;

export const schemesPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/scheme/schemes',
    title: '改造方案',
    order: 10,
    component: lazy(() => import('./schemes.page.tsx')),
  },
  {
    ...shared,
    path: '/scheme/schemes/$id',
    title: '方案编制',
    order: 11,
    menu: false,
    component: lazy(() => import('./scheme.page.tsx')),
  },
  {
    ...shared,
    path: '/scheme/catalogue',
    title: '改造内容目录',
    order: 40,
    component: lazy(() => import('./catalogue.page.tsx')),
  },
];
