import { describe, expect, it } from 'vitest';
import type { Fen } from '#shared/money.ts';
import { householdCost } from './household-cost.ts';

describe('householdCost', () => {
  const division = {
    method: 'area' as const,
    parts: [
      { id: '1', areaCm2: 500_000n },
      { id: '2', areaCm2: 500_000n },
      { id: '3', areaCm2: 1_000_000n },
    ],
  };
  const item = { cost: 1010n as Fen };
  const shares = { residents: '0.1', district: '0.9' };
  const own = (method: 'area' | 'equal') =>
    division.parts.map(({ id }) => householdCost(item, shares, { ...division, method }, id).own);

  it('各户之和恰为居民应出部分，尾差按最大余额，同余按编号', () => {
    expect(householdCost(item, shares, division, '1')).toEqual({ estate: 1010n, residents: 101n, own: 25n });
    expect(own('area')).toEqual([25n, 25n, 51n]);
    expect(own('equal')).toEqual([34n, 34n, 33n]);
  });

  it('居民不出资的项为零；份额之和不为一、写法不对、未列入的专有部分拒绝', () => {
    expect(householdCost(item, { district: '1' }, division, '1').own).toBe(0n);
    for (const bad of [{ residents: '0.1' }, { residents: '.5', district: '.5' }, { residents: '1.1' }])
      expect(() => householdCost(item, bad, division, '1')).toThrow(RangeError);
    expect(() => householdCost(item, { residents: '1' }, division, '9')).toThrow(RangeError);
    expect(() => householdCost(item, { residents: '1' }, { method: 'area', parts: [] }, '1')).toThrow(
      RangeError,
    );
  });
});
