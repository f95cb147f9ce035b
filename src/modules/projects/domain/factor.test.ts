import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cm2FromM2, m2FromCm2 } from '#shared/area.ts';
import { type FactorMethod, pointsOf } from './factor.ts';
import type { EstateFacts } from './facts.ts';

const blank: EstateFacts = {
  subdistrict: null,
  land: null,
  builtYear: null,
  condition: {},
  management: null,
  demolition: null,
  households: 100,
  population: null,
  buildings: null,
  entrances: null,
  floorAreaM2: null,
  agree: null,
  pay: null,
  papers: null,
};
const density: FactorMethod = {
  kind: 'linear',
  of: 'households',
  per: 'floorAreaM2',
  scale: 10_000,
  from: 50,
  to: 150,
};
const size: FactorMethod = { kind: 'linear', of: 'floorAreaM2', per: null, scale: 1, from: 0, to: 20_000 };
const contribution: FactorMethod = { kind: 'share', of: 'pay', over: 'households' };

describe('五(二)：计分用的数据', () => {
  test('建筑面积带小数，按平方厘米精确计算', () => {
    const facts = { ...blank, households: 120, floorAreaM2: 12_345.6 };
    expect(pointsOf(facts, density)).toMatchObject({ points: 47.2, known: true });
    expect(pointsOf(facts, size).points).toBe(61.73);
    expect(pointsOf({ ...blank, floorAreaM2: 0.1 + 0.2 }, size).known).toBe(true);
  });

  test('台账里的小数与库里平方厘米换回的面积，得分相同，都在 0 到 100 之间', () => {
    const area = fc.double({ min: 0.0001, max: 5_000_000, noNaN: true });
    const households = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(area, households, fc.constantFrom(density, size), (floorAreaM2, count, method) => {
        const facts = { ...blank, households: count };
        const written = pointsOf({ ...facts, floorAreaM2 }, method);
        const stored = pointsOf({ ...facts, floorAreaM2: m2FromCm2(cm2FromM2(floorAreaM2)) }, method);
        expect(stored.points).toBe(written.points);
        expect(written.known).toBe(true);
        expect(written.points).toBeGreaterThanOrEqual(0);
        expect(written.points).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('不论数值多么离奇都不出错：不是整数或为负的户数、为负的面积不计分', () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(number, number, number, (households, pay, floorAreaM2) => {
        const facts = { ...blank, households, pay, floorAreaM2 };
        for (const method of [density, size, contribution]) {
          const { points, known } = pointsOf(facts, method);
          expect(points >= 0 && points <= 100).toBe(true);
          if (!known) expect(points).toBe(0);
        }
      }),
    );
    expect(pointsOf({ ...blank, pay: 30.5 }, contribution)).toMatchObject({ points: 0, known: false });
    expect(pointsOf({ ...blank, pay: -3 }, contribution)).toMatchObject({ points: 0, known: false });
    expect(pointsOf({ ...blank, floorAreaM2: -1 }, size)).toMatchObject({ points: 0, known: false });
  });
});
