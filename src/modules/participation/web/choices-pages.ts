import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { choiceActions } from '../contract-choices.ts';

const shared = { group: '民意', allowed: choiceActions['participation.choice.read'] } as const;

export const choicePages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/participation/choices',
    title: '改造内容选择',
    order: 40,
    component: lazy(() => import('./choices.page.tsx')),
  },
  {
    ...shared,
    path: '/participation/choices/$id',
    title: '内容选择',
    order: 41,
    menu: false,
    component: lazy(() => import('./choice.page.tsx')),
  },
];
