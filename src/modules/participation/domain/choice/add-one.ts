import type { Election, Limits } from './election.ts';
import { holds, type Leap, prepareLeap } from './leap.ts';
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

const sameOrder = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((item, round) => item === b[round]);

/** Leaps over the steps that certainly leave the outcome as it is. */
type Leaper = {
  leap: Leap | null;
  readonly free: readonly number[];
  readonly share: (steps: number) => bigint;
  /** How far to try at first, and how many steps without a change to await before trying. */
  stride: number;
  patience: number;
};

/** A leap costs about as much as some runs: fewer steps are better run one by one. */
const shortest = 16;

/** The last step known to give the outcome of step `from`. */
function leapFrom(leaper: Leaper, leap: Leap, chosen: readonly number[], from: number): number {
  const { free, share } = leaper;
  let at = from;
  let failed = Infinity;
  let stride = leaper.stride;
  while (stride >= 1) {
    const part = holds(leap, chosen, share(at), share(at + stride), free);
    if (part === 1) {
      at += stride;
      stride = Math.min(stride * 4, failed - at - 1);
    } else {
      failed = at + stride;
      stride = Math.floor(stride * Math.min(part, 0.9));
    }
  }
  return at;
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
  let recorded = 0;
  const leaper: Leaper = { leap: null, free, share, stride: 1, patience: shortest };
  let calm = 0;
  while (step > 0 && lacking(election, limits, [...free, ...record.purses.chosen])) {
    if (calm >= leaper.patience) {
      leaper.leap ??= prepareLeap(run);
      const reached = leapFrom(leaper, leaper.leap, record.purses.chosen, steps);
      leaper.patience = reached > steps + shortest / 2 ? 0 : Math.max(1, leaper.patience * 2);
      leaper.stride = Math.max(1, Math.floor((reached - steps) / 8));
      steps = reached;
      calm = 0;
    }
    const next = runShares(run, share(steps + 1), free);
    if (total(election.costs, next) > budget) break;
    calm = sameOrder(next, record.purses.chosen) ? calm + 1 : 0;
    record = recordOf(run);
    recorded = steps += 1;
  }
  if (recorded !== steps) {
    const last = prepareRun(election, limits);
    runShares(last, share(steps), free);
    record = recordOf(last);
  }
  return { run: record, chosen: record.purses.chosen, steps };
}
