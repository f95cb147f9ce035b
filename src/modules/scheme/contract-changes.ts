import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { differenceShape, fenText, lineInput } from './contract-schemes-shapes.ts';
import { indicatorNames, varianceStateNames } from './domain/changes/variance.ts';
import {
  figureKindNames,
  figureStateNames,
  variationKindNames,
  variationStateNames,
} from './domain/changes/variation.ts';

/** Asking is for those who draw schemes up; deciding for the task force; nobody decides on what they asked for. */
export const changesActions = defineActions({
  'scheme.changes.read': roles,
  'scheme.changes.ask': ['administrator', 'taskForce', 'subdistrictClerk'],
  'scheme.changes.check': ['administrator', 'taskForce', 'subdistrictClerk'],
  'scheme.changes.decide': ['administrator', 'taskForce'],
  'scheme.investment.record': ['administrator', 'taskForce', 'finance'],
  'scheme.investment.confirm': ['administrator', 'taskForce', 'finance'],
});

type KeysOf<T> = [keyof T & string, ...(keyof T & string)[]];
const keys = <T extends object>(names: T) => z.enum(Object.keys(names) as KeysOf<T>);
const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
const needed = (limit: number, message: string) => text(limit).min(2, message);
const version = z.number().int().min(1);
const one = z.object({ id: z.uuid() });
const day = z.iso.date('应为日期，形如 2021-05-01');
const indicatorText = z.string().regex(/^\d{1,3}(\.\d{1,3})?$/, '应为数字，至多三位小数');
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};

const check = z.strictObject({ id: text(40), passed: z.boolean(), basis: text(300) });
const approval = z.strictObject({
  authority: needed(60, '请填写批准单位'),
  number: needed(60, '请填写批准文号'),
  on: day,
});
export const varianceShape = z.object({
  id: z.uuid(),
  schemeId: z.uuid(),
  schemeTitle: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  indicator: keys(indicatorNames),
  facility: z.string(),
  facilityTitle: z.string(),
  place: z.string(),
  planned: z.string(),
  wanted: z.string(),
  reason: z.string(),
  checks: z.array(check.extend({ title: z.string() })),
  approvals: z.array(approval),
  state: keys(varianceStateNames),
  decision: z.string().nullable(),
  askedBy: z.string(),
  /** Whoever asks here asked for it, and so may not decide. */
  own: z.boolean(),
  checkedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.string(),
  version: z.number().int(),
});
export const variationShape = z.object({
  id: z.uuid(),
  schemeId: z.uuid(),
  schemeTitle: z.string(),
  number: z.number().int(),
  kind: keys(variationKindNames),
  reason: z.string(),
  state: keys(variationStateNames),
  difference: differenceShape,
  decision: z.string().nullable(),
  documentNumber: z.string().nullable(),
  askedAt: z.string(),
  askedBy: z.string(),
  own: z.boolean(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  version: z.number().int(),
});
const figure = z.object({
  id: z.uuid(),
  kind: keys(figureKindNames),
  amount: fenText,
  authority: z.string(),
  documentNumber: z.string(),
  decidedOn: z.string(),
  moneySource: z.string().nullable(),
  note: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  /** `asked`: lets the scheme cost more and does not hold before a second person has confirmed it. */
  state: keys(figureStateNames),
  /** Whoever asks here entered it, and so may not confirm it. */
  own: z.boolean(),
  decision: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
});
export const investmentShape = z.object({
  figures: z.array(figure),
  /** The newest version's total, held against the estimate (政府投资条例 12). */
  total: fenText,
  estimate: z.object({
    state: z.enum(['noEstimate', 'within', 'mustReport', 'reported']),
    estimate: fenText.nullable(),
    limit: fenText.nullable(),
    over: fenText,
    share: z.string(),
    article: z.string(),
  }),
  /** What is approved or asked for, held against the approved budget (政府投资条例 23). */
  budget: z.object({
    state: z.enum(['noBudget', 'within', 'needsApproval', 'approved']),
    budget: fenText.nullable(),
    planned: fenText,
    over: fenText,
    article: z.string(),
  }),
});
export const changesShape = z.object({
  variances: z.array(varianceShape),
  variations: z.array(variationShape),
  investment: investmentShape,
  facilities: z.array(z.object({ id: z.string(), title: z.string() })),
  checks: z.array(z.object({ id: z.string(), title: z.string() })),
  authorities: z.array(z.string()),
  unverified: z.boolean(),
});

const route = (method: 'GET' | 'POST', path: `/scheme/${string}`, summary: string) =>
  oc.route({ method, path, summary });
const of = '/scheme/schemes/{id}' as const;
const query = { search: text(50).optional(), ...page };

export const askVarianceInput = z.strictObject({
  id: z.uuid(),
  estateId: z.uuid(),
  indicator: keys(indicatorNames),
  facility: text(40),
  place: needed(100, '请写明位置'),
  planned: indicatorText,
  wanted: indicatorText,
  reason: needed(500, '请写明理由'),
});
export const checkVarianceInput = z.strictObject({ id: z.uuid(), version, checks: z.array(check).max(50) });
export const decideVarianceInput = z.strictObject({
  id: z.uuid(),
  version,
  approve: z.boolean(),
  decision: text(500),
  approvals: z.array(approval).max(10),
});
export const askVariationInput = z.strictObject({
  id: z.uuid(),
  /** Of the scheme. */
  version,
  kind: keys(variationKindNames),
  reason: needed(1000, '请写明变更理由'),
  lines: z.array(lineInput).max(500, '一个方案最多 500 行'),
});
export const decideVariationInput = z.strictObject({
  id: z.uuid(),
  version,
  approve: z.boolean(),
  decision: text(500),
  documentNumber: text(60),
});
export const recordFigureInput = z.strictObject({
  id: z.uuid(),
  kind: keys(figureKindNames),
  amount: fenText,
  authority: needed(60, '请填写批准单位'),
  documentNumber: needed(60, '请填写文号'),
  decidedOn: day,
  moneySource: text(200).nullable(),
  note: text(500),
});
/** Confirms a figure, or refuses it; whoever entered it may only take it back (`approve: false`). */
export const decideFigureInput = z
  .strictObject({ id: z.uuid(), approve: z.boolean(), decision: text(500) })
  .refine((given) => given.approve || given.decision.length >= 2, {
    path: ['decision'],
    message: '请写明理由',
  });

export const changesContract = {
  show: route('GET', `${of}/changes`, '方案的变更、放宽与投资控制').input(one).output(changesShape),
  variances: route('GET', '/scheme/variances', '规划指标放宽台账')
    .input(z.object({ ...query, state: keys(varianceStateNames).optional() }))
    .output(z.object({ total: z.number().int(), items: z.array(varianceShape) })),
  variations: route('GET', '/scheme/variations', '方案变更台账')
    .input(z.object({ ...query, state: keys(variationStateNames).optional() }))
    .output(
      z.object({
        total: z.number().int(),
        items: z.array(
          variationShape.omit({ difference: true }).extend({
            before: fenText,
            after: fenText,
          }),
        ),
      }),
    ),
  askVariance: route('POST', `${of}/variances`, '提出规划指标放宽')
    .input(askVarianceInput)
    .output(changesShape),
  checkVariance: route('POST', '/scheme/variances/{id}/check', '登记强制性标准核对')
    .input(checkVarianceInput)
    .output(changesShape),
  decideVariance: route('POST', '/scheme/variances/{id}/decide', '批准或不予放宽')
    .input(decideVarianceInput)
    .output(changesShape),
  withdrawVariance: route('POST', '/scheme/variances/{id}/withdraw', '撤回规划指标放宽')
    .input(z.strictObject({ id: z.uuid(), version, reason: needed(500, '请写明理由') }))
    .output(changesShape),
  askVariation: route('POST', `${of}/variations`, '申请方案变更')
    .input(askVariationInput)
    .output(changesShape),
  decideVariation: route('POST', '/scheme/variations/{id}/decide', '批准或不批准方案变更')
    .input(decideVariationInput)
    .output(changesShape),
  withdrawVariation: route('POST', '/scheme/variations/{id}/withdraw', '撤回方案变更')
    .input(z.strictObject({ id: z.uuid(), version, reason: needed(500, '请写明理由') }))
    .output(changesShape),
  recordFigure: route('POST', `${of}/investment`, '登记估算、概算及其批复')
    .input(recordFigureInput)
    .output(changesShape),
  decideFigure: route('POST', '/scheme/investment/{id}/decide', '确认或不予确认提高投资限额的登记')
    .input(decideFigureInput)
    .output(changesShape),
};
