import { oc } from '@orpc/contract';
import { z } from 'zod';

export const financeImportKinds = ['indicator', 'voucher'] as const;
export const financeImportStates = [
  'checking',
  'checked',
  'failed',
  'committing',
  'committed',
  'undone',
] as const;
/** 50 pages of a list at most are asked for at once. */
export const pageShape = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
export const searchShape = z.string().trim().max(100).optional();
export const dayShape = z.iso.date('应为存在的日期，形如 2021-03-05');
const reason = z.string().trim().min(1, '请写明理由').max(500);

const issueShape = z.object({ sheet: z.string(), cell: z.string(), code: z.string(), message: z.string() });
/** What checking found; nothing is booked by it. */
export const financeReportShape = z.object({
  /** Lines that would be booked. */
  ready: z.number().int(),
  /** Lines that stand in the books already, the same in every respect. */
  known: z.number().int(),
  faults: z.number().int(),
  /** Fen. */
  amountFen: z.string(),
  /** The first 2 000. */
  issues: z.array(issueShape),
  notes: z.array(z.string()),
  /** The first 300 lines as understood. */
  preview: z.array(
    z.object({
      cell: z.string(),
      known: z.boolean(),
      number: z.string(),
      place: z.string(),
      about: z.string(),
      amountFen: z.string(),
    }),
  ),
});
export const financeOutcomeShape = z.object({
  booked: z.number().int(),
  /** Vouchers that wait at the desk. */
  open: z.number().int(),
  known: z.number().int(),
});
const headShape = z.object({
  id: z.uuid(),
  kind: z.enum(financeImportKinds),
  fileName: z.string(),
  state: z.enum(financeImportStates),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  committedAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  undoReason: z.string().nullable(),
  jobId: z.uuid().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  report: financeReportShape.nullable(),
  outcome: financeOutcomeShape.nullable(),
});
const path = '/funding/finance-imports' as const;

/** Files of the finance bureau: checked, booked, undone. They go up by a raw route. */
export const financeImportsContract = {
  list: oc
    .route({ method: 'GET', path, summary: '财政文件导入记录' })
    .input(z.object({ kind: z.enum(financeImportKinds), search: searchShape, ...pageShape }))
    .output(z.object({ total: z.number().int(), items: z.array(headShape) })),
  show: oc
    .route({ method: 'GET', path: `${path}/{id}`, summary: '一次财政文件导入' })
    .input(z.object({ id: z.uuid() }))
    .output(headShape),
  commit: oc
    .route({ method: 'POST', path: `${path}/{id}/commit`, summary: '把核对过的财政文件记账' })
    .input(z.strictObject({ id: z.uuid(), version: z.number().int() }))
    .output(z.object({ jobId: z.uuid(), version: z.number().int() })),
  undo: oc
    .route({ method: 'POST', path: `${path}/{id}/undo`, summary: '撤销一次财政文件导入' })
    .input(z.strictObject({ id: z.uuid(), version: z.number().int(), reason }))
    .output(z.object({ version: z.number().int() })),
};

export type FinanceImportHead = z.output<typeof headShape>;
export type FinanceReport = z.output<typeof financeReportShape>;
export type FinanceOutcome = z.output<typeof financeOutcomeShape>;
