import { z } from 'zod';

const distinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

/** Parameters of a legal vote (依法表决) besides its thresholds. */
export const voteShapes = {
  /** Clocks of a legal vote; days, and years where named so. */
  'vote.calendar': z.strictObject({
    noticeDays: z.int('应为整数').min(1, '至少一日').max(90),
    representDays: z.int('应为整数').min(1, '至少一日').max(90),
    challengeYears: z.int('应为整数').min(1, '至少一年').max(20),
  }),
  /** The items of 民法典 278, first paragraph, and the class each decides by. */
  'vote.matters': z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][A-Za-z]*$/),
        item: z.int().min(1).max(9),
        title: z.string().trim().min(1),
        class: z.enum(['ordinary', 'special']),
        /** Titles of matters of a renovation that fall under it. */
        examples: z.array(z.string().trim().min(1)).default([]),
      }),
    )
    .min(1)
    .refine((list) => distinct(list.map((one) => one.id)), '事项编号重复'),
} as const;
