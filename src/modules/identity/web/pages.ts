import { lazy } from 'react';
import { allRoles } from '#shared/actor.ts';
import type { BarePage, PageEntry } from '#ui/page-entry.ts';
import { identityActions } from '../contract.ts';

export const barePages: readonly BarePage[] = [
  { path: '/login', title: '登录', component: lazy(() => import('./login.page.tsx')) },
  { path: '/password', title: '修改密码', component: lazy(() => import('./password.page.tsx')) },
];

export const pages: readonly PageEntry[] = [
  {
    path: '/identity/users',
    title: '用户',
    group: '组织与用户',
    order: 10,
    allowed: identityActions['identity.user.read'],
    component: lazy(() => import('./users.page.tsx')),
  },
  {
    path: '/identity/organisations',
    title: '单位',
    group: '组织与用户',
    order: 20,
    allowed: identityActions['identity.organisation.read'],
    component: lazy(() => import('./organisations.page.tsx')),
  },
  {
    path: '/identity/regions',
    title: '区划',
    group: '组织与用户',
    order: 30,
    allowed: identityActions['identity.region.read'],
    component: lazy(() => import('./regions.page.tsx')),
  },
  {
    path: '/identity/audit',
    title: '审计记录',
    group: '审计',
    order: 10,
    allowed: identityActions['identity.audit.read'],
    component: lazy(() => import('./audit.page.tsx')),
  },
  {
    path: '/me/sessions',
    title: '我的登录',
    group: '本人',
    order: 10,
    allowed: allRoles,
    component: lazy(() => import('./my-sessions.page.tsx')),
  },
];
