import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slowAddOne, slowGreedy, slowRun } from '#test/support/slow-shares.ts';
import { equalShares } from './add-one.ts';
import { groupBallots, layOut } from './election.ts';
import { freeItems, mostApprovals } from './greedy.ts';

type Case = { costs: number[]; ballots: number[][]; budget: number; step: number };

/** Few voters and few different costs, so that ties, exact splits and money that just suffices are common. */
const cases = (top: number): fc.Arbitrary<Case> =>
  fc.integer({ min: 1, max: 7 }).chain((items) =>
    fc.record({
      costs: fc.array(fc.integer({ min: 0, max: top }), { minLength: items, maxLength: items }),
      ballots: fc.array(
        fc.subarray(
          Array.from({ length: items }, (_, item) => item),
          { minLength: 0 },
        ),
        { minLength: 0, maxLength: 9 },
      ),
      budget: fc.integer({ min: 0, max: top * items }),
      step: fc.integer({ min: 1, max: Math.max(1, Math.floor(top / 3)) }),
    }),
  );

const never = () => false;

function fast({ costs, ballots, budget, step }: Case, completion: boolean): number[] {
  const election = layOut(costs, groupBallots(ballots));
  const free = freeItems(election, never);
  return [...free, ...equalShares(election, null, budget, completion ? step : 0, free).chosen];
}

const slowElection = ({ costs, ballots }: Case) => ({ costs: costs.map(BigInt), ballots, barred: never });

describe('均等份额法与逐步分数核算一致', () => {
  for (const top of [3, 6, 12, 1000])
    it(`单次与逐元补足，费用不超过 ${top}`, () => {
      fc.assert(
        fc.property(cases(top), (each) => {
          const { budget, step, ballots } = each;
          const share = { n: BigInt(budget), d: BigInt(ballots.length || 1) };
          expect(fast(each, false)).toEqual(slowRun(slowElection(each), share));
          expect(fast(each, true)).toEqual(
            slowAddOne(slowElection(each), BigInt(budget), BigInt(step)).chosen,
          );
        }),
        { numRuns: 1500, seed: top },
      );
    });

  it('份额远小于费用：跳过结果不变的步数，与逐步相加一致', () => {
    const spread = (each: Case): Case => ({
      ...each,
      costs: each.costs.map((cost, item) => cost * (item % 3 === 0 ? 60 : 5)),
      budget: each.budget * 20,
      step: 1 + (each.step % 3),
    });
    fc.assert(
      fc.property(cases(9), (each) => {
        const far = spread(each);
        const slow = slowAddOne(slowElection(far), BigInt(far.budget), BigInt(far.step));
        expect(fast(far, true)).toEqual(slow.chosen);
      }),
      { numRuns: 300, seed: 21 },
    );
    const lonely = { costs: [10, 20, 9_000_000_000], ballots: [[0, 1], [0], [1, 2], [2]], step: 1 };
    expect(fast({ ...lonely, budget: 9_000_000_029 }, true)).toEqual([0, 1]);
    expect(fast({ ...lonely, budget: 9_000_000_030 }, true)).toEqual([0, 1, 2]);
  });

  it('票数优先', () => {
    fc.assert(
      fc.property(cases(12), fc.boolean(), (each, voteless) => {
        const election = layOut(each.costs, groupBallots(each.ballots));
        const slow = slowGreedy(slowElection(each), BigInt(each.budget), [], !voteless);
        expect(mostApprovals(election, each.budget, [], never, voteless)).toEqual(slow);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});
