import { oc } from '@orpc/contract';
import { z } from 'zod';
import { allRoles, defineActions, roles } from '#shared/actor.ts';
import { organisationKindList } from './domain/organisation-kind.ts';

/** Who may do what with people, bodies and regions. */
export const identityActions = defineActions({
  'identity.session': allRoles,
  'identity.region.read': allRoles,
  'identity.region.edit': ['administrator', 'taskForce'],
  'identity.organisation.read': roles,
  'identity.organisation.edit': ['administrator', 'taskForce', 'subdistrictClerk'],
  'identity.user.read': ['administrator'],
  'identity.user.edit': ['administrator'],
  'identity.audit.read': ['administrator', 'auditor', 'taskForce'],
});

const role = z.enum(allRoles);
const region = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, '区划代码须为 2、4、6、9 或 12 位数字');
const shortText = (limit: number) => z.string().trim().max(limit);
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
const one = z.object({ id: z.uuid() });

export const sessionShape = z.object({
  user: z
    .object({
      id: z.uuid(),
      login: z.string(),
      name: z.string(),
      roles: z.array(role),
      scope: z.string(),
      scopeName: z.string(),
      mustChangePassword: z.boolean(),
    })
    .nullable(),
  demo: z.boolean(),
  districtCode: z.string(),
  districtName: z.string(),
});

const ownSession = z.object({
  id: z.uuid(),
  current: z.boolean(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  address: z.string(),
  agent: z.string(),
});

export const regionShape = z.object({
  code: z.string(),
  name: z.string(),
  parentCode: z.string().nullable(),
  level: z.enum(['province', 'city', 'district', 'subdistrict', 'community']),
  urban: z.boolean().nullable(),
});

const organisationFields = {
  kind: z.enum(organisationKindList),
  name: shortText(100).min(2, '单位名称至少 2 个字'),
  creditCode: z.string().trim().toUpperCase().max(18).nullable(),
  regionCode: region,
  contactName: shortText(50).default(''),
  contactPhone: shortText(30).default(''),
  note: shortText(500).default(''),
};
export const organisationShape = z.object({
  id: z.uuid(),
  ...organisationFields,
  kind: z.enum(organisationKindList),
  version: z.number().int(),
  archived: z.boolean(),
});

/** Accounts by their time: with an end, over, without. */
export const userTerms = ['limited', 'ended', 'open'] as const;

const userFields = {
  name: shortText(50).min(1, '请填写姓名'),
  roles: z.array(role).min(1, '至少选一个角色'),
  scope: region,
  organisationId: z.uuid().nullable().default(null),
  /** Last day on which the account may be used; null: no end. An auditor's always has one. */
  validUntil: z.iso.date('应为存在的日期').nullable().default(null),
};
export const userShape = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  roles: z.array(role),
  scope: z.string(),
  scopeName: z.string(),
  organisationId: z.uuid().nullable(),
  validUntil: z.string().nullable(),
  /** Whether that day is over. */
  ended: z.boolean(),
  locked: z.boolean(),
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  version: z.number().int(),
  createdAt: z.string(),
});
const withPassword = z.object({ user: userShape, oneTimePassword: z.string() });

export const auditLineShape = z.object({
  id: z.string(),
  stream: z.string(),
  seq: z.string(),
  at: z.string(),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  regionCode: z.string(),
  detail: z.unknown(),
});

export const identityContract = {
  session: {
    show: oc.route({ method: 'GET', path: '/identity/session', summary: '当前登录' }).output(sessionShape),
    login: oc
      .route({ method: 'POST', path: '/identity/login', summary: '登录' })
      .input(
        z.object({
          login: z.string().trim().min(1, '请填写用户名').max(50),
          password: z.string().min(1, '请填写密码').max(200),
        }),
      )
      .output(sessionShape),
    logout: oc
      .route({ method: 'POST', path: '/identity/logout', summary: '退出' })
      .output(z.object({ done: z.boolean() })),
    changePassword: oc
      .route({ method: 'POST', path: '/identity/password', summary: '修改密码' })
      .input(z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }))
      .output(sessionShape),
    list: oc
      .route({ method: 'GET', path: '/identity/sessions', summary: '我的登录' })
      .output(z.array(ownSession)),
    revoke: oc
      .route({ method: 'POST', path: '/identity/sessions/{id}/revoke', summary: '结束一次登录' })
      .input(one)
      .output(z.object({ done: z.boolean() })),
  },
  regions: {
    list: oc
      .route({ method: 'GET', path: '/identity/regions', summary: '区划' })
      .output(z.array(regionShape)),
    add: oc
      .route({ method: 'POST', path: '/identity/regions', summary: '登记社区' })
      .input(z.object({ code: region, name: shortText(50).min(2) }))
      .output(regionShape),
  },
  organisations: {
    list: oc
      .route({ method: 'GET', path: '/identity/organisations', summary: '单位' })
      .input(
        z.object({
          ...page,
          search: shortText(50).optional(),
          kind: z.enum(organisationKindList).optional(),
          archived: z.stringbool().optional(),
        }),
      )
      .output(paged(organisationShape)),
    create: oc
      .route({ method: 'POST', path: '/identity/organisations', summary: '登记单位' })
      .input(z.object(organisationFields))
      .output(organisationShape),
    edit: oc
      .route({ method: 'POST', path: '/identity/organisations/{id}', summary: '修改单位' })
      .input(one.extend({ ...organisationFields, version: z.number().int(), archived: z.boolean() }))
      .output(organisationShape),
  },
  users: {
    list: oc
      .route({ method: 'GET', path: '/identity/users', summary: '用户' })
      .input(
        z.object({
          ...page,
          search: shortText(50).optional(),
          role: role.optional(),
          disabled: z.stringbool().optional(),
          term: z.enum(userTerms).optional(),
        }),
      )
      .output(paged(userShape)),
    create: oc
      .route({ method: 'POST', path: '/identity/users', summary: '新建用户' })
      .input(
        z.object({
          login: z
            .string()
            .trim()
            .regex(
              /^[a-z][a-z0-9._-]{2,31}$/,
              '用户名须以小写字母开头，3 至 32 位，限小写字母、数字和 . _ -',
            ),
          ...userFields,
        }),
      )
      .output(withPassword),
    edit: oc
      .route({ method: 'POST', path: '/identity/users/{id}', summary: '修改用户' })
      .input(one.extend({ ...userFields, disabled: z.boolean(), version: z.number().int() }))
      .output(userShape),
    resetPassword: oc
      .route({ method: 'POST', path: '/identity/users/{id}/password', summary: '重置密码' })
      .input(one)
      .output(withPassword),
  },
  audit: {
    list: oc
      .route({ method: 'GET', path: '/identity/audit', summary: '审计记录' })
      .input(
        z.object({
          ...page,
          who: shortText(50).optional(),
          action: shortText(60).optional(),
          subjectId: shortText(80).optional(),
          from: z.iso.date().optional(),
          to: z.iso.date().optional(),
        }),
      )
      .output(paged(auditLineShape)),
    check: oc.route({ method: 'GET', path: '/identity/audit/check', summary: '校验审计链' }).output(
      z.object({
        lines: z.number().int(),
        streams: z.number().int(),
        anchors: z.number().int(),
        fault: z.string().nullable(),
      }),
    ),
  },
};
