import { z } from 'zod';
import { paymentKinds } from './domain/payments/papers.ts';
import { contractKinds } from './domain/works/contract-kind.ts';

export const text = (limit: number) => z.string().trim().max(limit, `至多 ${limit} 字`);
export const fen = z.string().regex(/^\d{1,16}$/, '应为以分计的整数');
export const quantity = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/, '数量应为数字，至多三位小数');
export const day = z.iso.date('应为日期，形如 2026-05-01');
export const basisPoints = z.number().int().min(0).max(10_000);
export const one = z.object({ id: z.uuid() });
const fileShape = z.object({ id: z.uuid(), name: z.string() });
const kind = z.enum(contractKinds);
const paymentKind = z.enum(paymentKinds);

export const contractShape = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  kind,
  projectId: z.uuid(),
  projectName: z.string(),
  supplierName: z.string(),
  supervisorName: z.string().nullable(),
  sme: z.boolean(),
  signedOn: z.string(),
  amountFen: z.string(),
  measuredFen: z.string(),
  /** Measured less recovered advance and retention, whether asked for or not. */
  payableFen: z.string(),
  authorisedFen: z.string(),
  paidFen: z.string(),
  /** Retention kept and not yet released. */
  retentionFen: z.string(),
});

export const contractLine = z.object({
  lineId: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  item: z.string(),
  itemTitle: z.string(),
  title: z.string(),
  unit: z.string(),
  quantity: z.string(),
  amountFen: z.string(),
  measuredQuantity: z.string(),
  measuredFen: z.string(),
});

export const warrantyShape = z.object({
  item: z.string(),
  itemTitle: z.string(),
  /** 两个采暖期, 五年. */
  term: z.string(),
  endsOn: z.string().nullable(),
});

const gateStanding = z.object({
  gate: z.string(),
  title: z.string(),
  /** Passed for this contract or for the whole project. */
  passed: z.boolean(),
});

export const gateShape = z.object({
  id: z.uuid(),
  gate: z.string(),
  title: z.string(),
  contractId: z.uuid().nullable(),
  contractNumber: z.string().nullable(),
  passedOn: z.string(),
  documentNumber: z.string(),
  file: fileShape.nullable(),
  documentHash: z.string().nullable(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  revokeReason: z.string().nullable(),
});

export const measurementShape = z.object({
  id: z.uuid(),
  measuredOn: z.string(),
  grossFen: z.string(),
  retainedFen: z.string(),
  recoveredFen: z.string(),
  payableFen: z.string(),
  documentNumber: z.string(),
  file: fileShape.nullable(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  reversed: z.boolean(),
});

export const contractDetail = contractShape.extend({
  supplierId: z.uuid(),
  supervisorId: z.uuid().nullable(),
  termDays: z.number().int(),
  termAgreed: z.boolean(),
  wagesBp: z.number().int(),
  wagesAccount: z.string(),
  defectMonths: z.number().int(),
  ...{ advanceBp: z.number().int(), recoveryBp: z.number().int() },
  ...{ progressBp: z.number().int(), retentionBp: z.number().int() },
  /** Titles and versions of the approved schemes it was signed, or last changed, under. */
  schemes: z.array(z.object({ title: z.string(), version: z.number().int() })),
  /** The approved scheme has moved on since: a variation may be entered. */
  schemeNewer: z.boolean(),
  file: fileShape.nullable(),
  signedBy: z.string(),
  lines: z.array(contractLine),
  sources: z.array(
    z.object({
      sourceId: z.uuid(),
      title: z.string(),
      documentNumber: z.string(),
      estateName: z.string(),
      itemTitle: z.string(),
      ...{ committedFen: z.string(), measuredFen: z.string(), payableFen: z.string() },
      ...{ authorisedFen: z.string(), paidFen: z.string(), retainedFen: z.string() },
    }),
  ),
  measurements: z.array(measurementShape),
  changes: z.array(
    z.object({
      id: z.uuid(),
      documentNumber: z.string(),
      approvedOn: z.string(),
      reason: z.string(),
      beforeFen: z.string(),
      afterFen: z.string(),
      by: z.string(),
    }),
  ),
  gates: z.array(z.object({ kind: paymentKind, gates: z.array(gateStanding) })),
  /** Acceptance from which warranties run; null: none yet. */
  acceptedOn: z.string().nullable(),
  warranties: z.array(warrantyShape),
  /** First day on which retention may be asked back. */
  retentionFreeOn: z.string().nullable(),
  mayMeasure: z.boolean(),
});

const billLine = z.strictObject({ lineId: z.uuid(), quantity, amountFen: fen });
export const signInput = z.strictObject({
  projectId: z.uuid(),
  number: text(60).min(1, '请填写合同编号'),
  title: text(100).min(2, '合同名称至少 2 个字'),
  kind,
  supplierId: z.uuid('请选择签约单位'),
  supervisorId: z.uuid().nullable().default(null),
  sme: z.boolean(),
  /** Days named by the contract; null: the law's own term. */
  termDays: z.number().int().min(1).max(365).nullable().default(null),
  wagesAccount: text(60).default(''),
  /** null: the least the pack asks for. */
  wagesBp: basisPoints.nullable().default(null),
  advanceBp: basisPoints,
  retentionBp: basisPoints,
  defectMonths: z.number().int().min(0).max(120),
  signedOn: day,
  fileId: z.uuid('请附合同文件'),
  lines: z.array(billLine).min(1, '至少一行').max(500, '至多 500 行'),
});

export const proposalShape = z.object({
  lines: z.array(
    z.object({
      sourceId: z.uuid(),
      sourceTitle: z.string(),
      documentNumber: z.string(),
      estateId: z.uuid(),
      estateName: z.string(),
      item: z.string(),
      itemTitle: z.string(),
      amountFen: z.string(),
      leftFen: z.string(),
      reason: z.string(),
    }),
  ),
  short: z.array(z.object({ estateName: z.string(), itemTitle: z.string(), amountFen: z.string() })),
});

export const schemeBasis = z.object({
  projectId: z.uuid(),
  projectName: z.string(),
  schemes: z.array(z.object({ title: z.string(), version: z.number().int(), approvedOn: z.string() })),
  lines: z.array(
    z.object({
      lineId: z.uuid(),
      estateId: z.uuid(),
      estateName: z.string(),
      item: z.string(),
      itemTitle: z.string(),
      place: z.string(),
      unit: z.string(),
      quantity: z.string(),
      amountFen: z.string(),
      /** Already in other contracts. */
      takenQuantity: z.string(),
      takenFen: z.string(),
      /** Arranged for its estate and item and in no contract. */
      arrangedFen: z.string(),
    }),
  ),
  limits: z.object({
    advanceMinBp: z.number().int(),
    advanceMaxBp: z.number().int(),
    retentionMaxBp: z.number().int(),
    defectMonthsMax: z.number().int(),
    wagesBp: z.number().int(),
    terms: z.object({
      sme: z.number().int(),
      smeAgreed: z.number().int(),
      other: z.number().int(),
      unit: z.enum(['working', 'calendar']),
    }),
    /** Parameters of these that nobody confirmed. */
    unverified: z.array(z.string()),
  }),
});
