import { lazy } from 'react';
import { roles } from '#shared/actor.ts';
import type { HomeCard, PageEntry } from '#ui/page-entry.ts';
import { reviewsActions } from '../contract-reviews.ts';

export const reviewsPages: readonly PageEntry[] = [
  {
    path: '/scheme/reviews',
    title: '联合审查',
    group: '一小区一方案',
    order: 20,
    allowed: roles,
    component: lazy(() => import('./reviews-board.page.tsx')),
  },
  {
    path: '/scheme/my-reviews',
    title: '本单位的审查任务',
    group: '一小区一方案',
    order: 21,
    allowed: reviewsActions['scheme.review.give'],
    component: lazy(() => import('./reviews-mine.page.tsx')),
  },
  {
    path: '/scheme/schemes/$id/review',
    title: '审查与批准',
    group: '一小区一方案',
    order: 22,
    allowed: reviewsActions['scheme.review.read'],
    component: lazy(() => import('./reviews-course.page.tsx')),
    menu: false,
  },
];

export const reviewsCards: readonly HomeCard[] = [
  {
    key: 'scheme.mine',
    title: '本单位的审查任务',
    order: 30,
    allowed: reviewsActions['scheme.review.give'],
    component: lazy(() => import('./reviews-mine.card.tsx')),
  },
];
