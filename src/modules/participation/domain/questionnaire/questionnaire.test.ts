import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerText, columnTitle, readCell } from './cells.ts';
import { readAnswers } from './check-answers.ts';
import { questionFaults } from './check-questions.ts';
import { compareSurveys } from './compare.ts';
import { coverageOf, doorsToKnock, floorMet, fractionOf, stillNeeded } from './coverage.ts';
import { doorKey, floorOfRoom } from './place.ts';
import { type Answers, type Condition, plainQuestion, type Question, type Value } from './question.ts';
import { figuresOfSurvey, saidYes, summarise } from './summary.ts';
import { answersFromVisit } from './take-over.ts';
import { standardTemplates } from './templates.ts';
import { visibleQuestions } from './visible.ts';

const options = [
  { id: 'a', title: '甲' },
  { id: 'b', title: '乙、丙' },
  { id: 'c', title: '丁' },
];
const kinds = ['yesNo', 'single', 'several', 'number', 'rating', 'money', 'text'] as const;

/** Papers whose conditions look backwards, at a question of a kind that can be looked at. */
const paper: fc.Arbitrary<Question[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      required: fc.boolean(),
      back: fc.array(fc.record({ to: fc.nat(20), at: fc.integer({ min: 1, max: 5 }) }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) =>
    list.map(({ kind, required, back }, n) => {
      const own = kind === 'single' || kind === 'several' ? { options } : {};
      const showIf = back.flatMap(({ to, at }): Condition[] => {
        const target = n === 0 ? undefined : list[to % n];
        if (!target || target.kind === 'text') return [];
        const question = `q${to % n}`;
        if (target.kind === 'yesNo') return [{ question, test: 'is' as const, value: at > 2 }];
        if (target.kind === 'single') return [{ question, test: 'isNot' as const, value: 'a' }];
        if (target.kind === 'several') return [{ question, test: 'contains' as const, value: 'b' }];
        return [{ question, test: 'atLeast' as const, value: at }];
      });
      return plainQuestion(`q${n}`, kind, `第${n}题`, { required, ...own, showIf });
    }),
  );
const valueFor = (kind: Question['kind']): fc.Arbitrary<Value> => {
  if (kind === 'yesNo') return fc.boolean();
  if (kind === 'single') return fc.constantFrom('a', 'b', 'c');
  if (kind === 'several') return fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  if (kind === 'text') return fc.constantFrom('好', '路灯不亮');
  return fc.integer({ min: 1, max: 5 });
};
const answered = paper.chain((questions) =>
  fc.tuple(
    fc.constant(questions),
    fc
      .tuple(...questions.map((one) => valueFor(one.kind)))
      .map((values): Answers => Object.fromEntries(questions.map((one, n) => [one.id, values[n] ?? true]))),
  ),
);

describe('跳题（四(二)1 意愿征询）', () => {
  test('只向前看的问卷没有错；指向后面、自己、不存在的题一律说明', () => {
    fc.assert(fc.property(paper, (questions) => questionFaults(questions).length === 0));
    fc.assert(
      fc.property(paper, fc.nat(20), fc.nat(20), (questions, one, other) => {
        const from = one % questions.length;
        const to = other % (questions.length + 1);
        fc.pre(to >= from);
        const bent = questions.map((question, n) =>
          n === from
            ? { ...question, showIf: [{ question: `q${to}`, test: 'is' as const, value: true }] }
            : question,
        );
        const faults = questionFaults(bent);
        expect(faults.some((fault) => fault.at === `questions.${from}.showIf.0`)).toBe(true);
        expect(faults.every((fault) => /[一-鿿]/.test(fault.message))).toBe(true);
      }),
    );
  });
  test('留下的答案都是看得见的题的，再读一遍不变；看不见的题答不答都一样', () => {
    fc.assert(
      fc.property(answered, ([questions, answers]) => {
        const read = readAnswers(questions, answers);
        if (!read.ok) throw new Error(JSON.stringify(read.faults));
        const shown = visibleQuestions(questions, answers).map((one) => one.id);
        expect(Object.keys(read.answers)).toEqual(shown);
        expect(visibleQuestions(questions, read.answers).map((one) => one.id)).toEqual(shown);
        expect(readAnswers(questions, read.answers)).toEqual(read);
      }),
    );
  });
  test('隐藏题之后的题跟着隐藏；必答只管看得见的题', () => {
    const questions = [
      plainQuestion('q0', 'yesNo', '甲'),
      plainQuestion('q1', 'yesNo', '乙', { showIf: [{ question: 'q0', test: 'is', value: true }] }),
      plainQuestion('q2', 'text', '丙', { showIf: [{ question: 'q1', test: 'is', value: true }] }),
    ];
    expect(readAnswers(questions, { q0: false, q1: true, q2: '留' })).toEqual({
      ok: true,
      answers: { q0: false },
    });
    expect(readAnswers(questions, { q0: true, q1: true })).toMatchObject({
      ok: false,
      faults: [{ at: 'q2' }],
    });
    expect(readAnswers(questions, { q0: true }, { partial: true })).toMatchObject({ ok: true });
    expect(readAnswers(questions, { q0: false, q9: 1 })).toMatchObject({ ok: false, faults: [{ at: 'q9' }] });
  });
  test('任何输入都有答复，不出故障', () => {
    fc.assert(
      fc.property(
        paper,
        fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', '__proto__'), fc.anything()),
        (questions, given) => {
          const read = readAnswers(questions, given);
          expect(typeof read.ok).toBe('boolean');
        },
      ),
    );
  });
  test('五类模板（前后满意度两份）没有错，前后题目相同', () => {
    const all = standardTemplates(options);
    for (const one of all) expect(questionFaults(one.questions)).toEqual([]);
    expect(all.at(-1)?.questions).toEqual(all.at(-2)?.questions);
  });
});

describe('表格里的答案', () => {
  test('写出去再读回来不变', () => {
    fc.assert(
      fc.property(answered, ([questions, answers]) => {
        for (const one of questions) {
          const value = answers[one.id];
          if (value === undefined) continue;
          expect(readCell(one, String(answerText(one, value)))).toEqual({ value });
        }
      }),
    );
    expect(readCell(plainQuestion('m', 'money', '钱'), '1,000.5元')).toEqual({ value: 100_050 });
    expect(readCell(plainQuestion('m', 'money', '钱'), '若干')).toHaveProperty('fault');
    expect(columnTitle(plainQuestion('m', 'money', '钱'), 2)).toBe('3.钱（元）');
  });
});

describe('覆盖率（wishes.coverage）', () => {
  const doors = (count: number, building = '1号楼') =>
    Array.from({ length: count }, (_, n) => ({
      building,
      entrance: '1单元',
      room: `${n + 101}`,
      floor: null,
    }));
  const known = (count: number) => ({ doors: doors(count), buildings: [], estate: null });
  test('整数比较：恰好达到算达到，少一户就不算', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 0, max: 100 }),
        (households, percent) => {
          const floor = { numerator: percent, denominator: 100 };
          const least = Math.ceil((households * percent) / 100 - 1e-9);
          expect(floorMet({ answered: least, households }, floor)).toBe('yes');
          if (least > 0) {
            expect(floorMet({ answered: least - 1, households }, floor)).toBe('no');
            expect(stillNeeded({ answered: least - 1, households }, floor)).toBe(1);
          }
          expect(stillNeeded({ answered: least, households }, floor)).toBe(0);
        },
      ),
    );
    expect(fractionOf('0.75')).toEqual({ numerator: 75, denominator: 100 });
    expect(fractionOf('2/3')).toEqual({ numerator: 2, denominator: 3 });
    expect(floorMet({ answered: 2, households: null }, fractionOf('0.75'))).toBe('unknown');
    expect(floorMet({ answered: 9, households: 8 }, fractionOf('0.75'))).toBe('unknown');
  });
  test('一户怎么写都只算一户；楼、层之和等于总数；答了的与待上门的合起来是全部', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(80), { maxLength: 80 }),
        (count, picked) => {
          const answers = picked.flatMap((n) => [
            { building: '1#', entrance: '1', room: `${n + 101}室`, floor: null },
            { building: '一号楼', entrance: '1单元', room: `${n + 101}`, floor: null },
          ]);
          const coverage = coverageOf(known(count), answers);
          const inside = new Set(picked.filter((n) => n < count)).size;
          expect(coverage).toMatchObject({ answered: inside, households: count, basis: 'roll' });
          expect(coverage.unlisted).toBe(new Set(picked).size - inside);
          const floors = coverage.buildings.flatMap((one) => one.floors);
          expect(floors.reduce((sum, one) => sum + one.answered, 0)).toBe(inside);
          expect(floors.reduce((sum, one) => sum + (one.households ?? 0), 0)).toBe(count);
          expect(doorsToKnock(doors(count), answers)).toHaveLength(count - inside);
        },
      ),
    );
  });
  test('没有名册按楼栋户数；有楼栋户数不详，总数按小区户数，都没有就说不知道', () => {
    const answers = doors(3);
    const sizes = [
      { name: '1', households: 10 },
      { name: '2号楼', households: 20 },
    ];
    expect(coverageOf({ doors: null, buildings: sizes, estate: 99 }, answers)).toMatchObject({
      basis: 'buildings',
      answered: 3,
      households: 30,
    });
    const vague = [...sizes, { name: '3号楼', households: null }];
    expect(coverageOf({ doors: [], buildings: vague, estate: 50 }, answers)).toMatchObject({
      basis: 'estate',
      households: 50,
      unknown: ['3号楼'],
    });
    expect(coverageOf({ doors: null, buildings: [], estate: null }, answers)).toMatchObject({
      basis: 'none',
      households: null,
      unknown: ['1号楼'],
    });
  });
  test('楼号、单元、房号的各种写法', () => {
    const keys = ['1号楼|2单元|301', '1#楼|2|301室', '１栋|二单元|0301', '一幢|2门|301户'].map((text) => {
      const [building = '', entrance = '', room = ''] = text.split('|');
      return doorKey({ building, entrance, room });
    });
    expect(new Set(keys)).toEqual(new Set(['1|2|301']));
    expect([floorOfRoom('301室'), floorOfRoom('1204'), floorOfRoom('5'), floorOfRoom('底商')]).toEqual([
      3,
      12,
      null,
      null,
    ]);
  });
});

describe('汇总', () => {
  const questions = [
    plainQuestion('agree', 'yesNo', '同意吗', { meaning: 'agree' }),
    plainQuestion('fee', 'number', '物业费', { decimals: 2 }),
    plainQuestion('why', 'several', '原因', { options }),
  ];
  test('计数、平均、中位数', () => {
    const answers: Answers[] = [
      { agree: true, fee: 0.5, why: ['a', 'b'] },
      { agree: true, fee: 0.55 },
      { agree: false, fee: 1.2, why: ['b'] },
      { agree: false },
    ];
    const [agree, fee, why] = summarise(questions, answers);
    expect(agree?.choices.map((one) => one.count)).toEqual([2, 2]);
    expect(fee).toMatchObject({ answered: 3, mean: 0.75, median: 0.55, least: 0.5, most: 1.2, sum: 2.25 });
    expect(why?.choices.map((one) => one.count)).toEqual([1, 2, 0]);
    expect(saidYes(questions, summarise(questions, answers), 'agree')).toBe(2);
    expect(saidYes(questions, summarise(questions, answers), 'pay')).toBeNull();
  });
  test('按楼、按层之和等于总数', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            building: fc.constantFrom('1号楼', '2号楼', '10号楼'),
            floor: fc.option(fc.integer({ min: 1, max: 6 })),
            agree: fc.boolean(),
          }),
        ),
        (list) => {
          const placed = list.map(({ building, floor, agree }) => ({ building, floor, answers: { agree } }));
          const all = figuresOfSurvey(questions, placed);
          for (const groups of [all.byBuilding, all.byFloor])
            expect(groups.reduce((sum, one) => sum + (one.figures[0]?.choices[0]?.count ?? 0), 0)).toBe(
              all.questions[0]?.choices[0]?.count,
            );
        },
      ),
    );
  });
  test('前后对比只比题目相同的题', () => {
    const rating = plainQuestion('r', 'rating', '打分');
    const side = (question: Question, points: number) => ({
      questions: [question],
      figures: summarise([question], [{ r: points }]),
    });
    expect(compareSurveys(side(rating, 2), side(rating, 4))).toMatchObject([{ change: 2 }]);
    expect(compareSurveys(side(rating, 2), side({ ...rating, title: '另一题' }, 4))).toEqual([]);
  });
  test('入户意愿只转对应的题', () => {
    const asked = [
      ...questions.slice(0, 1),
      plainQuestion('items', 'items', '内容', { options, meaning: 'items' }),
    ];
    const wish = { agree: true, pay: false, payFen: 5n, items: ['甲', '没有的'], management: null };
    expect(answersFromVisit(asked, wish)).toEqual({ agree: true, items: ['a'] });
  });
});
