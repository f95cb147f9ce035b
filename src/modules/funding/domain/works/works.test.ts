import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { type BillLine, isQuantity, measureLines, milliOf, quantityText, worthOf } from './quantity.ts';
import { type Holding, spreadOver } from './spread.ts';
import { retentionFreeOn, warrantiesOf, warrantyEnd } from './warranty.ts';

const season = { from: '11-15', to: '03-15' };

describe('质保期（建设工程质量管理条例第四十条）', () => {
  it.each([
    ['2026-11-22', 5, '2031-11-21'],
    ['2024-02-29', 1, '2025-02-27'],
    ['2024-02-29', 4, '2028-02-28'],
  ])('%s 起 %i 年：%s', (accepted, count, end) => {
    expect(warrantyEnd(day(accepted), { kind: 'years', count }, season)).toBe(end);
  });
  it.each([
    ['2026-10-01', '2028-03-15'],
    ['2026-11-15', '2028-03-15'],
    ['2026-11-16', '2029-03-15'],
    ['2027-03-01', '2029-03-15'],
  ])('%s 验收，两个采暖期到 %s', (accepted, end) => {
    expect(warrantyEnd(day(accepted), { kind: 'seasons', count: 2 }, season)).toBe(end);
  });
  it('各项各算，没有验收的没有到期日', () => {
    const rule = {
      terms: { roof: { kind: 'years', count: 5 }, heating: { kind: 'seasons', count: 2 } },
      otherwise: { kind: 'years', count: 2 },
      season,
    } as const;
    expect(warrantiesOf(['roof', 'heating', 'roof', 'water'], day('2026-11-22'), rule)).toMatchObject([
      { item: 'heating', endsOn: '2029-03-15' },
      { item: 'roof', endsOn: '2031-11-21' },
      { item: 'water', endsOn: '2028-11-21' },
    ]);
    expect(warrantiesOf(['roof'], null, rule)[0]?.endsOn).toBeNull();
    expect(retentionFreeOn(day('2026-08-31'), 18)).toBe('2028-02-29');
  });
});

const line = (change: Partial<BillLine> = {}): BillLine => ({
  lineId: 'l1',
  estateId: 'e1',
  item: 'roof',
  title: '屋面防水',
  quantity: '100',
  amountFen: 1_000_001n,
  measured: '0',
  ...change,
});

describe('计量', () => {
  it('数量至多三位小数', () => {
    expect(['1', '1.5', '0.125', '1.2345', '-1', '1e3', ''].map(isQuantity)).toEqual([
      ...[true, true, true, false, false, false, false],
    ]);
    expect(quantityText(milliOf('12.500'))).toBe('12.5');
  });
  it('不得多于合同数量，不得少于已计量', () => {
    const bill = [line({ measured: '40' })];
    expect(measureLines(bill, [{ lineId: 'l1', cumulative: '100.001' }]).faults).toMatchObject([
      { kind: 'above' },
    ]);
    expect(measureLines(bill, [{ lineId: 'l1', cumulative: '39' }]).faults).toMatchObject([
      { kind: 'below' },
    ]);
    expect(measureLines(bill, [{ lineId: 'x', cumulative: '1' }]).faults).toMatchObject([{ kind: 'absent' }]);
    expect(measureLines(bill, [{ lineId: 'l1', cumulative: '40' }])).toEqual({ lines: [], faults: [] });
  });
  it('分几次计量，合起来恰是合同价，任何一步都不超过', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const parts = fc.array(fc.bigInt({ min: 0n, max: 500_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, parts, (amountFen, steps) => {
        const whole = steps.reduce((sum, one) => sum + one, 0n) || 1n;
        let [measured, sum] = [0n, 0n];
        const bill = () =>
          line({ amountFen, quantity: quantityText(whole), measured: quantityText(measured) });
        for (const step of [...steps, whole]) {
          const next = measured + step > whole ? whole : measured + step;
          const { lines, faults } = measureLines(
            [bill()],
            [{ lineId: 'l1', cumulative: quantityText(next) }],
          );
          expect(faults).toEqual([]);
          sum += lines[0]?.amountFen ?? 0n;
          measured = next;
          expect(sum <= amountFen).toBe(true);
          expect(sum).toBe(worthOf(bill(), measured));
        }
        expect(sum).toBe(amountFen);
      }),
    );
  });
});

const holding = fc.record({
  sourceId: fc.constantFrom('s1', 's2', 's3', 's4'),
  title: fc.constant('来源'),
  estateId: fc.constantFrom('e1', 'e2'),
  item: fc.constantFrom('roof', 'lifts'),
  heldFen: fc.bigInt({ min: 0n, max: 1000n }),
  expiresOn: fc.constantFrom(null, '2026-12-31', '2027-06-30'),
  barred: fc.constantFrom(null, '限用于基础类'),
});
const want = fc.record({
  estateId: fc.constantFrom('e1', 'e2'),
  item: fc.constantFrom('roof', 'lifts'),
  amountFen: fc.bigInt({ min: 0n, max: 2000n }),
});
const sum = (list: readonly { readonly amountFen: bigint }[]) =>
  list.reduce((all, one) => all + one.amountFen, 0n);

describe('在各来源间分配', () => {
  it('分出的与不足的相加恰是所要的；不用限制用途的来源，不超过来源所有；次序无关', () => {
    const unique = fc.uniqueArray(holding, {
      maxLength: 10,
      selector: (one) => `${one.sourceId} ${one.estateId} ${one.item}`,
    });
    fc.assert(
      fc.property(fc.array(want, { maxLength: 6 }), unique, (wanted, holdings) => {
        const spread = spreadOver(wanted, holdings);
        expect(sum(spread.lines) + sum(spread.short)).toBe(sum(wanted));
        for (const one of spread.lines) {
          const from = holdings.find(
            (other) =>
              other.sourceId === one.sourceId && other.estateId === one.estateId && other.item === one.item,
          );
          expect(from?.barred).toBeNull();
          expect(one.amountFen > 0n && one.amountFen + one.leftFen === from?.heldFen).toBe(true);
        }
        expect(spreadOver([...wanted].reverse(), [...holdings].reverse()).lines).toEqual(spread.lines);
      }),
    );
  });
  it('先到期的先用，说明理由', () => {
    const base = { title: '来源', estateId: 'e1', item: 'roof', heldFen: 60n, barred: null };
    const holdings: Holding[] = [
      { ...base, sourceId: 'late', expiresOn: null },
      { ...base, sourceId: 'soon', expiresOn: '2026-12-31' },
      { ...base, sourceId: 'barred', expiresOn: '2026-01-01', barred: '限用于基础类' },
    ];
    const spread = spreadOver([{ estateId: 'e1', item: 'roof', amountFen: 100n }], holdings);
    expect(spread.lines.map((one) => [one.sourceId, one.amountFen, one.reason])).toEqual([
      ['soon', 60n, '2026-12-31 到期，最先使用，全部用完'],
      ['late', 40n, '没有到期日，第 2 个使用'],
    ]);
    expect(spread.barred.map((one) => one.sourceId)).toEqual(['barred']);
  });
});
