import type { Election } from './election.ts';
import { type ExactFill, fillExactly } from './exact-money.ts';
import { type Fill, fillItem } from './purses.ts';
import { begin, decided, open, record, type ShareRun } from './run-state.ts';

/** The best item found so far in a round. */
type Best = {
  item: number;
  payment: number;
  error: number;
  payers: number;
  even: boolean;
  high: number;
  rate: number;
  near: number;
};

function exactFill(run: ShareRun, item: number, payment: number, near: number): ExactFill | null {
  const known = run.exactFills.get(item);
  if (known) return known;
  const found = fillExactly(run.purses, run.exact, item, payment, near);
  if (found) run.exactFills.set(item, found);
  return found;
}

/** Ties between equal rates: more votes, then lower cost, then the earlier item. */
export function wins(election: Election, item: number, other: number): boolean {
  const votes = (election.votes[item] as number) - (election.votes[other] as number);
  const cost = (election.costs[item] as number) - (election.costs[other] as number);
  return votes !== 0 ? votes > 0 : cost !== 0 ? cost < 0 : item < other;
}

/** Whether the item just filled beats the best so far; exact where the figures are too close. */
function beats(run: ShareRun, item: number, fill: Fill, near: number, best: Best): boolean {
  const { election } = run.purses;
  const cost = election.costs[item] as number;
  const rate = fill.payment / cost;
  const error = (fill.error / cost) * 2 + rate * 1e-15;
  if (rate + error < best.rate - (best.high - best.rate)) return true;
  if (rate - error > best.high) return false;
  if (fill.even && best.even && !run.exactFills.has(item) && !run.exactFills.has(best.item))
    return fill.payers !== best.payers ? fill.payers > best.payers : wins(election, item, best.item);
  const mine = exactFill(run, item, fill.payment, near);
  const other = exactFill(run, best.item, best.payment, best.near);
  if (!mine || !other) return mine !== null;
  const bestCost = BigInt(election.costs[best.item] as number);
  const left = mine.open * BigInt(other.payers) * bestCost;
  const right = other.open * BigInt(mine.payers) * BigInt(cost);
  return left !== right ? left < right : wins(election, item, best.item);
}

/** Fills an item for this round; false when its supporters have not enough, which holds for good. */
function weigh(run: ShareRun, item: number): number | null {
  const { purses, fill, least } = run;
  fillItem(purses, item, least[item] as number, fill);
  const near = 4 * fill.error + 2 * purses.error;
  if (!fill.unsure) return fill.payers === 0 ? null : near;
  const center = fill.payers === 0 ? fill.top : fill.payment;
  const found = exactFill(run, item, center, near);
  if (!found) return null;
  fill.payment = center;
  fill.payers = found.payers;
  fill.error = near;
  fill.even = false;
  return near;
}

function choose(run: ShareRun): Best | null {
  const { purses, status, bound, least, fill } = run;
  const costs = purses.election.costs;
  let best: Best | null = null;
  const seen = new Set<number>();
  run.exactFills.clear();
  for (;;) {
    let item = -1;
    let lowest = best ? best.high : Infinity;
    for (let i = 0; i < status.length; i++)
      if (status[i] === open && (bound[i] as number) <= lowest && !seen.has(i)) {
        lowest = bound[i] as number;
        item = i;
      }
    if (item < 0) return best;
    seen.add(item);
    const near = weigh(run, item);
    if (near === null) {
      status[item] = decided;
      continue;
    }
    const cost = costs[item] as number;
    const rate = fill.payment / cost;
    const error = (fill.error / cost) * 2 + rate * 1e-15;
    least[item] = fill.payment - fill.error;
    bound[item] = rate - error;
    if (best && !beats(run, item, fill, near, best)) continue;
    best = {
      item,
      payment: fill.payment,
      error: fill.error,
      payers: fill.payers,
      even: fill.even,
      high: rate + error,
      rate,
      near,
    };
  }
}

/** Lets the supporters pay. */
function pay(run: ShareRun, { item, payment, payers, error }: Best): void {
  const { purses } = run;
  const { left, lists, length, election, spentUp } = purses;
  const found = run.exactFills.get(item);
  const round = purses.chosen.length;
  const from = election.itemStart[item] as number;
  const end = from + (length[item] as number);
  for (let i = from; i < end; i++) {
    const group = lists[i] as number;
    const own = left[group] as number;
    const full =
      found && (found.poor.has(group) || found.rich.has(group)) ? found.rich.has(group) : own >= payment;
    if (full) left[group] = Math.max(own - payment, Number.MIN_VALUE);
    else if (own !== 0) {
      left[group] = 0;
      spentUp[group] = round;
    }
  }
  record(run, item, payers, error);
}

/**
 * One run of equal shares; afterwards `run.purses` holds the items chosen in order and what everybody has left.
 * Shares must not fall from run to run, those of trials aside.
 * @param shareNumerator starting share of a ballot times the number of ballots
 * @param free items that cost nothing, chosen before
 * @param trial a later run may have a smaller share
 */
export function runShares(
  run: ShareRun,
  shareNumerator: bigint,
  free: readonly number[],
  trial = false,
): readonly number[] {
  begin(run, shareNumerator, free, trial);
  for (let best = choose(run); best; best = choose(run)) pay(run, best);
  return run.purses.chosen;
}
