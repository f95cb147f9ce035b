import { lazy } from 'react';
import type { BarePage, PageEntry } from '#ui/page-entry.ts';
import { voteActions } from '../contract-votes.ts';

const shared = { group: '民意', allowed: voteActions['participation.vote.read'] } as const;

export const votePages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/participation/votes',
    title: '依法表决',
    order: 40,
    component: lazy(() => import('./votes.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/votes/new',
    title: '新建表决',
    order: 41,
    menu: false,
    allowed: voteActions['participation.vote.edit'],
    component: lazy(() => import('./votes-new.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/votes/$id',
    title: '表决详情',
    order: 42,
    menu: false,
    component: lazy(() => import('./vote.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/votes/$id/edit',
    title: '修改表决',
    order: 43,
    menu: false,
    allowed: voteActions['participation.vote.edit'],
    component: lazy(() => import('./votes-edit.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/votes/$id/roll',
    title: '表决名册',
    order: 44,
    menu: false,
    component: lazy(() => import('./votes-roll.page.tsx')),
  },
];

/** For the projector: no console around it. */
export const voteBarePages: readonly BarePage[] = [
  {
    path: '/participation/votes/$id/screen',
    title: '表决大屏',
    component: lazy(() => import('./meeting-screen.page.tsx')),
  },
];
