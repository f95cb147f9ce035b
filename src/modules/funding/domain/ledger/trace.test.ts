import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFlows } from './trace.ts';

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
