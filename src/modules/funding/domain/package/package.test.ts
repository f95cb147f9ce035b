import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowFigures } from './figures.ts';
import { debtCover, discountedPayback, npv, npvFromStart, payback } from './flows.ts';
import { datedIrr, irr } from './roots.ts';

describe('净现值：与电子表格说明文档所列的值一致', () => {
  test('首笔折现一期，或首笔在期初', () => {
    expect(npv(0.1, [-10_000, 3000, 4200, 6800])).toBeCloseTo(1188.44, 2);
    expect(npv(0.08, [8000, 9200, 10_000, 12_000, 14_500]) - 40_000).toBeCloseTo(1922.06, 2);
    expect(npv(0.08, [8000, 9200, 10_000, 12_000, 14_500, -9000]) - 40_000).toBeCloseTo(-3749.47, 2);
    expect(npvFromStart(0.1, [-10_000, 3000, 4200, 6800])).toBeCloseTo(1188.443412 * 1.1, 5);
  });
});

describe('内部收益率', () => {
  const business = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000];
  test('与电子表格说明文档所列的值一致', () => {
    expect(irr(business.slice(0, 5)).values[0]).toBeCloseTo(-0.021245, 6);
    expect(irr(business).values[0]).toBeCloseTo(0.086631, 6);
    expect(irr(business.slice(0, 3)).values[0]).toBeCloseTo(-0.443507, 6);
  });

  test('按日期：实际天数除以 365', () => {
    const flows = [-10_000, 2750, 4250, 3250, 2750];
    const days = [0, 60, 303, 411, 456];
    expect(datedIrr(flows, days).values[0]).toBeCloseTo(0.3733625335, 9);
    expect(datedIrr([-10_000, 3250, 2750, 4250, 2750], [0, 411, 60, 303, 456]).values[0]).toBeCloseTo(
      0.3733625335,
      9,
    );
  });

  test.each([
    [[-100, 230, -132], 'several', [0.1, 0.2]],
    [[-1000, 3600, -4310, 1716], 'several', [0.1, 0.2, 0.3]],
    [[-100, 220, -121], 'double', [0.1]],
    [[100, -220, 121], 'double', [0.1]],
    [[-100, 200, -100], 'double', [0]],
    [[-100, 150, -100], 'none', []],
    [[100, 10, 5], 'none', []],
    [[0, 0], 'none', []],
    [[-100], 'none', []],
    [[-100, 1], 'one', [-0.99]],
    [[-100, 100], 'one', [0]],
    [[-100, 0, 0, 100], 'one', [0]],
    [[-1, 1_000_000_000], 'one', [999_999_999]],
  ] as const)('%j：%s', (flows, status, values) => {
    const found = irr(flows);
    expect(found.status).toBe(status);
    expect(found.values).toHaveLength(values.length);
    for (const [at, value] of values.entries())
      expect(Math.abs((found.values[at] ?? 0) - value)).toBeLessThan(1e-9 * Math.max(1, value));
  });

  test('三百六十个月的流不溢出', () => {
    const monthly = irr([-1_000_000, ...Array.from({ length: 360 }, () => 6000)]);
    expect(monthly.status).toBe('one');
    expect(npvFromStart(monthly.values[0] ?? 0, [-1_000_000, ...Array(360).fill(6000)])).toBeCloseTo(0, 3);
  });

  test('由各根写出的流，根都找回来（两到四个互不相同的收益率）', () => {
    const rate = fc.integer({ min: -60, max: 150 });
    fc.assert(
      fc.property(fc.uniqueArray(rate, { minLength: 2, maxLength: 4 }), (percents) => {
        const roots = percents.toSorted((a, b) => a - b);
        // ∏ (100·x − (100 + p)) in x = 1 + rate, highest power first: the coefficients are the flows.
        const flows = roots.reduce<number[]>(
          (poly, percent) => {
            const next: number[] = Array(poly.length + 1).fill(0);
            for (const [at, value] of poly.entries()) {
              next[at] = (next[at] ?? 0) + 100 * value;
              next[at + 1] = (next[at + 1] ?? 0) - (100 + percent) * value;
            }
            return next;
          },
          [1],
        );
        const { status, values } = irr(flows);
        expect(status).toBe('several');
        expect(values.map((value) => Math.round(value * 100))).toEqual(roots);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  test('报出的每个收益率处净现值为零；改变全部正负号不改变收益率', () => {
    const flow = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(flow, { minLength: 2, maxLength: 40 }), (flows) => {
        const found = irr(flows);
        for (const value of found.values) {
          const size = npvFromStart(value, flows.map(Math.abs));
          expect(Math.abs(npvFromStart(value, flows))).toBeLessThanOrEqual(1e-9 * size + 1e-9);
        }
        expect(irr(flows.map((one) => -one))).toEqual(found);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });
});

describe('回收期、资金缺口与偿债覆盖', () => {
  test('在一期之内按比例取时点；收不回为空', () => {
    expect(payback([-100, 60, 60])).toBeCloseTo(1 + 40 / 60, 12);
    expect(payback([-100, 50])).toBeNull();
    expect(payback([0, 5])).toBe(0);
    expect(payback([0, -100, 60, 60])).toBeCloseTo(2 + 40 / 60, 12);
    expect(payback([100, -150, 100])).toBeCloseTo(1.5, 12);
    expect(payback([-100, 100])).toBe(1);
    expect(discountedPayback(0.1, [-100, 110, 1])).toBeCloseTo(1, 12);
    expect(discountedPayback(0.1, [-100, 60, 60])).toBeCloseTo(1 + (100 - 60 / 1.1) / (60 / 1.21), 12);
  });

  test('缺口是使净现值为零的期初补助', () => {
    const flows = [-100_000, 20_000, 20_000].map((amount) => ({ amount, days: null }));
    const { gap } = flowFigures(0.08, flows, null);
    const filled = flowFigures(0.08, [{ amount: -100_000 + gap, days: null }, ...flows.slice(1)], null);
    expect(filled.npvFromStart).toBeCloseTo(0, 6);
    expect(filled.gap).toBeCloseTo(0, 6);
  });

  test('按等额还本付息，取最低的一年', () => {
    // 600 borrowed over two years without interest: 300 a year.
    expect(debtCover([-1000, 450, 330], { share: 0.6, rate: 0, years: 2 })).toBeCloseTo(1.1, 12);
    const service = (600 * 0.05) / (1 - 1.05 ** -10);
    expect(debtCover([-1000, ...Array(10).fill(100)], { share: 0.6, rate: 0.05, years: 10 })).toBeCloseTo(
      100 / service,
      12,
    );
    expect(debtCover([-1000, 450], { share: 0.6, rate: 0, years: 2 })).toBe(0);
    expect(debtCover([-1000, 450], { share: 0, rate: 0, years: 2 })).toBeNull();
    expect(debtCover([5, 5], { share: 0.5, rate: 0, years: 1 })).toBeNull();
  });
});
