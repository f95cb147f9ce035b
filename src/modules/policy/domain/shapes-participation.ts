import { z } from 'zod';
import { accessShapes } from './access-shapes.ts';
import { daySchema, shareSchema } from './parameter.ts';
import { voteShapes } from './vote-shapes.ts';

/** Payer → share as decimal text; the shares sum to exactly 1. */
export const payerShares = z
  .partialRecord(
    z.enum(['residents', 'fiscal', 'utilities', 'social']),
    z.string().regex(/^(0|1)(\.\d{1,4})?$/, '应为 0 到 1 的小数，至多四位'),
  )
  .refine(
    (shares) =>
      Object.values(shares).reduce((sum, text) => sum + Math.round(Number(text) * 10_000), 0) === 10_000,
    '各出资方份额之和应为 1',
  );
const days = z.int('应为整数').min(1, '至少一天').max(365, '至多 365 天');

/** A fraction of whole numbers as the law writes it: `2/3`. */
const fraction = z
  .string()
  .regex(/^[1-9]\d{0,3}\/[1-9]\d{0,3}$/, { error: '应为分数，形如 2/3', abort: true })
  .refine((text) => {
    const [num = 0, den = 1] = text.split('/').map(Number);
    return num <= den;
  }, '不应大于 1');
const voteThreshold = z.strictObject({
  /** Share of all heads and of all area that has to take part; equality is enough. */
  quorum: fraction,
  /** Share of those taking part that has to be for, by heads and by area; `strict`: more than it. */
  majority: fraction,
  strict: z.boolean(),
});

/** The shapes of 民意: votes, notices, objections, bodies and openness. */
export const participationShapes = {
  ...voteShapes,
  ...accessShapes,
  'vote.thresholds': z.strictObject({
    article: z.string().trim().min(1, '应写明条文'),
    ordinary: voteThreshold,
    special: voteThreshold,
  }),
  'notice.days': z.strictObject({
    scheme: days,
    roll: days,
    vote: days,
    result: days,
    choice: days,
    other: days,
  }),
  /** Within how many calendar days of the decision its result is posted. */
  'notice.resultWithin': days,
  'objection.answerDays': z.strictObject({ days, unit: z.enum(['working', 'calendar']) }),
  'calendar.holidays': z.strictObject({ off: z.array(daySchema), work: z.array(daySchema) }),
  'body.managementCommittee': z.strictObject({
    minMembers: z.int().min(1).max(99),
    odd: z.boolean(),
    ownerShare: shareSchema,
    chairs: z.array(z.enum(['subdistrict', 'residentsCommittee', 'owner', 'other'])).min(1),
  }),
  'body.termWarnDays': days,
  /** Households that answered ÷ all households, fixed when a survey of wishes opens. */
  'wishes.coverage': shareSchema,
  'finding.answerDays': z.strictObject({ note: days, defect: days, danger: days }),
} as const;
