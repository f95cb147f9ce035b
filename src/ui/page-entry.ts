import type { ComponentType, LazyExoticComponent } from 'react';
import type { Role } from '#shared/actor.ts';

/** Groups of the side menu, in their order. */
export const menuGroups = [
  '总览',
  '摸底',
  '民意',
  '项目生成',
  '一小区一方案',
  '资金',
  '规划与计划',
  '政策',
  '组织与用户',
  '审计',
  '本人',
] as const;
export type MenuGroup = (typeof menuGroups)[number];

/**
 * One page of the console. A module lists its own in `web/pages.ts`; `app/web/main.tsx` collects them.
 * @example { path: '/survey/estates', title: '小区台账', group: '摸底', order: 10, allowed: roles,
 *            component: lazy(() => import('./estates.page.tsx')) }
 */
export type PageEntry = {
  /** Begins with `/`; parameters as `$id`, read in the page with `usePathParams().id`. */
  readonly path: string;
  readonly title: string;
  readonly group: MenuGroup;
  /** Place inside the group, ascending. */
  readonly order: number;
  /** Roles that may open it; the server decides again. */
  readonly allowed: readonly Role[];
  /** `lazy(() => import('./x.page.tsx'))`; the page is that file's default export. */
  readonly component: LazyExoticComponent<ComponentType> | ComponentType;
  /** False keeps it out of the menu (detail pages). */
  readonly menu?: boolean;
};

/** A page anybody may open without signing in, drawn without the console frame. */
export type BarePage = Pick<PageEntry, 'path' | 'title' | 'component'>;

/** A card of the home page, filled by its module. */
export type HomeCard = {
  readonly key: string;
  readonly title: string;
  readonly order: number;
  readonly allowed: readonly Role[];
  readonly component: LazyExoticComponent<ComponentType> | ComponentType;
  /** Columns of twelve on a wide screen; 6 when absent. */
  readonly span?: 4 | 6 | 8 | 12;
};
