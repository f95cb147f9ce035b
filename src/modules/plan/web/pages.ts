import { lazy } from 'react';
import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { planActions } from '../contract.ts';

const shared = { group: '规划与计划', allowed: planActions['plan.read'] } as const;

export const pages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/plan/budget',
    title: '资金盘子',
    order: 10,
    component: lazy(() => import('./budget.page.tsx')),
  },
  {
    ...shared,
    path: '/plan/limits',
    title: '指定年份与补录',
    order: 20,
    component: lazy(() => import('./limits.page.tsx')),
  },
  {
    ...shared,
    path: '/plan/runs',
    title: '年度计划',
    order: 30,
    component: lazy(() => import('./runs.page.tsx')),
  },
  {
    ...shared,
    path: '/plan/runs/$id',
    title: '测算结果',
    order: 31,
    menu: false,
    component: lazy(() => import('./run.page.tsx')),
  },
  {
    ...shared,
    path: '/plan/runs/$id/estates/$estateId',
    title: '为何是这一年',
    order: 32,
    menu: false,
    component: lazy(() => import('./run-estate.page.tsx')),
  },
  {
    ...shared,
    path: '/plan/runs/$id/compare/$other',
    title: '比较两次测算',
    order: 33,
    menu: false,
    component: lazy(() => import('./compare.page.tsx')),
  },
  {
    ...shared,
    path: '/plan/map',
    title: '一张图',
    order: 40,
    component: lazy(() => import('./map.page.tsx')),
  },
];

export const homeCards: readonly HomeCard[] = [
  {
    key: 'plan-progress',
    title: '计划进度',
    order: 30,
    allowed: planActions['plan.read'],
    component: lazy(() => import('./progress.card.tsx')),
  },
  {
    key: 'plan-money',
    title: '计划资金',
    order: 40,
    allowed: planActions['plan.read'],
    component: lazy(() => import('./money.card.tsx')),
  },
];
