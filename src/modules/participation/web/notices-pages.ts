import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { noticeActions } from '../contract-notices.ts';

const notice = { group: '民意', allowed: noticeActions['participation.notice.read'] } as const;
const objection = { group: '民意', allowed: noticeActions['participation.objection.read'] } as const;

export const noticesPages: readonly PageEntry[] = [
  {
    ...notice,
    path: '/participation/notices',
    title: '公示',
    order: 50,
    component: lazy(() => import('./notices-list.page.tsx')),
  },
  {
    ...notice,
    path: '/participation/notices/$id',
    title: '公示内容',
    order: 51,
    menu: false,
    component: lazy(() => import('./notices-notice.page.tsx')),
  },
  {
    ...objection,
    path: '/participation/objections',
    title: '异议与答复',
    order: 52,
    component: lazy(() => import('./notices-objections.page.tsx')),
  },
  {
    ...objection,
    path: '/participation/objections/$id',
    title: '异议',
    order: 53,
    menu: false,
    component: lazy(() => import('./notices-objection.page.tsx')),
  },
];
