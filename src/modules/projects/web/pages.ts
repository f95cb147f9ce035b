import { lazy } from 'react';
import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { projectsActions } from '../contract.ts';

const shared = { group: '项目生成', allowed: projectsActions['projects.read'] } as const;

export const pages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/projects/assessments',
    title: '资格与评分',
    order: 10,
    component: lazy(() => import('./assessments.page.tsx')),
  },
  {
    ...shared,
    path: '/projects/assessments/$id',
    title: '小区资格与得分',
    order: 11,
    menu: false,
    component: lazy(() => import('./assessment.page.tsx')),
  },
  {
    ...shared,
    path: '/projects/applications',
    title: '申请受理',
    order: 20,
    component: lazy(() => import('./applications.page.tsx')),
  },
  {
    ...shared,
    path: '/projects/disputes',
    title: '争议小区',
    order: 30,
    component: lazy(() => import('./disputes.page.tsx')),
  },
  {
    ...shared,
    path: '/projects/projects',
    title: '改造项目',
    order: 40,
    component: lazy(() => import('./projects.page.tsx')),
  },
  {
    ...shared,
    path: '/projects/projects/$id',
    title: '项目详情',
    order: 41,
    menu: false,
    component: lazy(() => import('./project.page.tsx')),
  },
];

export const homeCards: readonly HomeCard[] = [
  {
    key: 'projects.assessments',
    title: '改造资格',
    order: 20,
    allowed: projectsActions['projects.read'],
    component: lazy(() => import('./home-card.tsx')),
  },
];
