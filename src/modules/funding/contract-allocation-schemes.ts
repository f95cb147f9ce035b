import { oc } from '@orpc/contract';
import { z } from 'zod';
import { fenInput } from './contract-calculators.ts';
import { pageShape, searchShape } from './contract-finance-imports.ts';

export const allocationStates = ['draft', 'submitted', 'approved', 'published', 'withdrawn'] as const;
const fen = z.string();
const classId = z.enum(['basic', 'improvement', 'enhancement']);
const percent = z.int('应为整数').min(0).max(100);
export const weightsShape = z
  .strictObject({
    ...{ area: percent, households: percent, buildings: percent, estates: percent },
    ...{ classNeed: percent, gap: percent },
  })
  .refine((one) => Object.values(one).reduce((sum, value) => sum + value, 0) === 100, '权重之和应为 100');
const headShape = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  state: z.enum(allocationStates),
  note: z.string(),
  version: z.number().int(),
  ...{ createdBy: z.string(), createdAt: z.iso.datetime(), submittedBy: z.string().nullable() },
  ...{ approvedBy: z.string().nullable(), approvedAt: z.iso.datetime().nullable() },
  approvalNumber: z.string().nullable(),
  ...{ publishedBy: z.string().nullable(), publishedAt: z.iso.datetime().nullable() },
  hash: z.string().nullable(),
  /** Over all lines, as they stand now and as the rule proposed them. */
  ...{ amountFen: fen, proposedFen: fen },
});
const sourceShape = z.object({
  sourceId: z.uuid(),
  documentNumber: z.string(),
  title: z.string(),
  regionName: z.string(),
  classes: z.array(classId),
  excludedItems: z.array(z.string()),
  lastDay: z.string().nullable(),
  availableFen: fen,
});
const lineShape = z.object({
  ...{ sourceId: z.uuid(), projectId: z.uuid(), estateId: z.uuid(), item: z.string() },
  ...{ projectName: z.string(), estateName: z.string(), itemTitle: z.string(), itemClass: classId },
  ...{ proposedFen: fen, amountFen: fen, why: z.string(), reason: z.string() },
});
const needShape = z.object({
  ...{ projectId: z.uuid(), estateId: z.uuid(), item: z.string(), itemClass: classId },
  ...{ projectName: z.string(), estateName: z.string(), itemTitle: z.string() },
  /** In the approved scheme; arranged before; not covered after this allocation. */
  ...{ costFen: fen, arrangedFen: fen, gapFen: fen },
});
const path = '/funding/allocations' as const;
const one = { id: z.uuid(), version: z.number().int() };
const reason = z.string().trim().min(1, '请写明理由').max(500);
const versionShape = z.object({ version: z.number().int() });
const createInput = z.strictObject({
  title: z.string().trim().min(1, '请填写名称').max(120),
  note: z.string().trim().max(1000).default(''),
  sourceIds: z.array(z.uuid()).min(1, '请选择资金来源').max(100),
  projectIds: z.array(z.uuid()).min(1, '请选择项目').max(300),
});
const lineInput = z.strictObject({
  ...one,
  ...{ sourceId: z.uuid(), projectId: z.uuid(), estateId: z.uuid(), item: z.string().max(40) },
  amountFen: fenInput,
  reason: z.string().trim().max(500).default(''),
});
export const allocationQuery = { search: searchShape, state: z.enum(allocationStates).optional() };

/** 资金使用方案, 六(四): proposed by rule, adjusted by hand, approved by another person, arranged, published. */
export const allocationSchemesContract = {
  list: oc
    .route({ method: 'GET', path, summary: '资金使用方案' })
    .input(z.object({ ...allocationQuery, ...pageShape }))
    .output(z.object({ total: z.number().int(), items: z.array(headShape) })),
  choices: oc
    .route({ method: 'GET', path: `${path}/choices`, summary: '可统筹的来源与有资金需求的项目' })
    .output(
      z.object({
        sources: z.array(sourceShape),
        projects: z.array(
          z.object({
            ...{ projectId: z.uuid(), code: z.string(), name: z.string(), estates: z.number().int() },
            /** Estates without an approved scheme: nothing can be arranged for them. */
            without: z.array(z.string()),
            ...{ costFen: fen, arrangedFen: fen, needFen: fen },
          }),
        ),
        weights: weightsShape,
        unverified: z.boolean(),
      }),
    ),
  show: oc
    .route({ method: 'GET', path: `${path}/{id}`, summary: '一个资金使用方案' })
    .input(z.object({ id: z.uuid() }))
    .output(
      headShape.extend({
        weights: weightsShape,
        policyVersion: z.string(),
        sources: z.array(sourceShape),
        lines: z.array(lineShape),
        needs: z.array(needShape),
      }),
    ),
  create: oc
    .route({ method: 'POST', path, summary: '按规则提出资金使用方案' })
    .input(createInput)
    .output(z.object({ id: z.uuid() })),
  propose: oc
    .route({ method: 'POST', path: `${path}/{id}/propose`, summary: '重新按规则提出建议' })
    .input(z.strictObject({ ...one, weights: weightsShape }))
    .output(versionShape),
  adjust: oc
    .route({ method: 'POST', path: `${path}/{id}/lines`, summary: '调整一行' })
    .input(lineInput)
    .output(versionShape),
  submit: oc
    .route({ method: 'POST', path: `${path}/{id}/submit`, summary: '提交审批' })
    .input(z.strictObject(one))
    .output(versionShape),
  sendBack: oc
    .route({ method: 'POST', path: `${path}/{id}/send-back`, summary: '退回修改' })
    .input(z.strictObject({ ...one, reason }))
    .output(versionShape),
  approve: oc
    .route({ method: 'POST', path: `${path}/{id}/approve`, summary: '批准并安排资金' })
    .input(z.strictObject({ ...one, approvalNumber: z.string().trim().min(1, '请填写批准文号').max(120) }))
    .output(versionShape),
  revoke: oc
    .route({ method: 'POST', path: `${path}/{id}/revoke`, summary: '撤销批准，收回安排' })
    .input(z.strictObject({ ...one, reason }))
    .output(versionShape),
  publish: oc
    .route({ method: 'POST', path: `${path}/{id}/publish`, summary: '公布' })
    .input(z.strictObject(one))
    .output(versionShape),
  withdraw: oc
    .route({ method: 'POST', path: `${path}/{id}/withdraw`, summary: '作废' })
    .input(z.strictObject({ ...one, reason }))
    .output(versionShape),
};

export type AllocationHead = z.output<typeof headShape>;
export type AllocationView = AllocationHead & {
  readonly sources: z.output<typeof sourceShape>[];
  readonly lines: z.output<typeof lineShape>[];
  readonly needs: z.output<typeof needShape>[];
};
export type AllocationSource = z.output<typeof sourceShape>;
export type Weights = z.output<typeof weightsShape>;
export type CreateInput = z.output<typeof createInput>;
export type LineInput = z.output<typeof lineInput>;
