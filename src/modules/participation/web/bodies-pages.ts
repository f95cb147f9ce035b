import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { bodyActions } from '../contract-bodies.ts';

const shared = { group: '民意', allowed: bodyActions['participation.body.read'] } as const;

export const bodiesPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/participation/bodies',
    title: '议事组织',
    order: 54,
    component: lazy(() => import('./bodies-list.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/bodies/$id',
    title: '议事组织详情',
    order: 54,
    menu: false,
    component: lazy(() => import('./bodies-body.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/five-steps',
    title: '五个环节',
    order: 56,
    component: lazy(() => import('./five-steps.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/meetings',
    title: '会议',
    order: 55,
    component: lazy(() => import('./bodies-meetings.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/meetings/$id',
    title: '会议记录',
    order: 56,
    menu: false,
    component: lazy(() => import('./bodies-meeting.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/visits',
    title: '居民监督',
    order: 57,
    component: lazy(() => import('./openness-visits.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/findings',
    title: '监督问题与整改',
    order: 59,
    component: lazy(() => import('./openness-findings.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/inspectors',
    title: '居民监督员',
    order: 58,
    component: lazy(() => import('./openness-inspectors.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/visits/$id',
    title: '开放日与查看',
    order: 58,
    menu: false,
    component: lazy(() => import('./openness-visit.page.tsx')),
  },
];
