import { oc } from '@orpc/contract';
import { z } from 'zod';
import { pageShape, searchShape } from './contract-finance-imports.ts';

export const voucherKinds = ['receipt', 'payment'] as const;
export const voucherStates = ['open', 'booked', 'setAside', 'undone'] as const;
const fen = z.string();
const rowShape = z.object({
  id: z.uuid(),
  kind: z.enum(voucherKinds),
  number: z.string(),
  day: z.string(),
  amountFen: fen,
  payee: z.string(),
  payer: z.string(),
  documentNumber: z.string().nullable(),
  summary: z.string(),
  state: z.enum(voucherStates),
  how: z.enum(['automatic', 'hand', 'fact']).nullable(),
  sourceTitle: z.string().nullable(),
  sourceId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  note: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  version: z.number().int(),
  importId: z.uuid(),
  cell: z.string(),
});
/** What a voucher may belong to: a source that waits for money, or an authorisation not yet paid. */
const candidateShape = z.object({
  id: z.uuid(),
  kind: z.enum(['source', 'authorisation']),
  title: z.string(),
  documentNumbers: z.array(z.string()),
  payee: z.string().nullable(),
  /** What is still expected of it. */
  openFen: fen,
  /** What agrees with the voucher. */
  agrees: z.array(z.enum(['amount', 'payee', 'document'])),
});
export const voucherQuery = {
  search: searchShape,
  kind: z.enum(voucherKinds).optional(),
  state: z.enum(voucherStates).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(['day', 'amountFen', 'number']).optional(),
  descending: z.stringbool().default(false),
};
const path = '/funding/treasury-vouchers' as const;
const one = { id: z.uuid(), version: z.number().int() };
const done = z.object({ version: z.number().int(), caseId: z.uuid().nullable() });
const note = z.string().trim().min(1, '请写明理由').max(500);

/** 国库凭证: booked by themselves where everything agrees, else from the desk. */
export const treasuryVouchersContract = {
  list: oc
    .route({ method: 'GET', path, summary: '国库凭证' })
    .input(z.object({ ...voucherQuery, ...pageShape }))
    .output(z.object({ total: z.number().int(), items: z.array(rowShape), open: z.number().int() })),
  show: oc
    .route({ method: 'GET', path: `${path}/{id}`, summary: '一张国库凭证与可能对应的来源或授权' })
    .input(z.object({ id: z.uuid(), search: searchShape }))
    .output(rowShape.extend({ candidates: z.array(candidateShape) })),
  book: oc
    .route({ method: 'POST', path: `${path}/{id}/book`, summary: '凭证对应到来源或授权并记账' })
    .input(
      z.strictObject({
        ...one,
        sourceId: z.uuid().nullable().default(null),
        authorisationId: z.uuid().nullable().default(null),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(done),
  setAside: oc
    .route({ method: 'POST', path: `${path}/{id}/set-aside`, summary: '凭证搁置（不属本工程）' })
    .input(z.strictObject({ ...one, note }))
    .output(done),
  reopen: oc
    .route({ method: 'POST', path: `${path}/{id}/reopen`, summary: '撤销凭证的记账或搁置' })
    .input(z.strictObject({ ...one, note }))
    .output(done),
};

export type VoucherRow = z.output<typeof rowShape>;
export type VoucherCandidate = z.output<typeof candidateShape>;
const queryShape = z.object(voucherQuery);
export type VoucherQuery = z.output<typeof queryShape>;
