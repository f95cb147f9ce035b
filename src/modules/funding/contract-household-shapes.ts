import { z } from 'zod';
import {
  billStates,
  collectionScopes,
  collectionStates,
  divideMethods,
  partKinds,
  receiptWays,
  reliefKinds,
  reminderWays,
} from './domain/household/words.ts';

/** Fen as decimal text. */
export const fen = z.string();
const count = z.number().int();
export const fenInput = z
  .string()
  .regex(/^\d{1,15}$/, '金额应为分，非负整数')
  .transform((text) => BigInt(text));
export const positiveFen = fenInput.refine((value) => value > 0n, '金额应大于 0');
export const day = z.iso.date('应为日期，形如 2026-12-07');
export const text = (label: string, most: number) =>
  z.string().trim().min(1, `请填写${label}`).max(most, `${label}最多 ${most} 个字`);
export const optionalText = (label: string, most: number) =>
  z.string().trim().max(most, `${label}最多 ${most} 个字`).default('');
export const version = z.number().int().min(1);
export const place = z.string().trim().min(1).max(40);
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
export const idInput = z.object({ id: z.uuid() });

export const whyShape = z.object({ label: z.string(), value: z.string(), basis: z.string() });
export const instalmentShape = z.object({ dueOn: z.string(), share: z.string() });
export const sumsShape = z.object({
  parts: count,
  shareFen: fen,
  reliefFen: fen,
  pledgedFen: fen,
  pledgedParts: count,
  dueFen: fen,
  /** Receipts less refunds. */
  netFen: fen,
  paidParts: count,
  arrearsFen: fen,
  arrearsParts: count,
  overpaidFen: fen,
});

export const collectionRowShape = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  scope: z.enum(collectionScopes),
  scopeName: z.string(),
  method: z.enum(divideMethods),
  state: z.enum(collectionStates),
  totalFen: fen,
  sums: sumsShape,
  createdAt: z.string(),
  version: count,
});
export const basisShape = z.object({
  kind: z.enum(['vote', 'agreement']),
  title: z.string(),
  documentNumber: z.string(),
  voteId: z.uuid().nullable(),
  signedOn: z.string().nullable(),
  fileId: z.uuid().nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
});
const payeeShape = z.object({
  name: z.string(),
  account: z.string(),
  bank: z.string(),
  note: z.string(),
});
export const collectionShape = collectionRowShape.extend({
  estateCode: z.string(),
  building: z.string().nullable(),
  entrance: z.string().nullable(),
  items: z.array(z.string()),
  kinds: z.array(z.enum(partKinds)),
  amountSource: z.enum(['rules', 'entered']),
  amountBasis: z.string(),
  amountWhy: z.array(whyShape),
  methodBasis: z.object({ article: z.string(), unverified: z.boolean(), note: z.string() }),
  coefficients: z.record(z.string(), z.string()).nullable(),
  schemeId: z.uuid().nullable(),
  schemeVersion: count.nullable(),
  agreementFile: z.uuid().nullable(),
  instalments: z.array(instalmentShape),
  payee: payeeShape,
  basis: basisShape.nullable(),
  sourceId: z.uuid().nullable(),
  cancelReason: z.string().nullable(),
  issuedAt: z.string().nullable(),
  issuedBy: z.string().nullable(),
  createdBy: z.string(),
  buildings: z.array(z.object({ building: z.string(), sums: sumsShape })),
});

export const billRowShape = z.object({
  id: z.uuid(),
  collectionId: z.uuid(),
  number: z.string().nullable(),
  partId: z.uuid(),
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
  place: z.string(),
  kind: z.enum(partKinds),
  floor: count.nullable(),
  areaCm2: z.string().nullable(),
  ownerMasked: z.string(),
  weight: z.string(),
  shareFen: fen,
  reliefFen: fen,
  pledgedFen: fen.nullable(),
  pledgeSource: z.enum(['wish', 'agreement']).nullable(),
  dueFen: fen.nullable(),
  netFen: fen,
  leftFen: fen,
  overdueFen: fen,
  state: z.enum(billStates),
  lastRemindedOn: z.string().nullable(),
  version: count,
});
export const reliefShape = z.object({
  id: z.uuid(),
  billId: z.uuid(),
  collectionId: z.uuid(),
  collectionTitle: z.string(),
  place: z.string(),
  kind: z.enum(reliefKinds),
  amountFen: fen,
  subChannel: z.string(),
  subChannelTitle: z.string(),
  /** What the channel still owes the collection's source, whose money was arranged before the relief. */
  claimFen: fen,
  reason: z.string(),
  fileId: z.uuid(),
  state: z.enum(['proposed', 'approved', 'refused', 'withdrawn']),
  proposedAt: z.string(),
  proposedBy: z.string(),
  /** The one who proposed may not decide. */
  own: z.boolean(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string(),
  version: count,
});
export const receiptShape = z.object({
  id: z.uuid(),
  number: z.string(),
  amountFen: fen,
  receivedOn: z.string(),
  way: z.enum(receiptWays),
  payerMasked: z.string(),
  voucher: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
});
export const refundShape = z.object({
  id: z.uuid(),
  billId: z.uuid(),
  collectionId: z.uuid(),
  collectionTitle: z.string(),
  place: z.string(),
  amountFen: fen,
  reason: z.string(),
  fileId: z.uuid().nullable(),
  state: z.enum(['proposed', 'approved', 'refused', 'paid']),
  proposedAt: z.string(),
  proposedBy: z.string(),
  own: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string(),
  paidOn: z.string().nullable(),
  voucher: z.string().nullable(),
  version: count,
});
export const reminderShape = z.object({
  id: z.uuid(),
  batchId: z.uuid(),
  billId: z.uuid(),
  place: z.string(),
  way: z.enum(reminderWays),
  amountFen: fen,
  remindedOn: z.string(),
  note: z.string(),
  createdBy: z.string(),
});
export const billShape = billRowShape.extend({
  collectionTitle: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  estateCode: z.string(),
  instalments: z.array(z.object({ dueOn: z.string(), amountFen: fen, paidFen: fen })),
  why: z.array(whyShape),
  pledgedOn: z.string().nullable(),
  pledgeFile: z.uuid().nullable(),
  reliefs: z.array(reliefShape),
  receipts: z.array(receiptShape),
  refunds: z.array(refundShape),
  reminders: z.array(reminderShape),
  history: z.array(z.object({ at: z.string(), by: z.string(), what: z.string() })),
});
