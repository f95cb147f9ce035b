import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { wishesActions } from '../contract-wishes.ts';

const shared = { group: '民意', allowed: wishesActions['participation.wishes.read'] } as const;
const hidden = { ...shared, menu: false } as const;

export const wishesPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/participation/wishes',
    title: '意愿征询',
    order: 10,
    component: lazy(() => import('./wishes-list.page.tsx')),
  },
  {
    ...hidden,
    path: '/participation/wishes/$id',
    title: '一次征询',
    order: 11,
    component: lazy(() => import('./wishes-survey.page.tsx')),
  },
  {
    ...hidden,
    path: '/participation/wishes/$id/design',
    title: '设计问卷',
    order: 12,
    component: lazy(() => import('./wishes-design.page.tsx')),
  },
  {
    ...hidden,
    path: '/participation/wishes/$id/enter',
    title: '录入答复',
    order: 13,
    allowed: wishesActions['participation.wishes.answer'],
    component: lazy(() => import('./wishes-enter.page.tsx')),
  },
  {
    ...hidden,
    path: '/participation/wishes/$id/doors',
    title: '待上门的户',
    order: 14,
    component: lazy(() => import('./wishes-doors.page.tsx')),
  },
];
