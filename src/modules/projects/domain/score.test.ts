import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EstateFacts } from './facts.ts';
import { comparePriority, type FactorParams, type Ranked, scoreEstate } from './score.ts';

const factors: readonly FactorParams[] = [
  {
    id: 'condition',
    title: '建筑现状',
    basis: '五(二)',
    weight: 40,
    method: {
      kind: 'grades',
      items: ['road', 'roof', 'water'],
      points: { good: 0, fair: 40, poor: 80, missing: 100 },
    },
  },
  {
    id: 'contribution',
    title: '居民出资户数比例',
    basis: '五(二)',
    weight: 25,
    method: { kind: 'share', of: 'pay', over: 'households' },
  },
  {
    id: 'benefit',
    title: '改造后预计效益',
    basis: '五(二)',
    weight: 15,
    method: { kind: 'linear', of: 'households', per: 'floorAreaM2', scale: 10_000, from: 50, to: 150 },
  },
  {
    id: 'procedures',
    title: '项目手续完善情况',
    basis: '五(二)',
    weight: 15,
    method: { kind: 'map', of: 'papers', points: { complete: 100, partial: 50, missing: 0 } },
  },
  {
    id: 'committee',
    title: '业主委员会',
    basis: '条例 56',
    weight: 5,
    method: { kind: 'flag', of: 'ownersCommittee' },
  },
];

const facts: EstateFacts = {
  subdistrict: null,
  land: null,
  builtYear: null,
  management: null,
  demolition: null,
  condition: { road: 'poor', roof: 'good', water: 'missing' },
  households: 100,
  population: 250,
  buildings: 4,
  entrances: 12,
  floorAreaM2: 10_000,
  agree: 80,
  pay: 30,
  papers: 'partial',
  ownersCommittee: true,
};

describe('五(二)：优先顺序评分', () => {
  test('每项得分、权重与合计可以复算', () => {
    const score = scoreEstate(facts, factors);
    expect(score.factors.map((one) => one.points)).toEqual([60, 30, 50, 50, 100]);
    expect(score.total).toBe(51.5);
    expect(score.complete).toBe(true);
    expect(score.factors[1]?.formula).toBe('30 ÷ 100 × 100');
  });

  test('未知的输入不计分、写明未知，不估算', () => {
    const score = scoreEstate(
      { ...facts, pay: null, papers: null, ownersCommittee: null, condition: { road: 'poor' } },
      factors,
    );
    expect(score.complete).toBe(false);
    expect(score.factors.map((one) => one.known)).toEqual([false, false, true, false, false]);
    expect(score.factors.map((one) => one.points)).toEqual([26.67, 0, 50, 0, 0]);
    expect(score.factors[1]?.input).toBe('愿意出资户数未知');
  });

  test('出资户数多于总户数是矛盾，不计分', () => {
    expect(scoreEstate({ ...facts, pay: 101 }, factors).factors[1]).toMatchObject({
      points: 0,
      known: false,
    });
  });

  test('线性因素在两端截止', () => {
    const benefit = (households: number) => scoreEstate({ ...facts, households }, factors).factors[2]?.points;
    expect([benefit(50), benefit(10), benefit(150), benefit(400), benefit(51)]).toEqual([0, 0, 100, 100, 1]);
  });

  test('合计恒在 0 到 100 之间，等于各项得分乘权重之和', () => {
    const count = fc.option(fc.integer({ min: 0, max: 3000 }));
    const grade = fc.constantFrom('good', 'fair', 'poor', 'missing', null);
    const sample = fc.record({
      condition: fc.record({ road: grade, roof: grade, water: grade }),
      households: count,
      pay: count,
      floorAreaM2: count,
      papers: fc.constantFrom('complete', 'partial', 'missing', null),
      ownersCommittee: fc.constantFrom(true, false, null),
    });
    fc.assert(
      fc.property(sample, (some) => {
        const score = scoreEstate({ ...facts, ...some }, factors);
        const sum = score.factors.reduce((total, one) => total + one.points * one.weight, 0);
        expect(score.total).toBeGreaterThanOrEqual(0);
        expect(score.total).toBeLessThanOrEqual(100);
        expect(Math.abs(score.total - sum)).toBeLessThan(0.0051);
      }),
    );
  });
});

describe('五(二)：同等条件下的先后', () => {
  const order = comparePriority(['committee', 'willingness', 'participation']);
  const estate = (id: string, change: Partial<EstateFacts>, score = 60): Ranked => ({
    id,
    score,
    facts: { ...facts, ownersCommittee: false, ...change },
  });
  const ids = (list: readonly Ranked[]): string[] => list.toSorted(order).map((one) => one.id);

  test('得分高的在前', () => {
    expect(ids([estate('a', {}, 50), estate('b', {}, 50.01)])).toEqual(['b', 'a']);
  });

  test('聊城市物业管理条例第五十六条：业主委员会正常履职的优先', () => {
    expect(ids([estate('a', { agree: 100 }), estate('b', { ownersCommittee: true, agree: 10 })])).toEqual([
      'b',
      'a',
    ]);
  });

  test('意愿强的优先，再看参与；未知的在后，最后按编号', () => {
    expect(
      ids([
        estate('e', { agree: null }),
        estate('d', { agree: 80, pay: 30 }),
        estate('c', { agree: 80, pay: 30 }),
        estate('b', { agree: 80, pay: 31 }),
        estate('a', { agree: 81 }),
      ]),
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('顺序与输入的先后无关', () => {
    const entry = fc.record({
      id: fc.uuid(),
      score: fc.constantFrom(50, 60),
      facts: fc.record({
        agree: fc.option(fc.integer({ min: 0, max: 120 })),
        pay: fc.option(fc.integer({ min: 0, max: 120 })),
        ownersCommittee: fc.constantFrom(true, false, null),
      }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => one.id, maxLength: 12 }), (entries) => {
        const list = entries.map((one) => ({ ...one, facts: { ...facts, ...one.facts } }));
        expect(ids(list)).toEqual(ids(list.toReversed()));
      }),
    );
  });
});
