import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { addDays } from '#shared/working-days.ts';
import { maskName, maskPhone } from './mask.ts';
import { earliestUntil, noticeKinds, noticePhase } from './notice.ts';
import { nextSteps, objectionStates } from './objection.ts';

describe('异议的办理', () => {
  const standings = objectionStates.flatMap((state) =>
    [false, true].flatMap((disputed) => [
      { state, published: false, disputed, settled: false },
      { state, published: false, disputed, settled: disputed },
      ...(state === 'answered' ? [{ state, published: true, disputed, settled: false }] : []),
    ]),
  );

  it('撤回之后不再办理；已公开的先撤下才能改、能撤回', () => {
    for (const one of standings) {
      const next = nextSteps(one);
      if (one.state === 'withdrawn') expect(next.filter((step) => step !== 'settle')).toEqual([]);
      if (one.published)
        for (const step of ['answer', 'withdraw', 'publish'] as const) expect(next).not.toContain(step);
      expect(next.includes('dispute') && next.includes('settle')).toBe(false);
    }
  });

  it('没有答复不能公开', () => {
    for (const one of standings)
      if (one.state !== 'answered') expect(nextSteps(one)).not.toContain('publish');
  });
});

describe('公示期', () => {
  const days = { scheme: 7, roll: 15, vote: 15, result: 7, choice: 7, other: 3 };
  it('张贴当日不算，满天数才算期满（民法典 201）', () => {
    expect(earliestUntil(day('2026-11-22'), 'vote', days)).toBe('2026-12-07');
    fc.assert(
      fc.property(fc.constantFrom(...noticeKinds), fc.integer({ min: 0, max: 900 }), (kind, n) => {
        const posted = addDays(day('2025-01-01'), n);
        const until = earliestUntil(posted, kind, days);
        const one = { state: 'posted' as const, postedOn: posted, until };
        expect(noticePhase(one, posted)).toBe('running');
        expect(noticePhase(one, until)).toBe('running');
        expect(noticePhase(one, addDays(until, 1))).toBe('ended');
        expect(noticePhase(one, addDays(posted, -1))).toBe('coming');
      }),
    );
  });
});

describe('遮蔽', () => {
  it('姓名只留一字，长短不露；电话只留末四位', () => {
    expect(maskName('王建国')).toBe('王**');
    expect(maskName('王五')).toBe('王**');
    expect(maskName(' ')).toBe('');
    expect(maskPhone('139 0635 1234')).toBe('*******1234');
    expect(maskPhone('110')).toBe('****');
  });
});
