import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, day } from './day.ts';
import { addDays, addWorkingDays, answerDue, isWorkingDay } from './working-days.ts';

const none = { off: [], work: [] };
const anyDay = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(day('2020-01-01'), n));

/** The slow way: every day after the first, looked at one by one. */
const counted = (from: Day, to: Day): number => {
  let n = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, none)) n += 1;
  return n;
};

describe('聊城市物业管理条例 66：五个工作日内答复', () => {
  it.each([
    ['2026-11-22', '2026-11-27', '周日收到，周一起算'],
    ['2026-11-23', '2026-11-30', '周一收到，跨一个周末'],
    ['2026-11-27', '2026-12-04', '周五收到'],
  ])('%s 收到，%s 到期（%s）', (from, due) => {
    expect(answerDue(day(from), { days: 5, unit: 'working' }, none)).toBe(due);
  });

  it('到期日是工作日，其间恰有所定的工作日数', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const due = addWorkingDays(from, n, none);
        expect(isWorkingDay(due, none)).toBe(true);
        expect(counted(from, due)).toBe(n);
      }),
    );
  });

  it('放假使期限延后，从不提前；调休上班从不延后', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 30 })),
        (from, n, some) => {
          const list = some.map((one) => addDays(from, one));
          const plain = addWorkingDays(from, n, none);
          expect(addWorkingDays(from, n, { off: list, work: [] }) >= plain).toBe(true);
          expect(addWorkingDays(from, n, { off: [], work: list }) <= plain).toBe(true);
        },
      ),
    );
  });

  it('国庆：放假与调休都算到', () => {
    const holidays = {
      off: ['2021-10-01', '2021-10-04', '2021-10-05', '2021-10-06', '2021-10-07'],
      work: ['2021-09-26', '2021-10-09'],
    };
    expect(addWorkingDays(day('2021-09-30'), 2, holidays)).toBe('2021-10-09');
  });

  it('自然日按日数', () => {
    expect(answerDue(day('2026-11-22'), { days: 15, unit: 'calendar' }, none)).toBe('2026-12-07');
  });

  it('没有工作日的日历不会算个没完', () => {
    const off = Array.from({ length: 500 }, (_, n) => addDays(day('2026-01-01'), n));
    expect(() => addWorkingDays(day('2026-01-01'), 1, { off, work: [] })).toThrow(RangeError);
  });
});
