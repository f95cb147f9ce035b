import { doneWhy, type YearLimit } from './build-instance.ts';
import type { RunSummary } from './frozen.ts';
import type { Instance } from './instance.ts';

/** What was put into two solves differently, in words. */
export type InputChange = { readonly label: string; readonly from: string; readonly to: string };
type Side = { readonly instance: Instance; readonly summary: RunSummary };

const wan = (value: number | undefined): string => (value === undefined ? '无' : `${value} 万元`);
const households = (value: number | null | undefined): string =>
  value === null || value === undefined ? '不限' : `${value} 户`;

function budgets({ instance, summary }: Side): [string, string][] {
  return instance.sources.flatMap((source) =>
    instance.payYears.map((year, y): [string, string] => [
      `${summary.names.sources[source.id] ?? source.id} ${year} 年预算`,
      wan(source.budget[y]),
    ]),
  );
}

function capacities({ instance, summary }: Side): [string, string][] {
  return instance.subdistricts.flatMap((one) =>
    instance.startYears.map((year, t): [string, string] => [
      `${summary.names.subdistricts[one.id] ?? one.id} ${year} 年施工能力`,
      households(one.capacity[t]),
    ]),
  );
}

const limitText = (limit: YearLimit): string => {
  if (limit.kind === 'done') return doneWhy(limit);
  return `${limit.kind === 'pin' ? '指定' : '不得'}在${limit.year}年开工（${limit.reason}）`;
};

function limits({ summary }: Side): [string, string][] {
  const names = [...new Set(summary.limits.map((one) => one.name))].sort();
  return names.map((name) => [
    `${name} 的指定`,
    summary.limits
      .filter((one) => one.name === name)
      .map(limitText)
      .sort()
      .join('；'),
  ]);
}

function rules({ instance }: Side): [string, string][] {
  const { deferPenalty, yearWeight } = instance.objective;
  return [
    ['开工年度', instance.startYears.join('、')],
    ['各年权重', yearWeight.join('、')],
    ['必改未列入的罚分倍数', String(deferPenalty)],
    ['候选小区数', String(instance.candidates.length)],
  ];
}

/** Budgets, capacities, set years and objective of two solves, as far as they differ. */
export function compareInputs(from: Side, to: Side): InputChange[] {
  const parts: [readonly [string, string][], readonly [string, string][], string][] = [
    [rules(from), rules(to), '无'],
    [budgets(from), budgets(to), wan(undefined)],
    [capacities(from), capacities(to), households(null)],
    [limits(from), limits(to), '无'],
  ];
  return parts.flatMap(([before, after, none]) => {
    const left = new Map(before);
    const right = new Map(after);
    return [...new Set([...left.keys(), ...right.keys()])]
      .map((label) => ({ label, from: left.get(label) ?? none, to: right.get(label) ?? none }))
      .filter((one) => one.from !== one.to);
  });
}
