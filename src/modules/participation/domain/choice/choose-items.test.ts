import { describe, expect, it } from 'vitest';
import type { Fen } from '#shared/money.ts';
import { compareRules } from './compare-rules.ts';
import { householdCost } from './household-cost.ts';
import type { ChoiceInput } from './types.ts';

const fen = (yuan: number): Fen => BigInt(yuan * 100) as Fen;
const menu: Omit<ChoiceInput, 'rule'> = {
  items: [
    { id: '水电气热', class: 'basic', cost: fen(100) },
    { id: '电梯', class: 'improvement', cost: fen(60) },
    { id: '停车', class: 'improvement', cost: fen(40) },
    { id: '养老', class: 'enhancement', cost: fen(40) },
    { id: '无人问津', class: 'enhancement', cost: fen(1) },
  ],
  ballots: [['电梯', '停车'], ['电梯', '停车'], ['电梯', '停车'], ['养老'], ['养老']],
  budget: fen(200),
};

describe('chooseItems（五(二) 一小区一方案）', () => {
  it('两种规则并列：票数优先只顾多数，均等份额法让两户也得一项', () => {
    const { both, onlyEqualShares, onlyGreedy, equalShares, greedy } = compareRules(menu);
    expect({ both, onlyEqualShares, onlyGreedy }).toEqual({
      both: ['水电气热', '停车'],
      onlyEqualShares: ['养老'],
      onlyGreedy: ['电梯'],
    });
    expect([equalShares.served, greedy.served]).toEqual([5, 3]);
    expect([equalShares.spent, greedy.spent]).toEqual([fen(180), fen(200)]);
  });
});

describe('householdCost', () => {
  const division = {
    method: 'area' as const,
    parts: [
      { id: '1', areaCm2: 500_000n },
      { id: '2', areaCm2: 500_000n },
      { id: '3', areaCm2: 500_000n },
    ],
  };
  it('各户之和恰为居民应出部分，尾差按最大余额', () => {
    const item = { cost: 1000n as Fen };
    const shares = { residents: '0.1', district: '0.9' };
    const own = division.parts.map(({ id }) => householdCost(item, shares, division, id).own);
    expect(own).toEqual([34n, 33n, 33n]);
    expect(householdCost(item, shares, division, '1').residents).toBe(100n);
  });
  it('份额之和不为一、未列入的专有部分：拒绝', () => {
    const item = { cost: 1000n as Fen };
    expect(() => householdCost(item, { residents: '0.1' }, division, '1')).toThrow(RangeError);
    expect(() => householdCost(item, { residents: '1' }, division, '9')).toThrow(RangeError);
  });
});
