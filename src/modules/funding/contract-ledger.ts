import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { inKindContract } from './contract-ledger-in-kind.ts';
import * as s from './contract-ledger-shapes.ts';

/** The ledger 账目: all offices read; finance writes; who closes and reverses is finance too. */
export const ledgerActions = defineActions({
  'funding.ledger.read': roles,
  'funding.ledger.grant': ['administrator', 'finance'],
  'funding.ledger.receive': ['administrator', 'finance'],
  'funding.ledger.arrange': ['administrator', 'taskForce', 'finance'],
  'funding.ledger.inKind': ['taskForce', 'finance'],
  'funding.ledger.reverse': ['administrator', 'finance'],
  'funding.ledger.close': ['administrator', 'finance'],
  'funding.ledger.resolve': ['administrator', 'finance'],
});

const base = '/funding/ledger';
const tags = ['资金'];
const one = z.object({ id: z.uuid() });
const posted = z.object({ postingId: z.uuid() });

export const grantInput = z.strictObject({
  regionCode: z.string().regex(/^\d{6}(\d{3})?(\d{3})?$/, '应为行政区划代码'),
  channel: s.text(40).min(1),
  subChannel: s.text(40).min(1),
  title: s.text(80).min(1, '请填写名称'),
  documentNumber: s.text(60).min(1, '请填写指标文号'),
  documentFileId: z.uuid().nullable().default(null),
  classes: z.array(s.classShape).min(1, '至少选择一类').max(3),
  estates: z.array(z.uuid()).min(1).max(500).nullable().default(null),
  excludedItems: z.array(s.text(40)).max(100).default([]),
  budgetYear: z.int().min(2000).max(2100),
  expiresOn: s.day.nullable().default(null),
  carry: z.boolean(),
  cash: z.boolean(),
  amountFen: s.fen,
  bookedOn: s.day,
});
export const changeInput = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['increase', 'recall']),
  amountFen: s.fen,
  bookedOn: s.day,
  documentNumber: s.text(60).default(''),
  reason: s.reason,
});
export const carryInput = z.strictObject({
  id: z.uuid(),
  toYear: z.int().min(2000).max(2100),
  bookedOn: s.day,
  reason: s.reason,
});
export const receiveInput = z.strictObject({
  id: z.uuid(),
  amountFen: s.fen,
  bookedOn: s.day,
  voucherNumber: s.text(60).min(1, '请填写凭证号'),
  fileId: z.uuid().nullable().default(null),
  payer: s.text(80).min(1, '请填写付款单位'),
});
export const arrangeInput = z.strictObject({
  id: z.uuid(),
  bookedOn: s.day,
  reason: s.reason,
  basis: s.text(80).default(''),
  lines: z
    .array(
      z.strictObject({
        projectId: z.uuid(),
        estateId: z.uuid(),
        item: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, '应为改造内容目录中的编号'),
        amountFen: s.fen,
      }),
    )
    .min(1, '至少一行')
    .max(200, '至多 200 行'),
});
export const resolveInput = z.strictObject({
  id: z.uuid(),
  how: z.enum(['returned', 'attached', 'explained']),
  authorisationId: z.uuid().optional(),
  bookedOn: s.day.optional(),
  resolution: s.reason,
});
/** Without a day in the books it is today. */
export const reverseInput = z.strictObject({ id: z.uuid(), bookedOn: s.day.optional(), reason: s.reason });
const period = z.object({
  month: z.string(),
  closed: z.boolean(),
  closable: z.boolean(),
  postings: z.string(),
  closedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  balances: z.record(z.string(), s.fenOut),
});

export const ledgerContract = {
  ...inKindContract,
  sources: oc
    .route({ method: 'GET', path: `${base}/sources`, tags, summary: '资金来源列表' })
    .input(s.sourceQuery.extend(s.paging))
    .output(z.object({ total: z.number().int(), items: z.array(s.sourceRow) })),
  choices: oc
    .route({ method: 'GET', path: `${base}/choices`, tags, summary: '登记时可选的渠道、改造内容、项目小区' })
    .output(
      z.object({
        today: z.string(),
        channels: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            subChannels: z.array(
              z.object({
                id: z.string(),
                title: z.string(),
                classes: z.array(s.classShape),
                carry: z.boolean(),
              }),
            ),
          }),
        ),
        items: z.array(z.object({ id: z.string(), title: z.string(), class: s.classShape })),
        places: z.array(
          z.object({ projectId: z.uuid(), project: z.string(), estateId: z.uuid(), estate: z.string() }),
        ),
      }),
    ),
  source: oc
    .route({ method: 'GET', path: `${base}/sources/{id}`, tags, summary: '一个资金来源' })
    .input(one)
    .output(s.sourceShape),
  statement: oc
    .route({
      method: 'GET',
      path: `${base}/sources/{id}/statement`,
      tags,
      summary: '资金来源明细账，按页接续',
    })
    .input(s.statementQuery)
    .output(
      z.object({
        openingFen: s.fenOut.nullable(),
        closingFen: s.fenOut.nullable(),
        lines: z.array(s.statementLine),
        next: z.string().nullable(),
        months: z.array(z.string()),
      }),
    ),
  trace: oc
    .route({
      method: 'GET',
      path: `${base}/sources/{id}/trace`,
      tags,
      summary: '到账与支付逐分对应（先到先用）',
    })
    .input(one)
    .output(
      z.object({
        links: z.array(
          z.object({
            receiptId: z.uuid(),
            receipt: z.string(),
            receivedOn: z.string(),
            useId: z.uuid(),
            use: z.string(),
            usedOn: z.string(),
            kind: z.string(),
            estate: z.string().nullable(),
            item: z.string().nullable(),
            amountFen: s.fenOut,
          }),
        ),
        unusedFen: s.fenOut,
        capped: z.boolean(),
      }),
    ),
  grant: oc
    .route({ method: 'POST', path: `${base}/sources`, tags, summary: '登记指标（资金来源）' })
    .input(grantInput)
    .output(posted.extend({ sourceId: z.uuid() })),
  change: oc
    .route({ method: 'POST', path: `${base}/sources/{id}/change`, tags, summary: '追加或收回指标' })
    .input(changeInput)
    .output(posted),
  carry: oc
    .route({ method: 'POST', path: `${base}/sources/{id}/carry`, tags, summary: '年度结转或收回结余' })
    .input(carryInput)
    .output(posted.extend({ lapsedFen: s.fenOut })),
  receive: oc
    .route({ method: 'POST', path: `${base}/sources/{id}/receive`, tags, summary: '登记到账' })
    .input(receiveInput)
    .output(posted.extend({ caseId: z.uuid().nullable() })),
  arrange: oc
    .route({ method: 'POST', path: `${base}/sources/{id}/arrange`, tags, summary: '安排到小区的改造内容' })
    .input(arrangeInput)
    .output(posted),
  postings: oc
    .route({ method: 'GET', path: `${base}/postings`, tags, summary: '记账列表' })
    .input(s.postingQuery.extend(s.paging))
    .output(z.object({ total: z.number().int(), items: z.array(s.postingRow) })),
  posting: oc
    .route({ method: 'GET', path: `${base}/postings/{id}`, tags, summary: '一笔记账及其分录' })
    .input(one)
    .output(s.postingShape),
  reverse: oc
    .route({ method: 'POST', path: `${base}/postings/{id}/reverse`, tags, summary: '冲正' })
    .input(reverseInput)
    .output(posted),
  periods: oc
    .route({ method: 'GET', path: `${base}/periods`, tags, summary: '会计期间与各月试算平衡' })
    .output(z.array(period)),
  close: oc
    .route({ method: 'POST', path: `${base}/periods/close`, tags, summary: '结账' })
    .input(z.strictObject({ month: s.month }))
    .output(z.object({ month: z.string(), postings: z.string() })),
  cases: oc
    .route({ method: 'GET', path: `${base}/cases`, tags, summary: '违规事项' })
    .input(z.object({ state: z.enum(['open', 'resolved']).optional(), ...s.paging }))
    .output(z.object({ total: z.number().int(), items: z.array(s.caseRow) })),
  resolve: oc
    .route({ method: 'POST', path: `${base}/cases/{id}/resolve`, tags, summary: '了结违规事项' })
    .input(resolveInput)
    .output(z.object({ postingId: z.uuid().nullable() })),
};
