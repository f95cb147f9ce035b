import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { correctionShape, proxyShape, rollPreviewShape, rollRowShape } from './contract-roll-shapes.ts';
import { progressShape, setupShape, voteRowShape, voteShape } from './contract-vote-shapes.ts';
import { conveners, voteScopes, voteStates, voteSteps } from './domain/vote/state.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who may see legal votes, prepare and hold them, and take the full bundle. */
export const voteActions = defineActions({
  'participation.vote.read': roles,
  'participation.vote.edit': clerks,
  'participation.vote.step': clerks,
  'participation.vote.bundle': ['administrator', 'taskForce', 'auditor'],
});

const text = (label: string, most: number) =>
  z.string().trim().min(1, `请填写${label}`).max(most, `${label}最多 ${most} 个字`);
const optional = (label: string, most: number) =>
  z.string().trim().max(most, `${label}最多 ${most} 个字`).default('');
const day = z.iso.date('应为日期，形如 2026-12-07');
const instant = z.iso.datetime({ offset: true, error: '应为时间，形如 2026-12-07T09:00:00+08:00' });
const place = z.string().trim().min(1).max(40);
const version = z.number().int().min(1);
const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const voteId = z.object({ id: z.uuid() });
const scopeInput = {
  estateId: z.uuid(),
  scope: z.enum(voteScopes),
  building: place.nullable().default(null),
  entrance: place.nullable().default(null),
};

const matterInput = z.strictObject({
  title: text('事项名称', 100),
  text: optional('说明', 2000),
  kind: z.string().max(40),
});
const rulesInput = z.strictObject({
  unreturned: z.enum(['exclude', 'follow-majority']).default('exclude'),
  follow: z.enum(['count-with-majority', 'abstain']).default('abstain'),
  ownRules: z
    .strictObject({ text: text('管理规约或议事规则的条文', 500), fileId: z.uuid('请上传签章的规约文件') })
    .nullable()
    .default(null),
});
const subjectInput = z.strictObject({
  kind: z.string().min(1).max(40),
  id: z.string().min(1).max(100),
  version: z.string().min(1).max(40),
  hash: z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制摘要'),
  menu: z.unknown().optional(),
});
const voteValues = {
  title: text('标题', 100),
  convener: z.enum(conveners),
  convenerName: text('召集人名称', 60),
  how: optional('投票办法', 1000),
  matters: z.array(matterInput).max(20, '一张票最多 20 个事项').default([]),
  rules: rulesInput.prefault({}),
  subject: subjectInput.nullable().default(null),
  opensAt: instant.nullable().default(null),
  closesAt: instant.nullable().default(null),
};

export const voteListQuery = {
  search: z.string().trim().max(50).optional(),
  state: z.enum(voteStates).optional(),
  estateId: z.uuid().optional(),
  overdue: z.stringbool().optional(),
  sort: z.enum(['closes', 'created', 'title', 'state']).default('created'),
  descending: z.stringbool().default(true),
};
export const rollQuery = {
  search: z.string().trim().max(50).optional(),
  building: z.string().max(40).optional(),
  voted: z.stringbool().optional(),
  able: z.stringbool().optional(),
  sort: z.enum(['place', 'area', 'owner']).default('place'),
  descending: z.stringbool().default(false),
};

/** Printable papers of a vote. */
export const voteDocuments = ['announcement', 'roll', 'ballot', 'doors', 'result'] as const;
export type VoteDocument = (typeof voteDocuments)[number];

export const votesContract = {
  list: oc
    .route({ method: 'GET', path: '/participation/votes', summary: '依法表决' })
    .input(z.object({ ...paging, ...voteListQuery }))
    .output(z.object({ total: z.number().int(), items: z.array(voteRowShape) })),
  setup: oc
    .route({ method: 'GET', path: '/participation/votes/setup', summary: '新建表决可选的事项、范围与期限' })
    .input(z.object({ estateId: z.uuid() }))
    .output(setupShape),
  preview: oc
    .route({ method: 'GET', path: '/participation/votes/preview', summary: '名册预览与问题' })
    .input(
      z.object({
        estateId: z.uuid(),
        scope: z.enum(voteScopes),
        building: place.optional(),
        entrance: place.optional(),
      }),
    )
    .output(rollPreviewShape),
  show: oc
    .route({ method: 'GET', path: '/participation/votes/{id}', summary: '一次表决' })
    .input(voteId)
    .output(voteShape),
  create: oc
    .route({ method: 'POST', path: '/participation/votes', summary: '新建表决' })
    .input(z.strictObject({ ...scopeInput, ...voteValues }))
    .output(voteShape),
  edit: oc
    .route({ method: 'POST', path: '/participation/votes/{id}', summary: '修改筹备中的表决' })
    .input(z.strictObject({ id: z.uuid(), version, ...voteValues }))
    .output(voteShape),
  copy: oc
    .route({ method: 'POST', path: '/participation/votes/{id}/copy', summary: '照此新建一次表决' })
    .input(z.strictObject({ id: z.uuid() }))
    .output(voteShape),
  step: oc
    .route({ method: 'POST', path: '/participation/votes/{id}/step', summary: '办理表决的下一步' })
    .input(
      z.strictObject({
        id: z.uuid(),
        step: z.enum(voteSteps),
        version,
        /** Last day for objections; only for publishRoll. */
        objectionsUntil: day.nullable().default(null),
        reason: optional('原因', 500),
      }),
    )
    .output(voteShape),
  progress: oc
    .route({
      method: 'GET',
      path: '/participation/votes/{id}/progress',
      summary: '投票进度（不含各事项结果）',
    })
    .input(voteId)
    .output(progressShape),
  roll: {
    list: oc
      .route({ method: 'GET', path: '/participation/votes/{id}/roll', summary: '表决名册' })
      .input(voteId.extend({ ...paging, ...rollQuery }))
      .output(z.object({ total: z.number().int(), items: z.array(rollRowShape) })),
    correct: oc
      .route({ method: 'POST', path: '/participation/votes/{id}/roll/correct', summary: '按摸底更正名册' })
      .input(z.strictObject({ id: z.uuid(), version, reason: text('更正的原因', 500) }))
      .output(z.object({ rollVersion: z.number().int(), changes: z.number().int() })),
    nominations: oc
      .route({
        method: 'POST',
        path: '/participation/votes/{id}/roll/nominations',
        summary: '补入共有人的推选',
      })
      .input(z.strictObject({ id: z.uuid() }))
      .output(z.object({ nominated: z.number().int() })),
    corrections: oc
      .route({ method: 'GET', path: '/participation/votes/{id}/roll/corrections', summary: '名册更正记录' })
      .input(voteId)
      .output(z.array(correctionShape)),
  },
  proxies: {
    list: oc
      .route({ method: 'GET', path: '/participation/votes/{id}/proxies', summary: '委托与业主代表' })
      .input(voteId)
      .output(z.array(proxyShape)),
    add: oc
      .route({ method: 'POST', path: '/participation/votes/{id}/proxies', summary: '登记委托或业主代表' })
      .input(
        z.strictObject({
          id: z.uuid(),
          kind: z.enum(['proxy', 'representative']),
          entitlementId: z.uuid().nullable().default(null),
          building: place.nullable().default(null),
          entrance: place.nullable().default(null),
          agent: text('受托人姓名', 40),
          relation: text('与业主的关系', 40),
          signedOn: day,
          fileId: z.uuid('请上传签字的委托书'),
        }),
      )
      .output(proxyShape),
    revoke: oc
      .route({
        method: 'POST',
        path: '/participation/votes/{id}/proxies/{proxyId}/revoke',
        summary: '撤销委托',
      })
      .input(z.strictObject({ id: z.uuid(), proxyId: z.uuid(), version, reason: text('撤销的原因', 500) }))
      .output(proxyShape),
  },
  papers: oc
    .route({ method: 'POST', path: '/participation/votes/{id}/papers', summary: '生成全部表决票' })
    .input(z.strictObject({ id: z.uuid(), building: place.nullable().default(null) }))
    .output(z.object({ jobId: z.uuid() })),
  receipt: oc
    .route({ method: 'POST', path: '/participation/votes/{id}/receipt', summary: '凭回执核对' })
    .input(z.strictObject({ id: z.uuid(), receipt: z.string().trim().min(1, '请输入回执').max(60) }))
    .output(
      z.object({
        found: z.enum(['included', 'replaced', 'unknown']),
        /** The same as a sentence. */
        say: z.string(),
        /** In the Merkle tree of the closed vote: the number of the ballot, the tree's size and the neighbours. */
        proof: z
          .object({
            seq: z.number().int(),
            size: z.number().int(),
            leaf: z.string(),
            path: z.array(z.string()),
            ballotsRoot: z.string(),
            root: z.string(),
          })
          .nullable(),
      }),
    ),
  ownBundle: oc
    .route({ method: 'GET', path: '/participation/visit/votes/{id}/bundle', summary: '业主下载核验包' })
    .input(voteId)
    .output(z.unknown()),
};
