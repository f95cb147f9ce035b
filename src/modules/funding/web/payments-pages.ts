import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { paymentsActions } from '../contract-payments.ts';

const shared = { group: '资金', allowed: paymentsActions['funding.payments.read'] } as const;

export const paymentsPages: readonly PageEntry[] = [
  {
    ...shared,
    path: '/funding/payments',
    title: '用款申请',
    order: 40,
    component: lazy(() => import('./payments.page.tsx')),
  },
  {
    ...shared,
    allowed: paymentsActions['funding.payments.draft'],
    path: '/funding/payments/new',
    title: '起草用款申请',
    order: 41,
    menu: false,
    component: lazy(() => import('./payment-new.page.tsx')),
  },
  {
    ...shared,
    path: '/funding/payments/$id',
    title: '用款申请',
    order: 42,
    menu: false,
    component: lazy(() => import('./payment.page.tsx')),
  },
];
