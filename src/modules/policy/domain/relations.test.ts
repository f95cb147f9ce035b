import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyDecisions, type Decision, decisionFaults, standpoints, valueFaults } from './decisions.ts';
import { type Pack, parsePack } from './pack.ts';
import { packValues } from './values.ts';

const text = readFileSync(new URL('../../../../policy/chiping-2021.yaml', import.meta.url), 'utf8');
const day = '2026-11-22';

function chiping(): Pack {
  const reading = parsePack(parse(text));
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.pack;
}
const pack = chiping();

const override = (parameter: string, value: unknown): Decision => ({
  parameter,
  kind: 'override',
  value,
  reason: '专班会议',
});
const faults = (parameter: string, value: unknown, before: readonly Decision[] = []): string[] =>
  decisionFaults(pack, before, override(parameter, value));

describe('取值本身', () => {
  test.each([
    ['cycle.startYears', [2026, 2025]],
    ['cycle.startYears', [2025, 2025]],
    ['cycle.startYears', [1000]],
    ['cycle.startYears', []],
    ['cycle.payYears', [2026, 2021, 2022, 2023, 2024, 2025]],
    ['plan.yearWeight', [1, 1, 1, 1, 0]],
    ['plan.yearWeight', [1, 1, 1, 1, 11]],
    ['plan.yearWeight', [1, 1, 1, 1, Number.POSITIVE_INFINITY]],
    ['plan.deferPenalty', 1e300],
    ['plan.deferPenalty', -1],
    ['plan.deferPenalty', Number.NaN],
    ['eligibility.upkeep', { items: ['road'], badGrades: ['poor'], minBad: 9 }],
    ['eligibility.upkeep', { items: ['road', 'road'], badGrades: ['poor'], minBad: 1 }],
    ['eligibility.facilities', { items: ['road'], badGrades: ['poor'], minBad: 2 }],
    [
      'eligibility.exclusions',
      [
        { id: 'demolition', title: '拆迁' },
        { id: 'demolition', title: '拆迁' },
      ],
    ],
  ])('%s 不能是 %j', (id, value) => {
    expect(valueFaults(id, value)).not.toEqual([]);
    expect(faults(id, value)).not.toEqual([]);
  });

  test('无物业也算一项时，所需项数可以比所看的项多一', () => {
    const signs = { items: ['road'], badGrades: ['poor'], minBad: 2 };
    expect(valueFaults('eligibility.upkeep', { ...signs, unmanaged: ['无物业'] })).toEqual([]);
  });
});

describe('二、三、五(二)：参数之间', () => {
  test.each([
    ['cycle.startYears', [2021, 2027], '资金支付年度'],
    ['cycle.startYears', [2021, 2022, 2023, 2024, 2025, 2026], '各开工年度的权重'],
    ['cycle.payYears', [2022, 2023], '规划年度'],
    ['plan.yearWeight', [1], '规划年度'],
    ['eligibility.mustBuiltTo', '2010-01-01', '力争小区建成起始日期'],
    ['eligibility.mustBuiltTo', '2001-01-01', '力争小区建成起始日期'],
    ['eligibility.aspireBuiltFrom', '2006-01-01', '力争小区建成截止日期'],
    ['eligibility.aspireBuiltTo', '2000-12-31', '力争小区建成起始日期'],
  ])('%s 不能是 %j，说明与“%s”不符', (id, value, other) => {
    expect(valueFaults(id, value)).toEqual([]);
    expect(faults(id, value).join()).toContain(other);
  });

  test('一次改一个参数，规划期可以延长、缩短、整体后移', () => {
    const steps: [string, unknown][] = [
      ['plan.yearWeight', [1, 1, 1, 1, 1, 1]],
      ['cycle.startYears', [2021, 2022, 2023, 2024, 2025, 2026]],
      ['cycle.payYears', [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]],
      ['cycle.startYears', [2026, 2027]],
      ['plan.yearWeight', [1, 0.9]],
      ['cycle.payYears', [2026, 2027, 2028]],
    ];
    const before: Decision[] = [];
    for (const [id, value] of steps) {
      expect(faults(id, value, before)).toEqual([]);
      before.push(override(id, value));
    }
    expect(packValues(applyDecisions(pack, before), day)['cycle.startYears']).toEqual([2026, 2027]);
  });

  test('恢复规则包取值也要与其他调整相符', () => {
    const before = [
      override('eligibility.aspireBuiltTo', '2010-12-31'),
      override('eligibility.aspireBuiltFrom', '2008-01-01'),
    ];
    const revert = (parameter: string) => decisionFaults(pack, before, { parameter, kind: 'revert' });
    expect(revert('eligibility.aspireBuiltTo').join()).toContain('力争小区建成起始日期');
    expect(revert('eligibility.aspireBuiltFrom')).toEqual([]);
  });

  test('以前存下、现在不合的调整不被采用，参数显示规则包取值，别的调整照旧', () => {
    const stored = [
      override('cycle.startYears', [2025, 2025]),
      override('eligibility.mustBuiltTo', '2010-01-01'),
      override('plan.deferPenalty', 5),
    ];
    const values = packValues(applyDecisions(pack, stored), day);
    expect(values).toMatchObject({
      'cycle.startYears': [2021, 2022, 2023, 2024, 2025],
      'eligibility.mustBuiltTo': '2000-12-31',
      'plan.deferPenalty': 5,
    });
    const seen = new Map(standpoints(pack, stored, day).map((one) => [one.parameter.id, one]));
    expect(seen.get('eligibility.mustBuiltTo')?.standing).toBe('unverified');
    expect(seen.get('plan.deferPenalty')?.standing).toBe('overridden');
    expect(faults('plan.deferPenalty', 6, stored)).toEqual([]);
  });

  test('规则包自己的参数互不相符，读入时就报出', () => {
    const input = parse(text) as { parameters: { id: string }[] };
    const reading = parsePack({
      ...input,
      parameters: input.parameters.map((one) =>
        one.id === 'eligibility.aspireBuiltTo' ? { ...one, value: '1999-12-31' } : one,
      ),
    });
    expect(reading.ok ? [] : reading.faults.map((one) => one.at)).toEqual(['eligibility.aspireBuiltFrom']);
  });
});
