import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCodePoint } from './code-point-order.ts';
import { divideByLargestRemainder, divideInOrder } from './largest-remainder.ts';

type Weighted = { id: string; weight: bigint };

const codePoints = (text: string): number[] => [...text].map((sign) => sign.codePointAt(0) ?? 0);
function naiveOrder(a: string, b: string): number {
  const [left, right] = [codePoints(a), codePoints(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The rule as it is written, one fen at a time. */
function oracle(total: bigint, weights: readonly Weighted[]): Map<string, bigint> {
  const sum = weights.reduce((all, { weight }) => all + weight, 0n);
  const rows = weights.map(({ id, weight }) => ({
    id,
    amount: (total * weight) / sum,
    rest: (total * weight) % sum,
  }));
  let left = total - rows.reduce((all, { amount }) => all + amount, 0n);
  rows.sort((a, b) => (a.rest === b.rest ? naiveOrder(a.id, b.id) : a.rest < b.rest ? 1 : -1));
  for (const row of rows) {
    if (left === 0n) break;
    row.amount += 1n;
    left -= 1n;
  }
  return new Map(rows.map(({ id, amount }) => [id, amount]));
}

const weightsOf = (max: bigint) =>
  fc
    .uniqueArray(fc.record({ id: fc.string({ unit: 'binary', maxLength: 4 }), weight: fc.bigInt(0n, max) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 70,
    })
    .filter((weights) => weights.some(({ weight }) => weight > 0n));
/** Small numbers tie often; large ones leave the safe range; those between use doubles up to their edge. */
const anyCase = fc.oneof(
  fc.tuple(fc.bigInt(0n, 60n), weightsOf(4n)),
  fc.tuple(fc.bigInt(0n, 2n ** 53n - 1n), weightsOf(2n ** 47n)),
  fc.tuple(fc.bigInt(2n ** 50n, 2n ** 53n - 1n), weightsOf(3n)),
  fc.tuple(fc.bigInt(0n, 2n ** 200n), weightsOf(2n ** 180n)),
);

describe('按最大余额分到分', () => {
  it('与逐分照做的笨办法一致', () => {
    fc.assert(
      fc.property(anyCase, ([total, weights]) => {
        expect(divideByLargestRemainder(total, weights)).toEqual(
          new Map(weights.map(({ id }) => [id, oracle(total, weights).get(id)])),
        );
      }),
      { numRuns: 600 },
    );
  });

  it('各份之和恰为总额、不为负、权重为零者为零、次序无关、总额增加时无人减少超过一分', () => {
    fc.assert(
      fc.property(anyCase, ([total, weights]) => {
        const amounts = divideByLargestRemainder(total, weights);
        expect([...amounts.values()].reduce((all, amount) => all + amount, 0n)).toBe(total);
        const turned = divideByLargestRemainder(total, weights.toReversed());
        const more = divideByLargestRemainder(total + 1n, weights);
        for (const { id, weight } of weights) {
          const amount = amounts.get(id) ?? -1n;
          expect(amount >= 0n && (weight > 0n || amount === 0n)).toBe(true);
          expect(turned.get(id)).toBe(amount);
          expect((more.get(id) ?? 0n) - amount >= -1n).toBe(true);
        }
      }),
    );
  });

  it('同余按编号的码位次序，不按 UTF-16', () => {
    const tied = ['\u{20bb7}', '\ufb01', 'b'].map((id) => ({ id, weight: 1n }));
    expect(divideInOrder(1n, tied)).toEqual([0n, 0n, 1n]);
    expect(divideInOrder(2n, tied)).toEqual([0n, 1n, 1n]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(naiveOrder(a, b)));
      }),
    );
    expect(byCodePoint('\ud83d', '\ud83d\ude00')).toBeLessThan(0);
    expect(byCodePoint('\ud83d\ude00', '\ud83d\uffff')).toBeGreaterThan(0);
    expect(byCodePoint('\ud83d', '\ue000')).toBeLessThan(0);
  });

  it('没有可分的人、负数、重复编号拒绝；总额为零时各为零', () => {
    expect(divideInOrder(0n, [{ id: 'a', weight: 0n }])).toEqual([0n]);
    expect(divideInOrder(0n, [])).toEqual([]);
    const refused: [bigint, Weighted[]][] = [
      [1n, []],
      [1n, [{ id: 'a', weight: 0n }]],
      [-1n, [{ id: 'a', weight: 1n }]],
      [1n, [{ id: 'a', weight: -1n }]],
      [1n, ['a', 'a'].map((id) => ({ id, weight: 1n }))],
    ];
    for (const [total, weights] of refused)
      expect(() => divideByLargestRemainder(total, weights)).toThrow(RangeError);
  });
});
