import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthRows } from './months.ts';
import { type Sum, traceSums } from './trace.ts';

const total = (amounts: readonly bigint[]) => amounts.reduce((sofar, one) => sofar + one, 0n);
const sums = (prefix: string) =>
  fc
    .array(fc.bigInt({ min: 1n, max: 9_000_000_000_000n }), { maxLength: 30 })
    .map((list) => list.map((amountFen, n): Sum => ({ id: `${prefix}${n}`, amountFen })));

describe('每一分钱从哪来、到哪去', () => {
  it('先到先用', () => {
    const got = traceSums(
      [
        { id: '收1', amountFen: 100n },
        { id: '收2', amountFen: 50n },
      ],
      [
        { id: '付1', amountFen: 70n },
        { id: '付2', amountFen: 60n },
      ],
    );
    expect(got).toEqual({
      links: [
        { receipt: '收1', use: '付1', amountFen: 70n },
        { receipt: '收1', use: '付2', amountFen: 30n },
        { receipt: '收2', use: '付2', amountFen: 30n },
      ],
      unusedFen: 20n,
      uncoveredFen: 0n,
    });
  });

  it('两边的每一分恰好出现一次', () => {
    fc.assert(
      fc.property(sums('r'), sums('u'), (receipts, uses) => {
        const { links, unusedFen, uncoveredFen } = traceSums(receipts, uses);
        const linked = total(links.map((one) => one.amountFen));
        expect(linked + unusedFen).toBe(total(receipts.map((one) => one.amountFen)));
        expect(linked + uncoveredFen).toBe(total(uses.map((one) => one.amountFen)));
        expect(unusedFen === 0n || uncoveredFen === 0n).toBe(true);
        const of = (key: 'receipt' | 'use', id: string) =>
          total(links.filter((one) => one[key] === id).map((one) => one.amountFen));
        for (const one of receipts) expect(of('receipt', one.id)).toBeLessThanOrEqual(one.amountFen);
        for (const one of uses) expect(of('use', one.id)).toBeLessThanOrEqual(one.amountFen);
        expect(links.every((one) => one.amountFen > 0n)).toBe(true);
        expect(new Set(links.map((one) => `${one.receipt} ${one.use}`)).size).toBe(links.length);
      }),
    );
  });

  it('再付一笔，前面的对应不变', () => {
    fc.assert(
      fc.property(
        sums('r'),
        sums('u'),
        fc.bigInt({ min: 1n, max: 9_000_000_000n }),
        (receipts, uses, more) => {
          const before = traceSums(receipts, uses).links;
          const after = traceSums(receipts, [...uses, { id: 'new', amountFen: more }]).links;
          expect(after.filter((one) => one.use !== 'new')).toEqual(before);
        },
      ),
    );
  });
});

describe('按月的收支', () => {
  it('上月期末就是本月期初，期初加收减支等于期末', () => {
    const entry = fc.record({
      day: fc.constantFrom('2026-01-05', '2026-01-31', '2026-02-01', '2026-04-09'),
      amountFen: fc.bigInt({ min: -1000n, max: 1000n }).filter((fen) => fen !== 0n),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.bigInt({ min: 0n, max: 99n }), (list, opening) => {
        const entries = list.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
        const rows = monthRows(entries, opening);
        let balance = opening;
        for (const row of rows) {
          if (row.kind === 'opening') expect(row.afterFen).toBe(balance);
          if (row.kind === 'entry') balance += row.inFen - row.outFen;
          expect(row.afterFen).toBe(balance);
        }
        expect(balance).toBe(opening + total(list.map((one) => one.amountFen)));
        expect(rows.filter((row) => row.kind === 'entry')).toHaveLength(list.length);
      }),
    );
  });
});
