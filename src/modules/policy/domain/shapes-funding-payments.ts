import { z } from 'zod';
import { shareSchema } from './parameter.ts';

const days = z.int('应为整数').min(1, '至少一天').max(365, '至多 365 天');
const id = z.string().regex(/^[a-z][A-Za-z]*$/);
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应为月日，形如 11-15');
const term = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('years'), count: z.int().min(1).max(50) }),
  z.strictObject({ kind: z.literal('seasons'), count: z.int().min(1).max(10) }),
]);
const paper = z.strictObject({ id, title: z.string().trim().min(1, '不能为空').max(60, '至多 60 字') });
const papers = z
  .array(paper)
  .max(20, '至多 20 份')
  .refine((list) => new Set(list.map((one) => one.id)).size === list.length, '材料编号重复');

/** The shapes of contracts, measurement and payment requests (政府投资条例, 保障中小企业款项支付条例). */
export const fundingPaymentShapes = {
  'works.terms': z.strictObject({
    /** Highest advance and retention a contract may agree, of its amount and of each payment. */
    advanceMax: shareSchema,
    retentionMax: shareSchema,
    /** Longest period of liability for defects, in months. */
    defectMonthsMax: z.int().min(1).max(120),
  }),
  /** Of each progress payment of works, what goes to the wages account. */
  'works.wages': shareSchema,
  'works.warranty': z.strictObject({ items: z.record(id, term), otherwise: term }),
  'works.heatingSeason': z.strictObject({ from: monthDay, to: monthDay }),
  'payment.deadlines': z
    .strictObject({ sme: days, smeAgreed: days, other: days, unit: z.enum(['working', 'calendar']) })
    .refine((one) => one.sme <= one.smeAgreed, '合同约定的上限不得短于未约定时的期限'),
  /** Interest for each day late, in ten-thousandths of what is owed. */
  'payment.interest': z.strictObject({ dailyPerTenThousand: z.int().min(0).max(100) }),
  'payment.papers': z.strictObject({
    advance: papers,
    progress: papers,
    settlement: papers,
    retention: papers,
  }),
} as const;
