import { oc } from '@orpc/contract';
import { z } from 'zod';
import { fenInput } from './contract-calculators.ts';
import { dayShape, pageShape, searchShape } from './contract-finance-imports.ts';

export const indicatorStates = ['open', 'expiring', 'expired', 'spent'] as const;
const fen = z.string();
const rowShape = z.object({
  sourceId: z.uuid(),
  documentNumber: z.string(),
  title: z.string(),
  regionCode: z.string(),
  regionName: z.string(),
  subChannel: z.string(),
  subChannelTitle: z.string(),
  classes: z.array(z.enum(['basic', 'improvement', 'enhancement'])),
  excludedItems: z.array(z.string()),
  budgetYear: z.number().int(),
  expiresOn: z.string().nullable(),
  /** Days until the last day it may be used on; negative when over, null when open. */
  daysLeft: z.number().int().nullable(),
  carry: z.boolean(),
  /** 指标 in all, not yet arranged, arranged, received, paid; fen. */
  ...{ grantedFen: fen, budgetFen: fen, arrangedFen: fen, receivedFen: fen, paidFen: fen },
  state: z.enum(indicatorStates),
  importId: z.uuid().nullable(),
  fileName: z.string().nullable(),
  cell: z.string().nullable(),
});
const actShape = z.object({
  id: z.uuid(),
  kind: z.enum(['carry', 'recall', 'clawback']),
  documentNumber: z.string(),
  amountFen: fen,
  toYear: z.number().int().nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export const indicatorQuery = {
  search: searchShape,
  subChannel: z.string().max(40).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  state: z.enum(indicatorStates).optional(),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  sort: z.enum(['documentNumber', 'expiresOn', 'budgetFen', 'grantedFen', 'budgetYear']).optional(),
  descending: z.stringbool().default(false),
};
const path = '/funding/indicators' as const;
const paper = {
  documentNumber: z.string().trim().min(1, '请填写文号').max(120),
  fileId: z.uuid().nullable().default(null),
  bookedOn: dayShape,
  reason: z.string().trim().min(1, '请写明理由').max(500),
};

const carryInput = z.strictObject({
  sourceId: z.uuid(),
  toYear: z.int().min(2000).max(2100),
  ...paper,
});
const recallInput = z.strictObject({
  sourceId: z.uuid(),
  kind: z.enum(['recall', 'clawback']),
  amountFen: fenInput,
  /** Cash that goes back with it; 0: none. */
  refundFen: fenInput.default(0n),
  voucherNumber: z.string().trim().max(120).default(''),
  payee: z.string().trim().max(120).default(''),
  ...paper,
});

/** 指标: what the finance bureau's documents handed out, and what became of it at the year's end. */
export const indicatorsContract = {
  list: oc
    .route({ method: 'GET', path, summary: '指标与到期资金' })
    .input(z.object({ ...indicatorQuery, ...pageShape }))
    .output(
      z.object({
        total: z.number().int(),
        items: z.array(rowShape),
        /** Over all that was found: fen not arranged of what is expiring or expired. */
        expiringFen: fen,
        warnDays: z.number().int(),
      }),
    ),
  show: oc
    .route({ method: 'GET', path: `${path}/{sourceId}`, summary: '一条指标' })
    .input(z.object({ sourceId: z.uuid() }))
    .output(rowShape.extend({ acts: z.array(actShape) })),
  carry: oc
    .route({ method: 'POST', path: `${path}/{sourceId}/carry`, summary: '年末结转' })
    .input(carryInput)
    .output(z.object({ lapsedFen: fen })),
  recall: oc
    .route({ method: 'POST', path: `${path}/{sourceId}/recall`, summary: '收回或追回指标' })
    .input(recallInput)
    .output(z.object({ postingId: z.uuid() })),
};

export type IndicatorRow = z.output<typeof rowShape>;
const queryShape = z.object(indicatorQuery);
export type IndicatorQuery = z.output<typeof queryShape>;
export type CarryInput = z.output<typeof carryInput>;
export type RecallInput = z.output<typeof recallInput>;
