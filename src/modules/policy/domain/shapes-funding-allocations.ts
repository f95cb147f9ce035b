import { z } from 'zod';
import { shareSchema } from './parameter.ts';

const yuan = z.number('应为数字').min(0, '不得为负').max(1_000_000_000, '金额过大');
const points = z.int('应为整数').min(0).max(100);
const text = z.string().trim().min(1, '应填写');
const decimal = z.string().regex(/^(0|1)(\.\d{1,6})?$/, '应为 0 到 1 的小数，至多六位');
const millionths = (value: string): number => Math.round(Number(value) * 1_000_000);

/** One version of the central formula; the five weights are shares of the whole pot and sum to 1. */
const centralTemplate = z
  .strictObject({
    id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
    title: text,
    source: text,
    note: z.string().default(''),
    area: decimal,
    households: decimal,
    buildings: decimal,
    estates: decimal,
    performance: decimal,
  })
  .refine(
    (one) =>
      [one.area, one.households, one.buildings, one.estates, one.performance].reduce(
        (sum, weight) => sum + millionths(weight),
        0,
      ) === 1_000_000,
    '各项权重之和应为 1',
  );

/** A subsidy per ㎡ with a ratio that moves with what residents pay above or below a floor. */
const byArea = z.strictObject({
  city: text,
  source: text,
  /** The base per ㎡ is what was spent, at most this. */
  baseCapYuan: yuan,
  floors: z.strictObject({ basic: shareSchema, improvement: shareSchema, enhancement: shareSchema }),
  /** Percentage points of the ratio per point above the floor, a part of a point counting as one, up to the cap. */
  abovePoints: points,
  aboveCapPoints: points,
  /** Percentage points of the ratio per point below it. */
  belowPoints: points,
  belowPart: z.enum(['whole', 'up']),
  note: z.string().default(''),
});

/** A share of the audited final cost, which counts up to a cap per ㎡. */
const byCost = z.strictObject({
  city: text,
  source: text,
  shares: z.strictObject({ district: shareSchema, county: shareSchema }),
  capYuan: yuan,
  clawback: z.enum(['proportional', 'all']),
  note: z.string().default(''),
});

/** A sum per lift by the entrance's floors, less a sum per household that has not signed. */
const liftByFloors = z.strictObject({
  city: text,
  source: text,
  byFloors: z
    .array(z.strictObject({ storeys: z.int().min(2).max(99), yuan }))
    .min(1)
    .refine((list) => new Set(list.map((one) => one.storeys)).size === list.length, '同一层数列了两次'),
  perUnsignedYuan: yuan,
  note: z.string().default(''),
});

const percent = z.int('应为整数').min(0, '不得为负').max(100, '不得大于 100');

/** Calculators after other places' published rules, the way money is proposed, and days of warning. */
export const allocationShapes = {
  'allocation.central': z
    .array(centralTemplate)
    .min(1)
    .refine((list) => new Set(list.map((one) => one.id)).size === list.length, '编号重复'),
  'allocation.byArea': byArea,
  'allocation.byCost': byCost,
  'allocation.liftByFloors': liftByFloors,
  /** The district's own rules, in the same forms; null: no document seen. */
  'allocation.ownRules': z
    .strictObject({
      byArea: byArea.nullable(),
      byCost: byCost.nullable(),
      liftByFloors: liftByFloors.nullable(),
    })
    .nullable(),
  'allocation.proposalWeights': z
    .strictObject({
      area: percent,
      households: percent,
      buildings: percent,
      estates: percent,
      classNeed: percent,
      gap: percent,
    })
    .refine((one) => Object.values(one).reduce((sum, value) => sum + value, 0) === 100, '权重之和应为 100'),
  /** Days before a source expires on which its page turns to warning. */
  'allocation.expiryWarnDays': z.int('应为整数').min(1).max(366),
} as const;
