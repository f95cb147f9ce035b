import { z } from 'zod';
import { shareSchema } from './parameter.ts';

const word = z.string().trim().min(1, '不能为空').max(60, '至多 60 字');
const id = z.string().regex(/^[a-z][A-Za-z]*$/);
const distinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;
/** Percent with at most two places, as text. */
const percent = z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, '应为百分数，至多两位小数');
const hundredths = (text: string): number => Math.round(Number(text) * 100);
const range = z
  .strictObject({ usual: percent, from: percent, to: percent })
  .refine(
    ({ usual, from, to }) => hundredths(from) <= hundredths(usual) && hundredths(usual) <= hundredths(to),
    '通常值应在上下限之间',
  );

const price = z.strictObject({
  yuan: z.string().regex(/^\d{1,8}(\.\d{1,2})?$/, '应为元，至多两位小数'),
  /** Where it comes from, and of which year; null where it is nobody's published figure. */
  source: word,
  year: z.int().min(2000).max(2100).nullable(),
  /** False: 待核. */
  verified: z.boolean(),
});

const entry = z.strictObject({
  /** Id in catalogue.items. */
  item: id,
  unit: z.string().trim().min(1, '不能为空').max(10),
  trade: word,
  /** What a first quantity is reckoned from, times `factor`; null: to be measured. */
  per: z.enum(['floorM2', 'household', 'entrance', 'building']).nullable(),
  factor: z.string().regex(/^\d{1,4}(\.\d{1,4})?$/, '应为至多四位小数'),
  price,
  /** The survey's grades of the item of the same name that call for it (四(一)1). */
  conditions: z.array(z.enum(['good', 'fair', 'poor', 'missing'])).refine(distinct, '等级重复'),
  /** Items of one group open the same ground: dug once (四(一)1, 五(一)). */
  digGroup: id.nullable(),
  /** Items that have to be sound or in the same scheme. */
  needs: z.array(id).refine(distinct, '所列的项重复'),
  /** Units of scheme.review whose opinion it wants, and papers it wants beside the joint review. */
  opinions: z.array(id).refine(distinct, '单位重复'),
  permits: z.array(word),
});

/** The shapes of 一小区一方案: 四(一), 四(二)2, 七(三) and 政府投资条例. */
export const schemeShapes = {
  'scheme.catalogue': z
    .array(entry)
    .min(1)
    .refine((list) => distinct(list.map((one) => one.item)), '同一项内容列了两次'),
  'scheme.digGroups': z
    .array(
      z.strictObject({
        id,
        title: word,
        /** The item that makes good what was opened. */
        restoredBy: id.nullable(),
        clause: word,
      }),
    )
    .refine((list) => distinct(list.map((one) => one.id)), '编号重复'),
  /** Rates in percent of the works; contingency on the works, or on works and other cost. */
  'scheme.cost': z.strictObject({
    other: range,
    contingency: range,
    contingencyOn: z.enum(['works', 'worksAndOther']),
  }),
  /** Ceiling of the total per ㎡ of floor area, in yuan; null: each scheme has its own. */
  'scheme.ceiling': z
    .string()
    .regex(/^\d{1,7}(\.\d{1,2})?$/, '应为元，至多两位小数')
    .nullable(),
  'scheme.variance': z.strictObject({
    /** Service facilities for which density or floor-area ratio may be relaxed. */
    facilities: z.array(z.strictObject({ id, title: word })).min(1),
    /** Mandatory standards each of which has to be met all the same. */
    checks: z.array(z.strictObject({ id, title: word })).min(1),
    approvals: z.array(word).min(1),
  }),
  /** 政府投资条例 12: a preliminary budget above the approved estimate by more than this is reported. */
  'scheme.investment': z.strictObject({
    overEstimate: shareSchema,
    overEstimateArticle: word,
    excessArticle: word,
  }),
} as const;
