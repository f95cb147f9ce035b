import { z } from 'zod';

const points = z.int('应为整数（万分之一）').min(0).max(10_000, '不得超过 100%');

/** How a social-capital package is judged; rates in basis points (万分之一). */
export const packageShapes = {
  'package.limits': z.strictObject({
    rate: points,
    cover: z.int('应为整数（万分之一）').min(10_000, '偿债覆盖不应低于 1').max(50_000),
    maxConcessionYears: z.int('应为整数').min(1).max(50),
  }),
  'package.moves': z.strictObject({
    revenue: points,
    cost: points,
    invest: points,
    rate: points,
    delay: z.int('应为整数').min(1).max(10),
  }),
} as const;
