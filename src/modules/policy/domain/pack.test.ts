import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyDecisions, standpoints, valueFaults } from './decisions.ts';
import { type Pack, parsePack } from './pack.ts';
import { readShare } from './parameter.ts';
import { packValues } from './values.ts';

const text = readFileSync(new URL('../../../../policy/chiping-2021.yaml', import.meta.url), 'utf8');
const day = '2026-11-22';

function chiping(): Pack {
  const reading = parsePack(parse(text));
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.pack;
}

const withParameter = (id: string, change: object): unknown => {
  const input = parse(text) as { parameters: { id: string }[] };
  return {
    ...input,
    parameters: input.parameters.map((one) => (one.id === id ? { ...one, ...change } : one)),
  };
};

const faultsOf = (input: unknown): readonly string[] => {
  const reading = parsePack(input);
  return reading.ok ? [] : reading.faults.map((fault) => fault.at);
};

describe('规则包 chiping-2021', () => {
  test('能读出，每个参数有条款、出处与生效日期', () => {
    for (const one of chiping().parameters) {
      expect(one.clause).not.toBe('');
      expect(one.source).not.toBe('');
      expect(one.from).toBe('2021-03-30');
    }
  });

  test('二、三：截止日期取 2000-12-31 与 2005-12-31，均为待核', () => {
    const values = packValues(chiping(), day);
    expect(values['eligibility.mustBuiltTo']).toBe('2000-12-31');
    expect(values['eligibility.aspireBuiltFrom']).toBe('2001-01-01');
    expect(values['eligibility.aspireBuiltTo']).toBe('2005-12-31');
    const standing = new Map(standpoints(chiping(), [], day).map((one) => [one.parameter.id, one.standing]));
    expect(standing.get('eligibility.mustBuiltTo')).toBe('unverified');
    expect(standing.get('eligibility.aspireBuiltTo')).toBe('unverified');
    expect(standing.get('eligibility.land')).toBe('given');
  });

  test('五(二)：四项因素在列，权重之和为 100，另增的一项写明依据', () => {
    const factors = packValues(chiping(), day)['score.factors'];
    expect(factors.slice(0, 4).map((one) => one.title)).toEqual([
      '建筑现状',
      '居民出资户数比例',
      '改造后预计效益',
      '项目手续完善情况',
    ]);
    expect(factors.reduce((sum, one) => sum + one.weight, 0)).toBe(100);
    expect(factors[4]?.basis).toContain('第五十六条');
  });

  test('四(一)：八项为基础类主要内容，拆违、照明、绿化注明与国办发〔2020〕23号类别不同', () => {
    const items = packValues(chiping(), day)['catalogue.items'];
    expect(items.filter((one) => one.class === 'basic' && one.role === 'main')).toHaveLength(8);
    expect(items.filter((one) => one.nationalClass !== null).map((one) => one.id)).toEqual([
      'illegalStructures',
      'lighting',
      'greening',
    ]);
  });

  test('五(七)、民法典第二百七十八条：参与三分之二，一般事项过半数，特别事项四分之三以上', () => {
    const thresholds = packValues(chiping(), day)['vote.thresholds'];
    expect(thresholds).toEqual({
      article: '民法典第二百七十八条',
      ordinary: { quorum: '2/3', majority: '1/2', strict: true },
      special: { quorum: '2/3', majority: '3/4', strict: false },
    });
    for (const quorum of ['0.67', '3/2', '0/3', '2/0', '66%', ''])
      expect(
        valueFaults('vote.thresholds', { ...thresholds, special: { ...thresholds.special, quorum } }),
      ).toHaveLength(1);
  });

  test('六：六个渠道', () => {
    expect(packValues(chiping(), day)['funding.channels'].map((one) => one.clause)).toEqual([
      '六(一)',
      '六(二)',
      '六(三)',
      '六(四)',
      '六(五)',
      '六(六)',
    ]);
  });

  test('文件没有给出的数值留空并待核，不编造', () => {
    for (const one of standpoints(chiping(), [], day).filter((each) => each.packValue === null))
      expect(one.standing).toBe('unverified');
  });
});

describe('规则包检查', () => {
  test('未知参数、缺少参数、取值不合、有效期重叠与颠倒，一次全部报出', () => {
    const input = parse(text) as { parameters: { id: string }[] };
    const [first, ...rest] = input.parameters;
    expect(faultsOf({ ...input, parameters: rest })).toEqual([first?.id]);
    expect(faultsOf({ ...input, parameters: [...input.parameters, { ...first, id: 'no.such' }] })).toEqual([
      'no.such',
    ]);
    expect(faultsOf({ ...input, parameters: [...input.parameters, first] })).toEqual([first?.id]);
    expect(faultsOf(withParameter('eligibility.mustBuiltTo', { value: '2000-02-30' }))).toEqual([
      'eligibility.mustBuiltTo',
    ]);
    expect(faultsOf(withParameter('eligibility.land', { to: '2020-01-01' }))).toEqual(['eligibility.land']);
    expect(faultsOf(withParameter('plan.deferPenalty', { value: null, provenance: 'plan' }))).toHaveLength(2);
  });

  test('多余的字段被拒绝', () => {
    expect(faultsOf({ ...(parse(text) as object), extra: 1 })).toHaveLength(1);
    expect(faultsOf(null)).toHaveLength(1);
    expect(faultsOf('x')).toHaveLength(1);
  });

  test('同一参数可以前后两段有效，按日期取值', () => {
    const input = withParameter('plan.deferPenalty', { to: '2024-12-31' }) as { parameters: object[] };
    const later = {
      ...(input.parameters.find((one) => 'id' in one && one.id === 'plan.deferPenalty') ?? {}),
    };
    const reading = parsePack({
      ...input,
      parameters: [...input.parameters, { ...later, value: 5, from: '2025-01-01', to: null }],
    });
    if (!reading.ok) throw new Error('unexpected faults');
    expect(packValues(reading.pack, '2024-12-31')['plan.deferPenalty']).toBe(3);
    expect(packValues(reading.pack, '2025-01-01')['plan.deferPenalty']).toBe(5);
    expect(packValues(reading.pack, '2019-01-01')['plan.deferPenalty']).toBe(3);
  });
});

describe('确认与调整', () => {
  const override = {
    parameter: 'plan.deferPenalty',
    kind: 'override',
    value: 4,
    reason: '专班会议',
  } as const;

  test('调整替换取值，撤回后恢复规则包的取值', () => {
    const pack = chiping();
    expect(packValues(applyDecisions(pack, [override]), day)['plan.deferPenalty']).toBe(4);
    const reverted = [override, { ...override, kind: 'revert' as const }];
    expect(packValues(applyDecisions(pack, reverted), day)['plan.deferPenalty']).toBe(3);
  });

  test('确认不改取值，只去掉待核', () => {
    const confirm = { parameter: 'plan.deferPenalty', kind: 'confirm', reason: '区政府常务会议' } as const;
    const one = standpoints(chiping(), [confirm], day).find(
      (each) => each.parameter.id === confirm.parameter,
    );
    expect(one?.standing).toBe('confirmed');
    expect(one?.parameter.value).toBe(3);
  });

  test('不合形状的取值报出原因，并且不被采用', () => {
    expect(valueFaults('plan.deferPenalty', -1)).toHaveLength(1);
    expect(valueFaults('plan.deferPenalty', 2)).toEqual([]);
    expect(valueFaults('no.such', 2)).toHaveLength(1);
    const bad = { ...override, value: 'many' };
    expect(packValues(applyDecisions(chiping(), [bad]), day)['plan.deferPenalty']).toBe(3);
  });
});

test.each([
  ['0.75', 75n, 100n],
  ['2/3', 2n, 3n],
  ['1', 1n, 1n],
  ['0', 0n, 1n],
])('份额 %s', (share, num, den) => {
  expect(readShare(share)).toEqual({ num, den });
});

test.each(['1.1', '3/2', '1/0', '-1', '', '75%', '.5'])('不是份额：%s', (share) => {
  expect(readShare(share)).toBeNull();
});
