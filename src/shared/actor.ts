import type { RegionCode } from './region.ts';

/** Roles of the offices that run the programme; reading is theirs as a rule. */
export const roles = [
  'administrator',
  'taskForce',
  'leader',
  'subdistrictClerk',
  'communityClerk',
  'finance',
  'auditor',
] as const;

/** Roles of those outside the offices: they see only what a module's actions name them for. */
export const outsideRoles = ['unit', 'firm', 'siteSupervisor'] as const;

/** Every role of a signed-in person. What each may do is declared per module as `actions` in its contract. */
export const allRoles = [...roles, ...outsideRoles] as const;
export type Role = (typeof allRoles)[number];

export const roleNames: Readonly<Record<Role, string>> = {
  administrator: '系统管理员',
  taskForce: '工作专班',
  leader: '领导',
  subdistrictClerk: '街道经办人',
  communityClerk: '社区经办人',
  finance: '财政人员',
  auditor: '审计员',
  unit: '会审单位（部门、专营单位）',
  firm: '参建单位（项目经理）',
  siteSupervisor: '监理单位',
};

export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The region whose rows the actor sees; code prefix, e.g. 371503 or 371503001. */
  readonly scope: RegionCode;
  readonly organisationId: string | null;
};

/** Action name → the roles that may do it; one object per module, in its `contract.ts`. */
export type Actions = Readonly<Record<string, readonly Role[]>>;

export function defineActions<const T extends Actions>(actions: T): T {
  return actions;
}

/** Whether the actor's roles allow the action; the server decides with it, the screen only hides with it. */
export const may = (actor: Pick<Actor, 'roles'>, allowed: readonly Role[]): boolean =>
  actor.roles.some((role) => allowed.includes(role));
