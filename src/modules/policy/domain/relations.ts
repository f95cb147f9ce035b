import type { ParameterId, ParameterValue } from './shapes.ts';

/** Values that have to fit one another, by parameter id. */
export type RelatedValues = { readonly [K in (typeof relatedIds)[number]]: ParameterValue<K> };
export const relatedIds = [
  'cycle.startYears',
  'cycle.payYears',
  'plan.yearWeight',
  'eligibility.mustBuiltTo',
  'eligibility.aspireBuiltFrom',
  'eligibility.aspireBuiltTo',
] as const satisfies readonly ParameterId[];

/** Two parameters that do not fit one another, and the sentence that names both. */
export type RelationFault = { readonly ids: readonly [ParameterId, ParameterId]; readonly message: string };

/**
 * Checks the parameters against one another (clauses 二, 三 and 五(二)). More weights, or more paying years,
 * than start years are fine: parameters are decided one at a time, and a cycle is lengthened or shortened by
 * steps that each have to fit.
 */
export function relationFaults(values: RelatedValues): RelationFault[] {
  const faults: RelationFault[] = [];
  const start = values['cycle.startYears'];
  const unpaid = start.filter((year) => !values['cycle.payYears'].includes(year));
  if (unpaid.length > 0)
    faults.push({
      ids: ['cycle.startYears', 'cycle.payYears'],
      message: `“规划年度”中的 ${unpaid.join('、')} 年不在“资金支付年度”之内，请先调整资金支付年度`,
    });
  const weights = values['plan.yearWeight'].length;
  if (weights < start.length)
    faults.push({
      ids: ['cycle.startYears', 'plan.yearWeight'],
      message: `“规划年度”有 ${start.length} 年，“各开工年度的权重”只有 ${weights} 个，每年应有一个权重`,
    });
  const [must, from, to] = [
    values['eligibility.mustBuiltTo'],
    values['eligibility.aspireBuiltFrom'],
    values['eligibility.aspireBuiltTo'],
  ];
  if (must >= from)
    faults.push({
      ids: ['eligibility.mustBuiltTo', 'eligibility.aspireBuiltFrom'],
      message: `“必改小区建成截止日期” ${must} 应早于“力争小区建成起始日期” ${from}`,
    });
  if (from > to)
    faults.push({
      ids: ['eligibility.aspireBuiltFrom', 'eligibility.aspireBuiltTo'],
      message: `“力争小区建成起始日期” ${from} 不应晚于“力争小区建成截止日期” ${to}`,
    });
  return faults;
}
