import { z } from 'zod';

const seat = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/),
  title: z.string().trim().min(1, '不能为空').max(40, '至多 40 字'),
  /** Without its agreement a scheme does not go to public notice. */
  needed: z.boolean(),
  /** Several bodies may sit on it, one opinion each (utilities). */
  several: z.boolean().default(false),
});

/** The shapes of 联合审查 (四(一), 四(二)2). */
export const schemeReviewShapes = {
  'scheme.review': z.strictObject({
    /** Working days from the day after asking. */
    workingDays: z.int('应为整数').min(1, '至少一个工作日').max(60, '至多 60 个工作日'),
    units: z
      .array(seat)
      .min(1, '至少一个单位')
      .max(30, '至多 30 个单位')
      .refine((list) => new Set(list.map((one) => one.id)).size === list.length, '单位编号重复')
      .refine((list) => list.some((one) => one.needed), '至少一个单位须出具意见'),
  }),
} as const;
