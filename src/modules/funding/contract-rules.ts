import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import {
  benchEstate,
  estimateBasis,
  estimateDetail,
  estimatePart,
  estimateRow,
  inForceView,
  ruleBook,
  ruleSetDetail,
  ruleSetHead,
} from './contract-rules-shapes.ts';

/** Contribution rules 出资规则 and estimates: who reads, drafts, proposes and puts in force. */
export const rulesActions = defineActions({
  'funding.rules.read': roles,
  'funding.rules.edit': ['administrator', 'taskForce', 'finance'],
  /** Another person than the one who proposed. */
  'funding.rules.enforce': ['taskForce', 'leader', 'finance'],
  'funding.rules.estimate': ['administrator', 'taskForce', 'finance', 'subdistrictClerk'],
  'funding.rules.network': ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'],
});

const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
const day = z.iso.date('日期应形如 2026-12-01');
const version = z.int().min(1);
const one = z.strictObject({ id: z.uuid() });
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
export const ruleSetQuery = z.object({
  search: text(50).optional(),
  state: z.enum(['draft', 'proposed', 'inForce', 'cancelled']).optional(),
  sort: z.enum(['number', 'title', 'fromDay', 'updatedAt']).default('number'),
  descending: z.stringbool().default(true),
});
export const ruleSetEdit = z.strictObject({
  id: z.uuid(),
  version,
  title: text(60).min(2, '请填写名称'),
  basisClause: text(60),
  basisDocument: text(120),
  note: text(500),
  book: ruleBook,
});
export const estimateQuery = z.object({
  search: text(50).optional(),
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  source: z.enum(['catalogue', 'scheme']).optional(),
  issues: z.stringbool().optional(),
  sort: z.enum(['name', 'total', 'residents', 'perHousehold']).default('name'),
  descending: z.stringbool().default(false),
});
export const networkInput = z.strictObject({
  estateId: z.uuid(),
  item: z.string().max(40),
  insideShare: z.string().regex(/^(0|1|0\.\d{1,6})$/, '应为 0 到 1 之间的小数'),
  pipe: z.enum(['utility', 'other']),
  document: text(200).min(2, '请写明依据的文件或核实记录'),
  /** 0 where nothing was entered before. */
  version: z.int().min(0),
});

const route = (method: 'GET' | 'POST', path: `/funding/${string}`, summary: string) =>
  oc.route({ method, path, summary });
const at = '/funding/rule-sets/{id}' as const;
const reason = text(500).min(2, '请写明理由');

/** Requests and answers of the area `rules`. */
export const rulesContract = {
  list: route('GET', '/funding/rule-sets', '出资规则各版本')
    .input(ruleSetQuery.extend(page))
    .output(z.object({ total: z.int(), items: z.array(ruleSetHead) })),
  inForce: route('GET', '/funding/rule-sets-in-force', '现行出资规则').output(inForceView),
  show: route('GET', at, '一版出资规则').input(one).output(ruleSetDetail),
  create: route('POST', '/funding/rule-sets', '起草出资规则')
    .input(
      z.strictObject({
        title: text(60).min(2, '请填写名称'),
        /** A set to start from; null: what holds now. */
        basedOn: z.uuid().nullable(),
        /** Made by the sender: the same draft sent twice is one draft. */
        key: z.uuid(),
      }),
    )
    .output(ruleSetDetail),
  edit: route('POST', at, '保存出资规则草案').input(ruleSetEdit).output(ruleSetDetail),
  propose: route('POST', `${at}/propose`, '提请生效')
    .input(one.extend({ version, fromDay: day }))
    .output(ruleSetDetail),
  giveBack: route('POST', `${at}/return`, '退回草案')
    .input(one.extend({ version, reason }))
    .output(ruleSetDetail),
  enforce: route('POST', `${at}/enforce`, '批准生效').input(one.extend({ version })).output(ruleSetDetail),
  cancel: route('POST', `${at}/cancel`, '作废草案')
    .input(one.extend({ version, reason }))
    .output(ruleSetDetail),
  bench: route('GET', '/funding/rules-bench', '试算台：各小区的测算条件')
    .input(
      z.object({
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        size: z.coerce.number().int().min(1).max(500).default(500),
      }),
    )
    .output(z.object({ total: z.int(), basis: estimateBasis, items: z.array(benchEstate) })),
  estimates: route('GET', '/funding/estimates', '各小区出资测算')
    .input(estimateQuery.extend(page))
    .output(
      z.object({
        total: z.int(),
        ruleSetTitle: z.string(),
        unverified: z.boolean(),
        /** Estates in sight that have no estimate under the rules that hold. */
        missing: z.int(),
        payers: z.array(z.object({ payer: z.string(), title: z.string(), amountFen: z.string() })),
        items: z.array(estimateRow),
      }),
    ),
  estimate: route('GET', '/funding/estimates/{estateId}', '一个小区的出资测算')
    .input(z.strictObject({ estateId: z.uuid() }))
    .output(estimateDetail),
  parts: route('GET', '/funding/estimates/{estateId}/parts', '各户应出')
    .input(z.object({ estateId: z.uuid(), search: text(30).optional(), ...page }))
    .output(z.object({ total: z.int(), items: z.array(estimatePart) })),
  compute: route('POST', '/funding/estimates', '按现行规则重新测算')
    .input(z.strictObject({}))
    .output(z.object({ jobId: z.uuid() })),
  network: route('POST', '/funding/estimates/{estateId}/networks', '登记管线产权与入户端口')
    .input(networkInput)
    .output(estimateDetail),
};
