import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, day } from '#shared/day.ts';
import { daysLate, lateInterest, longestTerm, paymentDue } from './deadline.ts';
import { missingPapers, wagesPart } from './papers.ts';

const none = { off: [], work: [] };
const rule = { sme: 30, smeAgreed: 60, other: 90, unit: 'calendar' } as const;

describe('付款期限（保障中小企业款项支付条例）', () => {
  it.each([
    ['2026-01-31', 30, '2026-03-02'],
    ['2028-01-31', 30, '2028-03-01'],
    ['2026-11-30', 60, '2027-01-29'],
    ['2026-02-28', 1, '2026-03-01'],
  ])('%s 起 %i 日：%s', (from, days, due) => {
    expect(paymentDue(day(from), { days, unit: 'calendar' }, none)).toBe(due);
  });

  it('工作日跳过周末与放假，调休上班的算', () => {
    const clock = { days: 3, unit: 'working' } as const;
    expect(
      paymentDue(day('2026-09-30'), clock, { off: ['2026-10-01', '2026-10-02'], work: ['2026-10-10'] }),
    ).toBe('2026-10-07');
    expect(paymentDue(day('2026-10-08'), clock, { off: [], work: ['2026-10-10'] })).toBe('2026-10-12');
  });

  it('合同约定才可到六十日', () => {
    expect(longestTerm(rule, true, false)).toBe(30);
    expect(longestTerm(rule, true, true)).toBe(60);
    expect(longestTerm(rule, false, false)).toBe(90);
  });

  it('到期日当天不算逾期；利息四舍五入到分', () => {
    expect(daysLate(day('2026-03-31'), day('2026-03-31'))).toBe(0);
    expect(daysLate(day('2026-03-31'), day('2026-04-02'))).toBe(2);
    expect(lateInterest(1_000_000n, 10, 5)).toBe(5_000n);
    expect(lateInterest(999n, 1, 5)).toBe(0n);
  });

  const anyDay = fc
    .integer({ min: 0, max: 20_000 })
    .map((n) => Temporal.PlainDate.from('2000-01-01').add({ days: n }).toString() as Day);
  it('期限的差正好是天数，跨月跨年也一样；天数越多越晚', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 90 }), (from, days) => {
        const due = paymentDue(from, { days, unit: 'calendar' }, none);
        expect(Temporal.PlainDate.from(from).until(due, { largestUnit: 'days' }).days).toBe(days);
        const working = paymentDue(from, { days, unit: 'working' }, none);
        expect(working >= due).toBe(true);
        expect(Temporal.PlainDate.from(working).dayOfWeek).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('材料与工资专户', () => {
  it('缺哪份说哪份', () => {
    const required = [
      { id: 'invoice', title: '发票' },
      { id: 'bill', title: '工程量清单' },
    ];
    expect(missingPapers(required, [{ paper: 'bill' }])).toEqual([required[0]]);
  });
  it('工资与其余相加恰为全额，工资不少于比例', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 13n }),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, share) => {
          const { wagesFen, restFen } = wagesPart(amount, share);
          expect(wagesFen + restFen).toBe(amount);
          expect(restFen >= 0n).toBe(true);
          expect(wagesFen * 10_000n >= amount * BigInt(share)).toBe(true);
        },
      ),
    );
  });
});
