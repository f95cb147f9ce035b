import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fen } from '#shared/money.ts';
import { slowAddOne, slowGreedy, slowRun } from '#test/support/slow-shares.ts';
import { chooseItems } from './choose-items.ts';
import { compareRules } from './compare-rules.ts';
import { readMenu } from './menu.ts';
import type { ChoiceInput, ChoiceItem, Completion, Rule } from './types.ts';
import { whyIn, whyOut } from './why.ts';

const fen = (yuan: number): Fen => BigInt(yuan * 100) as Fen;
const item = (id: string, kind: ChoiceItem['class'], yuan: number): ChoiceItem => ({
  id,
  class: kind,
  cost: fen(yuan),
});
const menu: Omit<ChoiceInput, 'rule'> = {
  items: [
    item('水电气热', 'basic', 100),
    item('电梯', 'improvement', 60),
    item('停车', 'improvement', 40),
    item('养老', 'enhancement', 40),
    item('无人问津', 'enhancement', 1),
  ],
  ballots: [['电梯', '停车'], ['电梯', '停车'], ['电梯', '停车'], ['养老'], ['养老']],
  budget: fen(200),
};
const ids = (input: ChoiceInput) => chooseItems(input).chosen.map(({ id }) => id);
const outOf = (input: ChoiceInput, id: string) => chooseItems(input).out.find((each) => each.id === id)?.why;

describe('chooseItems（四(一)、五(二) 一小区一方案）', () => {
  it('两种规则并列：票数优先只顾多数，均等份额法让两户也得一项', () => {
    const { both, onlyEqualShares, onlyGreedy, equalShares, greedy } = compareRules(menu);
    expect({ both, onlyEqualShares, onlyGreedy }).toEqual({
      both: ['水电气热', '停车'],
      onlyEqualShares: ['养老'],
      onlyGreedy: ['电梯'],
    });
    expect([equalShares.served, greedy.served]).toEqual([5, 3]);
    expect([equalShares.spent, greedy.spent]).toEqual([fen(180), fen(200)]);
    expect([equalShares.approvedItems, greedy.approvedItems]).toEqual([5, 6]);
    expect([equalShares.approvedCost, greedy.approvedCost]).toEqual([fen(200), fen(300)]);
  });

  it('每项选中和未选中都有理由和数', () => {
    const { chosen, out, raised, short } = chooseItems({ ...menu, rule: 'equal-shares', completion: 'none' });
    expect(chosen.map(({ why }) => why)).toEqual([
      { code: 'fixed' },
      { code: 'equal-shares', round: 1, votes: 3, effectiveVotes: 3, payment: 1334n, spentUp: 0 },
      { code: 'equal-shares', round: 2, votes: 2, effectiveVotes: 2, payment: 2000n, spentUp: 0 },
    ]);
    expect(out.map(({ why }) => why)).toEqual([
      { code: 'supporters-money', votes: 3, money: 2000n, left: 2000n },
      { code: 'no-votes' },
    ]);
    expect([raised, short]).toEqual([0n, 0n]);
  });

  it('没有余款时也说明：基础类超出预算的部分记为缺口，其余一项不选', () => {
    const { spent, short, chosen } = chooseItems({ ...menu, budget: fen(90), rule: 'greedy' });
    expect({ spent, short, chosen: chosen.length }).toEqual({ spent: fen(100), short: fen(10), chosen: 1 });
  });

  it('同类有上限、与已选或基础类不能并存的不选，并说出是哪一项', () => {
    const capped: ChoiceInput = { ...menu, rule: 'greedy', caps: { improvement: fen(70) } };
    expect(ids(capped)).toEqual(['水电气热', '停车', '养老']);
    expect(outOf(capped, '电梯')).toEqual({
      code: 'class-cap',
      votes: 3,
      class: 'improvement',
      cap: fen(70),
      spent: fen(40),
    });
    const rivals: ChoiceInput = { ...menu, rule: 'equal-shares', incompatible: [['养老', '停车']] };
    expect(outOf(rivals, '养老')).toEqual({ code: 'incompatible', votes: 2, with: '停车' });
    const basic: ChoiceInput = { ...menu, rule: 'equal-shares', incompatible: [['水电气热', '停车']] };
    expect(outOf(basic, '停车')).toEqual({ code: 'incompatible', votes: 3, with: '水电气热' });
  });

  it('不花钱的项有人选即列入；无人投票、空菜单、没有一票都有结果', () => {
    const free = { ...menu, items: [...menu.items, item('更名', 'enhancement', 0)] };
    expect(ids({ ...free, ballots: [...menu.ballots, ['更名']], rule: 'equal-shares' })).toContain('更名');
    expect(ids({ ...menu, ballots: [], rule: 'equal-shares' })).toEqual(['水电气热']);
    expect(ids({ ...menu, items: [], ballots: [], rule: 'greedy' })).toEqual([]);
    expect(ids({ ...menu, ballots: [[], []], rule: 'equal-shares' })).toEqual(['水电气热']);
  });

  it('一张票重复选同一项只算一次；不认识的编号拒绝', () => {
    const twice = menu.ballots.map((ballot) => [...ballot, ...ballot]);
    expect(chooseItems({ ...menu, ballots: twice, rule: 'greedy' })).toEqual(
      chooseItems({ ...menu, rule: 'greedy' }),
    );
    expect(() => chooseItems({ ...menu, ballots: [['喷泉']], rule: 'greedy' })).toThrow(RangeError);
  });

  it('理由写成一句话', () => {
    const { chosen, out } = chooseItems({ ...menu, rule: 'equal-shares', completion: 'none' });
    expect(chosen.map(({ why }) => whyIn(why))[1]).toContain('每户至多从份额中出 13.34 元');
    expect(out.map(({ why, cost }) => whyOut(why, cost, (id) => id))).toEqual([
      '3 户赞成；这些户的份额共余 20 元，不足所需的 60 元（其余份额已用于他们选的其他项），预算还余 20 元。',
      '没有住户赞成。',
    ]);
  });
});

const count = 7;
const classes = ['basic', 'improvement', 'enhancement'] as const;
const inputs: fc.Arbitrary<ChoiceInput> = fc.record({
  items: fc
    .array(
      fc.record({
        class: fc.constantFrom(...classes, 'improvement', 'enhancement'),
        cost: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: count, maxLength: count },
    )
    .map((rows) =>
      rows.map((row, index) => ({ id: `${index}`, class: row.class, cost: BigInt(row.cost) as Fen })),
    ),
  ballots: fc.array(fc.subarray(Array.from({ length: count }, (_, i) => `${i}`)), { maxLength: 9 }),
  budget: fc.integer({ min: 0, max: 50 }).map((amount) => BigInt(amount) as Fen),
  rule: fc.constantFrom<Rule>('equal-shares', 'greedy'),
  completion: fc.constantFrom<Completion>('add-one', 'none', 'greedy'),
  step: fc.constantFrom(1n as Fen, 2n as Fen),
  caps: fc
    .record(
      { improvement: fc.integer({ min: 0, max: 20 }), enhancement: fc.integer({ min: 0, max: 20 }) },
      { requiredKeys: [] },
    )
    .map((caps) => Object.fromEntries(Object.entries(caps).map(([key, cap]) => [key, BigInt(cap) as Fen]))),
  incompatible: fc.array(
    fc.subarray(
      Array.from({ length: count }, (_, i) => `${i}`),
      { minLength: 2, maxLength: 3 },
    ),
    { maxLength: 2 },
  ),
});

/** The same decision by plain fractions. */
function slowly(input: ChoiceInput): string[] {
  const { open, fixed, left, ballots, bar } = readMenu(input);
  const election = {
    costs: open.map(({ cost }) => cost),
    ballots,
    barred: (at: number, chosen: readonly number[]) => bar(at, chosen) !== null,
  };
  const share = { n: left, d: BigInt(ballots.length || 1) };
  const equal =
    input.rule === 'greedy'
      ? []
      : input.completion === 'add-one'
        ? slowAddOne(election, left, input.step ?? 1n).chosen
        : slowRun(election, share);
  const all =
    input.rule === 'greedy' || input.completion === 'greedy'
      ? slowGreedy(election, left, equal, true)
      : equal;
  return [...fixed.map(({ id }) => id), ...all.map((at) => open[at]?.id ?? '')];
}

describe('chooseItems 的性质', () => {
  it('与逐步分数核算一致，含上限和互斥', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(ids(input)).toEqual(slowly(input));
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  it('不超预算、不破上限和互斥，每项恰有一个理由，票的先后无关', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = chooseItems(input);
        const { chosen, out, spent, short, budget } = result;
        const classOf = new Map(input.items.map((each) => [each.id, each.class]));
        expect(spent - short <= budget).toBe(true);
        expect(spent).toBe(chosen.reduce((sum, { cost }) => sum + cost, 0n));
        for (const name of ['improvement', 'enhancement'] as const) {
          const own = chosen
            .filter(({ id }) => classOf.get(id) === name)
            .reduce((sum, { cost }) => sum + cost, 0n);
          expect(own <= (input.caps?.[name] ?? 10_000n)).toBe(true);
        }
        const voted = new Set(chosen.flatMap(({ id, why }) => (why.code === 'fixed' ? [] : [id])));
        for (const group of input.incompatible ?? []) {
          const inGroup = chosen.filter(({ id }) => group.includes(id));
          expect(inGroup.length <= 1 || inGroup.every(({ id }) => !voted.has(id))).toBe(true);
        }
        expect([...chosen, ...out].map(({ id }) => id).sort()).toEqual(
          input.items.map(({ id }) => id).sort(),
        );
        expect(chooseItems({ ...input, ballots: [...input.ballots].reverse() })).toEqual(result);
      }),
      { numRuns: 3000, seed: 12 },
    );
  });
});
