import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApprovalFacts, approvalChecks, missingSentences } from './approval.ts';
import { type Course, type CourseEvent, courseAfter, courseSteps, openSteps } from './course.ts';
import { outcomeOf, outcomeSentences, type Seat, seatStanding, stances } from './seat.ts';

const seat = (change: Partial<Seat> = {}): Seat => ({
  office: 'housing',
  title: '住建',
  needed: true,
  dueOn: '2026-11-27',
  stance: null,
  answered: false,
  ...change,
});

const anySeat: fc.Arbitrary<Seat> = fc.record({
  office: fc.constantFrom('a', 'b', 'c'),
  title: fc.constantFrom('住建', '财政', '消防'),
  needed: fc.boolean(),
  dueOn: fc.constantFrom('2026-11-20', '2026-11-27'),
  stance: fc.constant(null),
  answered: fc.constant(false),
});
const at = fc.nat(4);
const anyEvent: fc.Arbitrary<CourseEvent> = fc.oneof(
  fc.record({ step: fc.constant('ask' as const), seats: fc.array(anySeat, { maxLength: 4 }) }),
  fc.record({ step: fc.constant('give' as const), at, stance: fc.constantFrom(...stances) }),
  fc.record({ step: fc.constantFrom('takeBack' as const, 'answer' as const), at }),
  fc.record({
    step: fc.constantFrom(
      'cancel' as const,
      'pass' as const,
      'post' as const,
      'approve' as const,
      'return' as const,
    ),
  }),
);
const begin: Course = { state: 'submitted', round: null, seats: [], noticed: false, clear: true };

describe('联合审查的步骤', () => {
  it('任何事件次序下，批准之前必有通过的审查和公示，通过之时无人反对、须出具的都已出具', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let course = begin;
        const passed: Course[] = [];
        for (const event of events) {
          const open = openSteps(course).includes(event.step);
          const next = courseAfter(course, event);
          if (next) expect(open).toBe(true);
          if (next && event.step === 'pass') passed.push(course);
          course = next ?? course;
          if (['reviewed', 'posted', 'approved'].includes(course.state)) {
            expect(course.round).toBe('passed');
            const outcome = outcomeOf(passed.at(-1)?.seats ?? []);
            expect(outcome.passes).toBe(true);
          }
          if (course.state === 'approved') expect(course.noticed).toBe(true);
        }
      }),
    );
  });

  it('终了的版本不再有任何一步', () => {
    for (const state of ['approved', 'returned', 'cancelled', 'draft'] as const)
      for (const round of [null, 'open', 'passed'] as const)
        expect(openSteps({ ...begin, state, round, seats: [seat()] })).toEqual([]);
  });

  it('意见次序不影响结果', () => {
    fc.assert(
      fc.property(fc.array(anySeat, { minLength: 1, maxLength: 5 }), (seats) => {
        expect(outcomeOf(seats).passes).toBe(outcomeOf(seats.toReversed()).passes);
      }),
    );
  });

  it('有人已出具意见的一轮不能撤销，只能退回', () => {
    const open: Course = { ...begin, round: 'open', seats: [seat()] };
    expect(openSteps(open)).toEqual(['cancel', 'give', 'return']);
    const given = courseAfter(open, { step: 'give', at: 0, stance: 'conditions' });
    expect(given && openSteps(given)).toEqual(['give', 'takeBack', 'answer', 'return']);
    const answered = given && courseAfter(given, { step: 'answer', at: 0 });
    expect(answered && openSteps(answered)).toContain('pass');
  });

  it('重新出具意见，先前对修改意见的答复不再算数', () => {
    const open: Course = { ...begin, round: 'open', seats: [seat({ stance: 'conditions', answered: true })] };
    const again = courseAfter(open, { step: 'give', at: 0, stance: 'conditions' });
    expect(again && outcomeOf(again.seats).passes).toBe(false);
  });

  it('每一步都有一种走法', () => {
    expect(new Set(courseSteps).size).toBe(9);
  });
});

describe('一个单位的意见', () => {
  it.each([
    [{}, '2026-11-27', 'waiting'],
    [{}, '2026-11-28', 'overdue'],
    [{ stance: 'agree' }, '2026-12-31', 'agreed'],
    [{ stance: 'none' }, '2026-12-31', 'agreed'],
    [{ stance: 'conditions' }, '2026-11-22', 'unanswered'],
    [{ stance: 'conditions', answered: true }, '2026-11-22', 'agreed'],
    [{ stance: 'object' }, '2026-11-22', 'objected'],
  ] as const)('%j 在 %s 为 %s', (change, today, standing) => {
    expect(seatStanding(seat(change), today)).toBe(standing);
  });

  it('不须出具的单位可以不说话，反对照样算', () => {
    expect(outcomeOf([seat({ stance: 'agree' }), seat({ needed: false })]).passes).toBe(true);
    expect(outcomeOf([seat({ stance: 'agree' }), seat({ needed: false, stance: 'object' })]).passes).toBe(
      false,
    );
    expect(outcomeOf([]).passes).toBe(false);
  });

  it('说明缺哪些单位', () => {
    const outcome = outcomeOf([
      seat(),
      seat({ title: '消防', stance: 'object' }),
      seat({ title: '财政', stance: 'conditions' }),
    ]);
    expect(outcomeSentences(outcome)).toEqual([
      '尚未出具意见：住建',
      '不同意：消防',
      '所提修改意见尚未答复：财政',
    ]);
  });
});

describe('批准前的核对', () => {
  const facts: ApprovalFacts = {
    review: { passed: true, outcome: outcomeOf([seat({ stance: 'agree' })]) },
    estates: [
      {
        estateName: '花园小区',
        notice: { postedOn: '2026-11-22', until: '2026-11-29', unanswered: [] },
        disputes: [],
      },
    ],
    openVariances: [],
    investment: [],
    submittedBy: '张三',
    samePerson: false,
    today: '2026-11-30',
  };
  const missing = (change: Partial<ApprovalFacts>) =>
    missingSentences(approvalChecks({ ...facts, ...change }));

  it('都具备时没有缺项；公示最后一天还不行', () => {
    expect(missing({})).toEqual([]);
    expect(missing({ today: '2026-11-29' })).toEqual(['花园小区公示到2026年11月29日，次日起可以批准']);
  });

  it('逐项说明缺什么', () => {
    expect(missing({ review: null })).toEqual(['还没有发起联合审查']);
    expect(missing({ review: { passed: false, outcome: outcomeOf([seat({ stance: 'agree' })]) } })).toEqual([
      '各单位意见已齐，还没有作出审查结论',
    ]);
    expect(missing({ investment: ['投资超出核定的概算'] })).toEqual(['投资超出核定的概算']);
    expect(missing({ samePerson: true })).toEqual(['这一版由张三提交，须由另一人批准']);
    expect(missing({ estates: [{ estateName: '东苑', notice: null, disputes: ['YY-1-2'] }] })).toEqual([
      '东苑还没有公示这一版方案',
      '东苑有未了结的争议：YY-1-2',
    ]);
    expect(
      missing({
        estates: [
          {
            estateName: '东苑',
            notice: { postedOn: '2026-11-01', until: '2026-11-08', unanswered: ['YY-1-1'] },
            disputes: [],
          },
        ],
        openVariances: ['建筑密度放宽还未办结'],
      }),
    ).toEqual(['东苑有 1 件异议未答复：YY-1-1', '建筑密度放宽还未办结']);
  });
});
