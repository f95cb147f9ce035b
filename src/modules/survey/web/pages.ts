import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { surveyActions } from '../contract.ts';

const read = { group: '摸底', allowed: surveyActions['survey.read'] } as const;
const take = { group: '摸底', allowed: surveyActions['survey.import'] } as const;

export const pages: readonly PageEntry[] = [
  {
    ...read,
    path: '/survey/estates',
    title: '小区台账',
    order: 10,
    component: lazy(() => import('./estates.page.tsx')),
  },
  {
    ...read,
    path: '/survey/estates/$id',
    title: '小区档案',
    order: 11,
    menu: false,
    component: lazy(() => import('./estate.page.tsx')),
  },
  {
    ...take,
    path: '/survey/grid',
    title: '批量编辑',
    order: 20,
    component: lazy(() => import('./grid.page.tsx')),
  },
  {
    ...take,
    path: '/survey/imports',
    title: '台账导入',
    order: 30,
    component: lazy(() => import('./imports.page.tsx')),
  },
  {
    ...take,
    path: '/survey/imports/$id',
    title: '核对台账',
    order: 31,
    menu: false,
    component: lazy(() => import('./import.page.tsx')),
  },
  {
    group: '摸底',
    allowed: surveyActions['survey.roll.read'],
    path: '/survey/parts/$id',
    title: '专有部分',
    order: 12,
    menu: false,
    component: lazy(() => import('./roll-part.page.tsx')),
  },
  {
    group: '摸底',
    allowed: surveyActions['survey.roll.import'],
    path: '/survey/estates/$id/roll',
    title: '业主名册导入',
    order: 32,
    menu: false,
    component: lazy(() => import('./roll-imports.page.tsx')),
  },
  {
    group: '摸底',
    allowed: surveyActions['survey.roll.import'],
    path: '/survey/roll-imports/$id',
    title: '核对名册',
    order: 33,
    menu: false,
    component: lazy(() => import('./roll-import.page.tsx')),
  },
];
