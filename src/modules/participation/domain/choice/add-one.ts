import type { Election, Limits } from './election.ts';
import type { Purses } from './purses.ts';
import { prepareRun, type RunRecord, recordOf } from './run-state.ts';
import { runShares } from './share-run.ts';

export type SharesOutcome = {
  /** The run with the final share, for amounts and reasons. */
  readonly run: RunRecord;
  readonly chosen: readonly number[];
  /** How often every share was raised. */
  readonly steps: number;
};

const total = (costs: Float64Array, items: readonly number[]): number =>
  items.reduce((sum, item) => sum + (costs[item] as number), 0);

/** An item that only money keeps out, so that a larger share could still change the outcome. */
function lacking(election: Election, limits: Limits | null, chosen: readonly number[]): boolean {
  const inside = new Set(chosen);
  const spent = new Map<number, number>();
  for (const item of chosen)
    if (limits)
      spent.set(
        limits.purse[item] as number,
        (spent.get(limits.purse[item] as number) ?? 0) + (election.costs[item] as number),
      );
  return Array.from(election.votes).some((votes, item) => {
    if (votes === 0 || inside.has(item)) return false;
    if (!limits) return true;
    if (limits.out.has(item)) return false;
    const purse = limits.purse[item] as number;
    const over = (spent.get(purse) ?? 0) + (election.costs[item] as number) > (limits.cap[purse] as number);
    return !over && !(limits.rivals[item] ?? []).some((rival) => inside.has(rival));
  });
}

/** Every supporter paid the same for every item. */
const allEven = ({ election, chosen, payers }: Purses): boolean =>
  chosen.every((item, round) => payers[round] === election.votes[item]);

/**
 * Whether all shares between those of two runs give the same outcome. With the same items before it, no item gets dearer
 * per unit when shares grow. So where both runs choose the same items in the same order and every payment is the smallest
 * possible, cost ÷ votes, an item that could come in between would also have come in the second run.
 */
const settled = (low: Purses, high: Purses): boolean =>
  low.chosen.length === high.chosen.length &&
  low.chosen.every((item, round) => item === high.chosen[round]) &&
  allEven(low) &&
  allEven(high);

/**
 * Equal shares of `budget`, and with a `step` the add-one completion: every share rises by `step` as long as what is
 * chosen costs no more than the budget and something is left out for want of money; the last outcome within it counts.
 * @param step minor units, 0 for no completion
 */
export function equalShares(
  election: Election,
  limits: Limits | null,
  budget: number,
  step: number,
  free: readonly number[],
): SharesOutcome {
  const run = prepareRun(election, limits);
  const share = (steps: number): bigint =>
    BigInt(budget) + BigInt(steps) * BigInt(step) * BigInt(election.voters);
  runShares(run, share(0), free);
  let record = recordOf(run);
  let steps = 0;
  let stride = 1;
  while (step > 0 && lacking(election, limits, [...free, ...record.purses.chosen])) {
    const next = runShares(run, share(steps + stride), free, stride > 1);
    const still = settled(record.purses, run.purses);
    if (stride > 1 && !still) {
      stride /= 2;
      continue;
    }
    if (total(election.costs, next) > budget) break;
    record = recordOf(run);
    steps += stride;
    stride = still ? stride * 2 : 1;
  }
  return { run: record, chosen: record.purses.chosen, steps };
}
