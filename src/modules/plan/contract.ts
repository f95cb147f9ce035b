import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import {
  budgetShape,
  capacityEdit,
  channelEdit,
  compareShape,
  estateDetailShape,
  estateRowShape,
  limitShape,
  mapPointShape,
  runRowShape,
  runShape,
  summaryShape,
} from './contract-shapes.ts';

/** Who may see budgets and plans, and who may change them. */
export const planActions = defineActions({
  'plan.read': roles,
  'plan.budget.edit': ['administrator', 'taskForce', 'finance'],
  'plan.limit.edit': ['administrator', 'taskForce'],
  'plan.solve': ['administrator', 'taskForce'],
  'plan.publish': ['administrator', 'taskForce'],
});

const reason = z.string().trim().min(1, '请填写理由').max(500, '理由最多 500 个字');
const year = z.coerce.number().int('年份应为整数').min(1949, '年份应为 1949 至 2200').max(2200);
const text = (limit: number) => z.string().trim().max(limit);
const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const runId = z.object({ id: z.uuid() });

/** What a list of a run's estates can be asked for; the export takes the same. */
export const estateQuery = {
  search: text(50).optional(),
  subdistrict: text(30).optional(),
  /** A year, `none` for those left out, `done`, or `outside` for those that were no candidates. */
  year: z
    .string()
    .regex(/^(\d{4}|none|done|outside)$/)
    .optional(),
  target: z.enum(['must', 'aspire']).optional(),
  sort: z.enum(['start', 'score', 'households', 'name', 'area', 'need']).default('start'),
  descending: z.stringbool().default(false),
};

export const planContract = {
  budget: {
    show: oc.route({ method: 'GET', path: '/plan/budget', summary: '资金盘子' }).output(budgetShape),
    save: oc
      .route({ method: 'POST', path: '/plan/budget', summary: '修改资金盘子' })
      .input(
        z.object({
          channels: z.array(channelEdit).max(60).default([]),
          capacity: z.array(capacityEdit).max(500).default([]),
          note: text(200).default(''),
        }),
      )
      .output(budgetShape),
    history: oc.route({ method: 'GET', path: '/plan/budget/history', summary: '资金盘子的修改记录' }).output(
      z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          by: z.string(),
          note: z.string(),
          fields: z.array(
            z.object({ label: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
          ),
        }),
      ),
    ),
  },
  limits: {
    list: oc
      .route({ method: 'GET', path: '/plan/limits', summary: '指定年份与补录' })
      .input(z.object({ estateId: z.uuid().optional(), withdrawn: z.stringbool().default(false) }))
      .output(z.array(limitShape)),
    set: oc
      .route({ method: 'POST', path: '/plan/limits', summary: '指定、禁止或补录年份' })
      .input(
        z.object({
          estateIds: z.array(z.uuid()).min(1, '请选择小区').max(500, '一次最多 500 个小区'),
          kind: z.enum(['pin', 'forbid', 'done']),
          year,
          reason,
        }),
      )
      .output(z.array(limitShape)),
    withdraw: oc
      .route({ method: 'POST', path: '/plan/limits/{id}/withdraw', summary: '撤回指定年份' })
      .input(z.object({ id: z.uuid(), reason }))
      .output(limitShape),
  },
  runs: {
    list: oc
      .route({ method: 'GET', path: '/plan/runs', summary: '测算与年度计划' })
      .input(z.object({ ...paging, published: z.stringbool().optional() }))
      .output(z.object({ total: z.number().int(), items: z.array(runRowShape) })),
    start: oc
      .route({ method: 'POST', path: '/plan/runs', summary: '开始测算' })
      .input(
        z.object({
          title: text(60).default(''),
          openFrom: year,
          limitSeconds: z.coerce
            .number()
            .int()
            .min(1, '时限应为 1 至 600 秒')
            .max(600, '时限应为 1 至 600 秒')
            .default(20),
          seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
        }),
      )
      .output(z.object({ jobId: z.uuid() })),
    show: oc
      .route({ method: 'GET', path: '/plan/runs/{id}', summary: '一次测算' })
      .input(runId)
      .output(runShape),
    estates: oc
      .route({ method: 'GET', path: '/plan/runs/{id}/estates', summary: '测算中的小区' })
      .input(runId.extend({ ...paging, ...estateQuery }))
      .output(z.object({ total: z.number().int(), items: z.array(estateRowShape) })),
    estate: oc
      .route({ method: 'GET', path: '/plan/runs/{id}/estates/{estateId}', summary: '为何是这一年' })
      .input(runId.extend({ estateId: z.uuid() }))
      .output(estateDetailShape),
    compare: oc
      .route({ method: 'GET', path: '/plan/runs/{id}/compare/{other}', summary: '比较两次测算' })
      .input(runId.extend({ other: z.uuid() }))
      .output(compareShape),
    publish: oc
      .route({ method: 'POST', path: '/plan/runs/{id}/publish', summary: '发布年度计划' })
      .input(runId.extend({ note: reason }))
      .output(runShape),
    map: oc
      .route({ method: 'GET', path: '/plan/runs/{id}/map', summary: '一张图' })
      .input(runId)
      .output(z.array(mapPointShape)),
  },
  summary: oc.route({ method: 'GET', path: '/plan/summary', summary: '计划进度' }).output(summaryShape),
};
