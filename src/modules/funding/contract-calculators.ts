import { oc } from '@orpc/contract';
import { z } from 'zod';

/** An amount in fen as decimal text, not negative. */
export const fenInput = z
  .string()
  .regex(/^\d{1,15}$/, '应为以分计的金额，不得为负')
  .transform(BigInt);
/** An area in cm² as decimal text. */
const areaInput = z
  .string()
  .regex(/^\d{1,15}$/, '应为以平方厘米计的面积')
  .transform(BigInt);
const countInput = z.int('应为整数').min(0, '不得为负').max(100_000_000, '数量过大');
const decimalInput = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, '应为小数，至多六位');
const shareInput = z.string().regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, '应为 0 到 1 的小数');
/** `own`: the district's rule, once entered in the policy parameters. */
const ruleInput = z.enum(['template', 'own']).default('template');

const stepShape = z.object({ label: z.string(), formula: z.string(), value: z.string() });
/** Whose rule it is and where it stands; `unverified` is shown as 待核. */
const ruleShape = z.object({
  title: z.string(),
  source: z.string(),
  note: z.string(),
  own: z.boolean(),
  unverified: z.boolean(),
});
const fen = z.string();

const centralInput = z.strictObject({
  template: z.string().max(40),
  potFen: fenInput,
  regions: z
    .array(
      z.strictObject({
        id: z.string().trim().min(1, '请填写地区').max(40),
        areaCm2: areaInput,
        households: countInput,
        buildings: countInput,
        estates: countInput,
        difficulty: decimalInput,
        performance: decimalInput,
      }),
    )
    .min(1, '至少一个地区')
    .max(200, '至多 200 个地区'),
});
const classAmounts = z.strictObject({ costFen: fenInput, residentsFen: fenInput });
const byAreaInput = z.strictObject({
  rule: ruleInput,
  areaCm2: areaInput,
  ratio: shareInput,
  classes: z.strictObject({ basic: classAmounts, improvement: classAmounts, enhancement: classAmounts }),
});
const byCostInput = z.strictObject({
  rule: ruleInput,
  kind: z.enum(['district', 'county']),
  areaCm2: areaInput,
  costFen: fenInput,
  localFen: fenInput,
});
const liftInput = z.strictObject({
  rule: ruleInput,
  floors: z.int().min(1).max(99),
  households: z.int().min(0).max(10_000),
  unsigned: z.int().min(0).max(10_000),
});

const factorTexts = z.object({
  area: z.string(),
  households: z.string(),
  buildings: z.string(),
  estates: z.string(),
  performance: z.string(),
});

/** Calculators of subsidies after published rules. Nothing is stored. */
export const calculatorsContract = {
  show: oc.route({ method: 'GET', path: '/funding/calculators', summary: '计算器的规则与出处' }).output(
    z.object({
      central: z.array(ruleShape.extend({ id: z.string(), weights: factorTexts })),
      byArea: z.array(ruleShape.extend({ rule: z.enum(['template', 'own']) })),
      byCost: z.array(ruleShape.extend({ rule: z.enum(['template', 'own']) })),
      lift: z.array(
        ruleShape.extend({ rule: z.enum(['template', 'own']), storeys: z.array(z.number().int()) }),
      ),
      ownEntered: z.boolean(),
    }),
  ),
  volumes: oc
    .route({
      method: 'GET',
      path: '/funding/calculators/volumes',
      summary: '各街道的面积、户数、楼栋、小区数',
    })
    .output(
      z.array(
        z.object({
          id: z.string(),
          areaCm2: z.string(),
          households: z.number().int(),
          buildings: z.number().int(),
          estates: z.number().int(),
          /** Estates whose area, households or buildings are not known; they count with what is known. */
          incomplete: z.number().int(),
        }),
      ),
    ),
  central: oc
    .route({ method: 'POST', path: '/funding/calculators/central', summary: '试算：中央补助按因素分配' })
    .input(centralInput)
    .output(
      z.object({
        rule: ruleShape,
        shares: z.array(z.object({ id: z.string(), amountFen: fen, share: z.string(), parts: factorTexts })),
        steps: z.array(stepShape),
      }),
    ),
  byArea: oc
    .route({ method: 'POST', path: '/funding/calculators/by-area', summary: '试算：按面积奖补' })
    .input(byAreaInput)
    .output(
      z.object({
        rule: ruleShape,
        amountFen: fen,
        points: z.number().int(),
        floorsMet: z.object({ basic: z.boolean(), improvement: z.boolean(), enhancement: z.boolean() }),
        steps: z.array(stepShape),
      }),
    ),
  byCost: oc
    .route({ method: 'POST', path: '/funding/calculators/by-cost', summary: '试算：按审计决算价奖补' })
    .input(byCostInput)
    .output(
      z.object({
        rule: ruleShape,
        ...{ amountFen: fen, localDueFen: fen, missingFen: fen, clawbackFen: fen },
        steps: z.array(stepShape),
      }),
    ),
  lift: oc
    .route({ method: 'POST', path: '/funding/calculators/lift', summary: '试算：加装电梯补助' })
    .input(liftInput)
    .output(z.object({ rule: ruleShape, amountFen: fen, steps: z.array(stepShape) })),
};

export type CentralInput = z.output<typeof centralInput>;
export type ByAreaWire = z.output<typeof byAreaInput>;
export type ByCostWire = z.output<typeof byCostInput>;
export type LiftWire = z.output<typeof liftInput>;
export type RuleView = z.output<typeof ruleShape>;
