import { z } from 'zod';
import { type Account, accountNames } from './domain/ledger/words.ts';

/** Shapes that several requests of the ledger share. Money is fen as decimal text. */
export const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
export const fen = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, '金额应为大于 0 的整数分')
  .transform(BigInt);
export const fenOut = z.string();
const days = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const day = z.string().refine((value) => {
  if (!days.test(value)) return false;
  const [y = 0, m = 1, d = 1] = value.split('-').map(Number);
  return d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
}, '应为存在的日期，形如 2026-11-20');
export const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份应形如 2026-11');
export const reason = text(500).min(2, '请写明理由');
export const classShape = z.enum(['basic', 'improvement', 'enhancement']);
export const accountShape = z.enum(Object.keys(accountNames) as [Account, ...Account[]]);
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const sourceStates = ['open', 'expired', 'spent'] as const;
export const sourceQuery = z.object({
  search: text(60).optional(),
  channel: text(40).optional(),
  class: classShape.optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  state: z.enum(sourceStates).optional(),
  sort: z.enum(['documentNumber', 'budgetYear', 'granted', 'available']).default('budgetYear'),
  descending: flag.default(true),
});
export const sourceRow = z.object({
  id: z.uuid(),
  regionCode: z.string(),
  channel: z.string(),
  subChannel: z.string(),
  channelTitle: z.string(),
  title: z.string(),
  documentNumber: z.string(),
  classes: z.array(classShape),
  budgetYear: z.number().int(),
  expiresOn: z.string().nullable(),
  carry: z.boolean(),
  cash: z.boolean(),
  state: z.enum(sourceStates),
  grantedFen: fenOut,
  budgetFen: fenOut,
  receivedFen: fenOut,
  committedFen: fenOut,
  paidFen: fenOut,
  cashFen: fenOut,
  violationFen: fenOut,
});
export const sourceShape = sourceRow.extend({
  estates: z.array(z.object({ id: z.uuid(), name: z.string() })).nullable(),
  excludedItems: z.array(z.string()),
  documentFileId: z.uuid().nullable(),
  documentHash: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  /** Whether this user has charge of the source's whole region. */
  mine: z.boolean(),
  totals: z.array(z.object({ account: accountShape, balanceFen: fenOut })),
  cells: z.array(
    z.object({
      projectId: z.uuid(),
      project: z.string(),
      estate: z.string(),
      item: z.string(),
      itemTitle: z.string(),
      contract: z.string().nullable(),
      balances: z.record(z.string(), fenOut),
    }),
  ),
});

export const statementQuery = z.object({
  id: z.uuid(),
  account: accountShape.optional(),
  month: month.optional(),
  cursor: text(120).optional(),
  size: z.coerce.number().int().min(1).max(500).default(100),
});
export const statementLine = z.object({
  id: z.string(),
  postingId: z.uuid(),
  kind: z.string(),
  account: accountShape,
  bookedOn: z.string(),
  amountFen: fenOut,
  afterFen: fenOut,
  estate: z.string().nullable(),
  item: z.string().nullable(),
  documentNumber: z.string(),
  reason: z.string(),
});

export const postingQuery = z.object({
  search: text(60).optional(),
  kind: text(20).optional(),
  month: month.optional(),
  sourceId: z.uuid().optional(),
});
export const postingRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  bookedOn: z.string(),
  amountFen: fenOut,
  reason: z.string(),
  party: z.string(),
  documentNumber: z.string(),
  documentOn: z.string().nullable(),
  byName: z.string(),
  at: z.string(),
  reversesId: z.uuid().nullable(),
  reversedById: z.uuid().nullable(),
});
export const postingShape = postingRow.extend({
  fileId: z.uuid().nullable(),
  fileHash: z.string().nullable(),
  entries: z.array(
    z.object({
      id: z.string(),
      sourceId: z.uuid(),
      source: z.string(),
      account: accountShape,
      estate: z.string().nullable(),
      item: z.string().nullable(),
      contract: z.string().nullable(),
      amountFen: fenOut,
      balanceAfterFen: fenOut,
    }),
  ),
});
export const caseRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  sourceId: z.uuid(),
  source: z.string(),
  postingId: z.uuid(),
  amountFen: fenOut,
  voucher: z.string(),
  party: z.string(),
  foundAt: z.string(),
  state: z.enum(['open', 'resolved']),
  how: z.string().nullable(),
  resolution: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
});
