import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFlows, tracePlaces } from './trace.ts';

const flows = fc
  .array(fc.bigInt({ min: 1n, max: 1_000n }))
  .map((amounts) => amounts.map((amountFen, n) => ({ id: String(n), amountFen })));
const sum = (list: readonly { readonly amountFen: bigint }[]): bigint =>
  list.reduce((all, one) => all + one.amountFen, 0n);

describe('六(四) 资金逐分对应', () => {
  it('先到先用', () => {
    const receipts = [
      { id: 'a', amountFen: 3n },
      { id: 'b', amountFen: 5n },
    ];
    expect(
      traceFlows(receipts, [
        { id: 'x', amountFen: 4n },
        { id: 'y', amountFen: 1n },
      ]),
    ).toEqual({
      links: [
        { receipt: 'a', use: 'x', amountFen: 3n },
        { receipt: 'b', use: 'x', amountFen: 1n },
        { receipt: 'b', use: 'y', amountFen: 1n },
      ],
      unusedFen: 3n,
    });
  });
  it('每笔支付与每笔到账都对得上，余下的就是未用的', () => {
    fc.assert(
      fc.property(flows, flows, (receipts, uses) => {
        const { links, unusedFen } = traceFlows(receipts, uses);
        const [came, went] = [sum(receipts), sum(uses)];
        expect(sum(links) + unusedFen).toBe(came);
        expect(unusedFen > 0n ? sum(links) : went >= came).toBe(unusedFen > 0n ? went : true);
        for (const one of receipts)
          expect(sum(links.filter(({ receipt }) => receipt === one.id)) <= one.amountFen).toBe(true);
        for (const one of uses) {
          const laid = sum(links.filter(({ use }) => use === one.id));
          expect(came >= went ? laid === one.amountFen : laid <= one.amountFen).toBe(true);
        }
      }),
    );
  });
});

const total = (amounts: readonly bigint[]) => amounts.reduce((sofar, one) => sofar + one, 0n);
const sums = (prefix: string) =>
  fc
    .array(fc.bigInt({ min: 1n, max: 9_000_000_000_000n }), { maxLength: 30 })
    .map((list) => list.map((amountFen, n) => ({ id: `${prefix}${n}`, amountFen })));

describe('审计看的逐分去向', () => {
  it('两边的每一分恰好出现一次', () => {
    fc.assert(
      fc.property(sums('r'), sums('u'), (receipts, uses) => {
        const { links, unusedFen } = traceFlows(receipts, uses);
        const linked = total(links.map((one) => one.amountFen));
        const uncoveredFen = total(uses.map((one) => one.amountFen)) - linked;
        expect(linked + unusedFen).toBe(total(receipts.map((one) => one.amountFen)));
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
          const before = traceFlows(receipts, uses).links;
          const after = traceFlows(receipts, [...uses, { id: 'new', amountFen: more }]).links;
          expect(after.filter((one) => one.use !== 'new')).toEqual(before);
        },
      ),
    );
  });
});

describe('逐小区对应', () => {
  it('一笔支付分给几处，每处的对应之和就是它付的数，合起来与整笔对应相同', () => {
    const split = sums('u').chain((uses) =>
      fc.tuple(
        ...uses.map((use) =>
          fc.array(fc.bigInt({ min: 1n, max: use.amountFen }), { maxLength: 3 }).map((cuts) => {
            const edges = [...new Set([0n, ...cuts, use.amountFen])].sort((a, b) => (a < b ? -1 : 1));
            const places = edges.slice(1).map((edge, n) => ({
              name: `${use.id}/${n}`,
              amountFen: edge - (edges[n] ?? 0n),
            }));
            return { ...use, places };
          }),
        ),
      ),
    );
    fc.assert(
      fc.property(sums('r'), split, (receipts, uses) => {
        const whole = traceFlows(receipts, uses);
        const { links, unusedFen } = tracePlaces(receipts, uses);
        expect(unusedFen).toBe(whole.unusedFen);
        for (const use of uses) {
          const own = links.filter((one) => one.use === use.id);
          const paid = total(whole.links.filter((one) => one.use === use.id).map((one) => one.amountFen));
          expect(total(own.map((one) => one.amountFen))).toBe(paid);
          for (const place of use.places) {
            const laid = total(own.filter((one) => one.place === place).map((one) => one.amountFen));
            expect(paid === use.amountFen ? laid === place.amountFen : laid <= place.amountFen).toBe(true);
          }
        }
      }),
    );
  });

  it('退款不归任何一处', () => {
    expect(tracePlaces([{ id: 'a', amountFen: 3n }], [{ id: 'x', amountFen: 2n, places: [] }]).links).toEqual(
      [{ receipt: 'a', use: 'x', amountFen: 2n, place: null }],
    );
  });
});
