import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthRows } from './months.ts';

const total = (amounts: readonly bigint[]) => amounts.reduce((sofar, one) => sofar + one, 0n);

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
