import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalShares } from './add-one.ts';
import { groupBallots, layOut } from './election.ts';
import { prepareRun } from './run-state.ts';
import { runShares } from './share-run.ts';

type Case = { costs: number[]; ballots: number[][]; budget: number; step: number };

/** Add-one by running every single step. */
function stepping({ costs, ballots, budget, step }: Case) {
  const election = layOut(costs, groupBallots(ballots));
  const run = prepareRun(election, null);
  const at = (steps: number) =>
    runShares(run, BigInt(budget) + BigInt(steps) * BigInt(step) * BigInt(election.voters), []);
  const voted = election.votes.filter((votes) => votes > 0).length;
  let chosen = [...at(0)];
  for (let steps = 0; ; steps++) {
    if (chosen.length === voted) return { chosen, steps };
    const next = at(steps + 1);
    if (next.reduce((sum, item) => sum + (costs[item] ?? 0), 0) > budget) return { chosen, steps };
    chosen = [...next];
  }
}

const leaping = ({ costs, ballots, budget, step }: Case) => {
  const election = layOut(costs, groupBallots(ballots));
  const { chosen, steps } = equalShares(election, null, budget, step, []);
  return { chosen: [...chosen], steps };
};

/** A few prices shared by many items, some a unit dearer, and ballots often alike: ties, and shares of thousands of units. */
const fine: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 9 }).chain((items) =>
  fc.record({
    costs: fc.array(
      fc
        .tuple(fc.constantFrom(1000, 1000, 1500, 2000, 7000), fc.constantFrom(0, 0, 0, 1))
        .map(([price, more]) => price + more),
      { minLength: items, maxLength: items },
    ),
    ballots: fc.array(fc.subarray(Array.from({ length: items }, (_, item) => item)), {
      minLength: 1,
      maxLength: 12,
    }),
    budget: fc.integer({ min: 500, max: 1500 * items }),
    step: fc.integer({ min: 1, max: 3 }),
  }),
);

describe('逐元补足跳过结果不变的步数', () => {
  it('与逐步计算的结果和步数一致', () => {
    fc.assert(
      fc.property(fine, (each) => {
        expect(leaping(each)).toEqual(stepping(each));
      }),
      { numRuns: 400, seed: 31 },
    );
  });

  it('有支持者份额用完时，同票的项不算人人均摊', () => {
    const costs = [80, 80, 200, 80, 200, 200, 80, 80, 200, 100];
    const lists = '023467 02348 01245679 1579 1589 058 369 345678 02347 0239 379 0245679 01469';
    const ballots = lists.split(' ').map((list) => [...list].map(Number));
    const each = { costs, ballots, budget: 1276, step: 3 };
    expect(leaping(each)).toEqual(stepping(each));
    expect(leaping(each).steps).toBe(9);
  });

  it('单位极小：三百万步内的结果在末步成立，再加一步即超预算', () => {
    const spread = (voter: number, item: number) => (voter * 7919 + item * item * 104_729) % 101;
    const costs = Array.from(
      { length: 24 },
      (_, item) => 900_000_000 + ((item * 7_919_333) % 31) * 60_000_001,
    );
    const ballots = Array.from({ length: 400 }, (_, voter) =>
      costs.flatMap((_cost, item) => (spread(voter, item) < 34 - item ? [item] : [])),
    );
    const budget = 6_000_000_000;
    const { chosen, steps } = leaping({ costs, ballots, budget, step: 1 });
    const election = layOut(costs, groupBallots(ballots));
    const cost = (at: number): number =>
      runShares(prepareRun(election, null), BigInt(budget) + BigInt(at) * 400n, []).reduce(
        (sum, item) => sum + (costs[item] ?? 0),
        0,
      );
    expect(steps).toBeGreaterThan(3_000_000);
    expect(cost(steps)).toBe(chosen.reduce((sum, item) => sum + (costs[item] ?? 0), 0));
    expect(cost(steps)).toBeLessThanOrEqual(budget);
    expect(cost(steps + 1)).toBeGreaterThan(budget);
  });
});
