import type { Election, Limits } from './election.ts';
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
  while (step > 0 && lacking(election, limits, [...free, ...record.purses.chosen])) {
    const next = runShares(run, share(steps + 1), free);
    if (total(election.costs, next) > budget) break;
    record = recordOf(run);
    steps += 1;
  }
  return { run: record, chosen: record.purses.chosen, steps };
}
