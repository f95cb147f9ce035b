import { z } from 'zod';
import { daySchema, shareSchema } from './parameter.ts';
import { allocationShapes } from './shapes-funding-allocations.ts';
import { fundingHouseholdShapes } from './shapes-funding-households.ts';
import { fundingLedgerShapes } from './shapes-funding-ledger.ts';
import { overviewShapes } from './shapes-funding-overview.ts';
import { packageShapes } from './shapes-funding-packages.ts';
import { fundingPaymentShapes } from './shapes-funding-payments.ts';
import { fundingRulesShapes } from './shapes-funding-rules.ts';
import { participationShapes, payerShares } from './shapes-participation.ts';
import { schemeShapes } from './shapes-scheme.ts';
import { schemeReviewShapes } from './shapes-scheme-review.ts';

/** The eight main items of the basic class, clause 四(一)1; condition is graded by them. */
export const conditionItems = [
  'water',
  'power',
  'heating',
  'gas',
  'road',
  'security',
  'roof',
  'drainage',
] as const;
export const grades = ['good', 'fair', 'poor', 'missing'] as const;
export const classes = ['basic', 'improvement', 'enhancement'] as const;
export type ConditionItem = (typeof conditionItems)[number];
export type Grade = (typeof grades)[number];
export type RenovationClass = (typeof classes)[number];

const year = z.int().min(1949).max(2100);
const distinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;
const ascending = (list: readonly number[]): boolean =>
  list.every((one, i) => i === 0 || one > (list[i - 1] ?? one));
/** Years of a cycle: no plan looks further back or ahead; as many as an instance file may hold at most. */
const yearList = z
  .array(z.int().min(2000, '年份应在 2000 至 2100 之间').max(2100, '年份应在 2000 至 2100 之间'))
  .min(1, '至少一个年份')
  .max(30, '至多三十个年份')
  .refine(ascending, '年份应从早到晚排列，不得重复');
const itemList = z.array(z.enum(conditionItems)).min(1).refine(distinct, '所列的项重复');
const classList = z.array(z.enum(classes)).refine(distinct, '类别重复');
const yuan = z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, '应为元，至多两位小数');
const percent = z.int().min(0).max(100);

const wayList = z.array(z.string().trim().min(1, '不能为空')).default([]);
const signs = z
  .strictObject({
    /** Items looked at, the grades that count against them, and how many bad ones make the condition met. */
    items: itemList,
    badGrades: z.array(z.enum(grades)).min(1).refine(distinct, '等级重复'),
    minBad: z.int('应为整数').min(1, '至少一项'),
    /** Ways of management, as written in the ledger, that count as one more sign; or how they begin. */
    unmanaged: wayList,
    unmanagedPrefixes: wayList,
  })
  .refine(
    (one) =>
      one.minBad <= one.items.length + (one.unmanaged.length + one.unmanagedPrefixes.length > 0 ? 1 : 0),
    { path: ['minBad'], error: '认定所需的项数多于所看的项数，没有小区能够达到' },
  );

const numberField = z.enum([
  'households',
  'population',
  'buildings',
  'entrances',
  'agree',
  'pay',
  'floorAreaM2',
  'builtYear',
]);
const textField = z.enum(['papers', 'land', 'management', 'propertyKind']);

/** How the points (0 to 100) of a factor come from the facts of an estate. */
const method = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('grades'),
    items: itemList,
    points: z.strictObject({ good: percent, fair: percent, poor: percent, missing: percent }),
  }),
  z.strictObject({ kind: z.literal('share'), of: numberField, over: numberField }),
  z.strictObject({
    kind: z.literal('linear'),
    of: numberField,
    per: numberField.nullable(),
    scale: z.int().min(1),
    /** Value that earns 0 points and value that earns 100; may fall. */
    from: z.int(),
    to: z.int(),
  }),
  z.strictObject({ kind: z.literal('map'), of: textField, points: z.record(z.string(), percent) }),
  z.strictObject({ kind: z.literal('flag'), of: z.literal('ownersCommittee') }),
]);

const factor = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/),
  title: z.string().min(1),
  /** The clause or article that names the factor. */
  basis: z.string().min(1),
  weight: z.int().min(0).max(100),
  method,
});

const factors = z
  .array(factor)
  .min(1)
  .refine((list) => list.reduce((sum, one) => sum + one.weight, 0) === 100, '各因素权重之和应为 100')
  .refine((list) => distinct(list.map((one) => one.id)), '因素编号重复')
  .refine(
    (list) => list.every(({ method: m }) => m.kind !== 'linear' || m.from !== m.to),
    '线性计分的起点与终点不能相同',
  );

const catalogueItem = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/),
  title: z.string().min(1),
  class: z.enum(classes),
  role: z.enum(['main', 'auxiliary']),
  /** The class superior documents give it where they differ from the plan, else null. */
  nationalClass: z.enum(classes).nullable().default(null),
  note: z.string().default(''),
});

const subChannel = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/),
  title: z.string().min(1),
  classes: classList,
  carry: z.boolean(),
});
const channel = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/),
  title: z.string().min(1),
  clause: z.string().min(1),
  subChannels: z.array(subChannel).min(1),
});

const span = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, '下限应小于上限');

/** Parameter id → the shape of its value. An id outside this table is refused, a missing one too. */
export const shapes = {
  'cycle.startYears': yearList,
  'cycle.payYears': yearList,
  'target.shares': z.strictObject({ must: shareSchema, aspire: shareSchema, by: year }),
  'target.aspireHouseholdLimit': shareSchema.nullable(),
  'eligibility.mustBuiltTo': daySchema,
  'eligibility.aspireBuiltFrom': daySchema,
  'eligibility.aspireBuiltTo': daySchema,
  'eligibility.urban': z.strictObject({
    district: z.string().regex(/^\d{6}$/),
    subdistricts: z.array(z.string().regex(/^\d{9}$/)),
    /** Elsewhere: the kinds of subdistrict that count as urban as long as no list exists. */
    kinds: z.array(z.enum(['街道', '镇', '乡'])),
  }),
  'eligibility.land': z.array(z.enum(['state', 'collective'])).min(1),
  'eligibility.exclusions': z
    .array(z.strictObject({ id: z.enum(['demolition', 'shantyTown']), title: z.string().min(1) }))
    .min(1)
    .refine((list) => distinct(list.map((one) => one.id)), '同一情形列了两次'),
  'eligibility.upkeep': signs,
  'eligibility.facilities': signs,
  'eligibility.wish': z.strictObject({ threshold: shareSchema }),
  'score.factors': factors,
  'score.tieBreak': z.array(z.enum(['committee', 'willingness', 'participation'])),
  'dispute.gate': z.strictObject({
    minRounds: z.int().min(1),
    required: z.array(z.enum(['riskAssessment', 'emergencyPlan', 'agreement'])).min(1),
  }),
  'catalogue.items': z
    .array(catalogueItem)
    .min(1)
    .refine((list) => distinct(list.map((one) => one.id)), '内容编号重复'),
  'catalogue.order': z.strictObject({ improvementNeeds: classList, enhancementNeeds: classList }),
  /** What one item costs, by what it is measured in; replaced by a scheme's own figures once there is one. */
  'catalogue.prices': z
    .array(
      z.strictObject({
        item: z.string().regex(/^[a-z][A-Za-z]*$/),
        per: z.enum(['floorM2', 'household', 'entrance']),
        yuan,
      }),
    )
    .refine((list) => distinct(list.map((one) => one.item)), '同一项内容列了两个单价'),
  /** Class → payer → share of the cost; each class sums to 1. */
  'choice.shares': z.strictObject({ basic: payerShares, improvement: payerShares, enhancement: payerShares }),
  'choice.rule': z.strictObject({
    rule: z.enum(['equal-shares', 'greedy']),
    completion: z.enum(['add-one', 'none', 'greedy']),
  }),
  'cost.unit': z.strictObject({ basic: yuan, improvement: yuan, enhancement: yuan }),
  'funding.channels': z
    .array(channel)
    .min(1)
    .refine((list) => distinct(list.map((one) => one.id)), '渠道编号重复')
    .refine(
      (list) => distinct(list.flatMap((one) => one.subChannels).map((one) => one.id)),
      '细分渠道编号重复',
    ),
  'funding.residentFloor': z
    .strictObject({ basic: shareSchema, improvement: shareSchema, enhancement: shareSchema })
    .nullable(),
  'funding.liftSubsidy': yuan.nullable(),
  'plan.yearWeight': z
    .array(z.number('权重应为数字').gt(0, '权重应大于 0').max(10, '权重不得大于 10'))
    .min(1, '至少一个权重')
    .max(30, '至多三十个权重'),
  /** Beyond a hundredfold the scores would drown in the penalty's own rounding. */
  'plan.deferPenalty': z.number('应为数字').min(0, '不得为负').max(100, '不得大于 100'),
  'plan.willingnessTie': z.number().min(0).max(0.01),
  'survey.extent': z.strictObject({ lon: span, lat: span }),
  ...fundingRulesShapes,
  ...participationShapes,
  ...fundingHouseholdShapes,
  ...packageShapes,
  ...overviewShapes,
  ...schemeReviewShapes,
  ...schemeShapes,
  ...allocationShapes,
  ...fundingLedgerShapes,
  ...fundingPaymentShapes,
} as const;

export type ParameterId = keyof typeof shapes;
export type ParameterValue<K extends ParameterId> = z.infer<(typeof shapes)[K]>;
export const parameterIds = Object.keys(shapes) as ParameterId[];
export const isParameterId = (id: string): id is ParameterId => Object.hasOwn(shapes, id);
