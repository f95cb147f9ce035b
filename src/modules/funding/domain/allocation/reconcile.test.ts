import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedBalances, type Movement, pairMovements } from './reconcile.ts';

const move = (id: string, day: string, amountFen: bigint, voucher = ''): Movement => ({
  id,
  day,
  amountFen,
  voucher,
});

describe('对账', () => {
  it('凭证号相同先对；没有号的，五天内金额相同且各只有一笔才对', () => {
    const bank = [
      move('b1', '2022-05-06', 100n, 'X1'),
      move('b2', '2022-05-06', 100n),
      move('b3', '2022-05-20', -30n),
      move('b4', '2022-05-21', -30n),
      move('b5', '2022-05-25', 7n),
    ];
    const book = [
      move('p1', '2022-05-30', 100n, 'X1'),
      move('p2', '2022-05-05', 100n, 'Y'),
      move('p3', '2022-05-19', -30n),
      move('p5', '2022-05-10', 7n),
    ];
    expect([...pairMovements(bank, book)]).toEqual([
      ['b1', 'p1'],
      ['b2', 'p2'],
    ]);
  });

  it('无论怎样的收支，逐笔齐全时调节后余额相等；每笔至多对一次，金额方向相同', () => {
    const movement = (prefix: string) =>
      fc
        .array(
          fc.record({
            day: fc.constantFrom('2022-05-03', '2022-05-09', '2022-05-28'),
            amountFen: fc.bigInt({ min: -5n, max: 5n }).filter((n) => n !== 0n),
            voucher: fc.constantFrom('', 'a', 'b'),
          }),
          { maxLength: 12 },
        )
        .map((list) => list.map((one, n) => ({ id: `${prefix}${n}`, ...one })));
    const opening = fc.bigInt({ min: 0n, max: 1000n });
    fc.assert(
      fc.property(
        movement('b'),
        movement('p'),
        opening,
        opening,
        (bank, book, bankOpeningFen, bookOpeningFen) => {
          const pairs = pairMovements(bank, book);
          expect(new Set(pairs.values()).size).toBe(pairs.size);
          const paired = new Set(pairs.values());
          for (const [line, posting] of pairs)
            expect(bank.find(({ id }) => id === line)?.amountFen).toBe(
              book.find(({ id }) => id === posting)?.amountFen,
            );
          const sum = (list: readonly Movement[]) => list.reduce((total, one) => total + one.amountFen, 0n);
          const balances = {
            ...{ bankOpeningFen, bookOpeningFen },
            bankClosingFen: bankOpeningFen + sum(bank),
            bookClosingFen: bookOpeningFen + sum(book),
          };
          const bankOnly = bank.filter(({ id }) => !pairs.has(id)).map((one) => one.amountFen);
          const bookOnly = book.filter(({ id }) => !paired.has(id)).map((one) => one.amountFen);
          expect(adjustedBalances(balances, bankOnly, bookOnly).differenceFen).toBe(0n);
        },
      ),
    );
  });
});
