import type { Role } from '#shared/actor.ts';

/** Bodies of the fictional district that have a person of their own here. */
export const firmName = '同舟建筑工程有限公司';
export const supervisorName = '同舟工程监理有限公司';
const unitName = '演示区住房和城乡建设局';

/** The demo's people: fictional, one per way of using the system. */
export const demoPeople: readonly {
  login: string;
  name: string;
  roles: readonly Role[];
  scope: string;
  /** The body they act for, once it is registered. */
  organisation?: string;
  /** Last day of the account. */
  validUntil?: string;
}[] = [
  { login: 'demo-admin', name: '演示管理员', roles: ['administrator', 'taskForce'], scope: '371503' },
  { login: 'demo-taskforce', name: '演示工作专班', roles: ['taskForce'], scope: '371503' },
  { login: 'demo-leader', name: '演示领导', roles: ['leader'], scope: '371503' },
  { login: 'demo-zhenxing', name: '演示振兴街道经办', roles: ['subdistrictClerk'], scope: '371503001' },
  { login: 'demo-xinfa', name: '演示信发街道经办', roles: ['subdistrictClerk'], scope: '371503002' },
  { login: 'demo-wenchen', name: '演示温陈街道经办', roles: ['subdistrictClerk'], scope: '371503003' },
  { login: 'demo-finance', name: '演示财政', roles: ['finance'], scope: '371503' },
  {
    ...{ login: 'demo-unit', name: '演示会审单位', roles: ['unit'], scope: '371503' },
    organisation: unitName,
  },
  {
    ...{ login: 'demo-firm', name: '演示施工单位', roles: ['firm'], scope: '371503' },
    organisation: firmName,
  },
  {
    ...{ login: 'demo-supervisor', name: '演示监理单位', roles: ['siteSupervisor'], scope: '371503' },
    organisation: supervisorName,
  },
  { login: 'demo-auditor', name: '演示审计', roles: ['auditor'], scope: '371503', validUntil: '2030-12-31' },
];

export type DemoLogin = (typeof demoPeople)[number]['login'];
