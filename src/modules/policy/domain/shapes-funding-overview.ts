import { z } from 'zod';

const days = z.int('应为整数').min(1, '至少一天').max(1000, '至多 1000 天');

/** When money raises an alarm. */
export const overviewShapes = {
  'funding.alarms': z.strictObject({
    idleDays: days,
    expiryDays: days,
    receiptDays: days,
    /** Share of the district's own money in fiscal money, basis points; null: no figure known. */
    localMatch: z.int('应为整数（万分之一）').min(0).max(10_000).nullable(),
  }),
} as const;
