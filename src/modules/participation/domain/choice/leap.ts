import { ahead, allPay, bounds, type Course, covered, guess, slack } from './course.ts';
import { emptyFill, type Fill, fillItem, note, openPurses, type Purses, resetPurses } from './purses.ts';
import { begin, open, prepareRun, record, type ShareRun } from './run-state.ts';
import { wins } from './share-run.ts';

/**
 * Proof that a whole stretch of shares has one outcome, so that add-one need not run each of its steps.
 *
 * While the same items come before, larger shares leave everybody at least as much (induction over the rounds: richer
 * supporters make the equal payment smaller, and more money less a smaller payment is more). So between two shares an
 * item's payment lies between its payments at both ends, whoever gives all they have at the larger share does so at all,
 * and the slopes of purse and payment are bounded by who gives all at either end. When in every round these bounds put the
 * item chosen before all others throughout, and in the end nothing else can be paid even at the larger share, every run in
 * between chooses the same items in the same order.
 */
export type Leap = {
  readonly low: Purses;
  readonly high: ShareRun;
  /** Bounds of how fast a purse of the group grows with the share, between both ends. */
  readonly slowest: Float64Array;
  readonly fastest: Float64Array;
  readonly lowFill: Fill;
  readonly highFill: Fill;
  /** What the last stretch in vain says of shorter ones: in each round, payments at its end, which they do not go below. */
  readonly vain: { chosen: readonly number[]; to: bigint; least: Float64Array[] };
};

/** @param run whose opening holds for every stretch asked about */
export function prepareLeap({ purses: { election }, limits, opening, openingPaid }: ShareRun): Leap {
  return {
    low: openPurses(election),
    high: { ...prepareRun(election, limits), opening, openingPaid },
    slowest: new Float64Array(election.groups),
    fastest: new Float64Array(election.groups),
    lowFill: emptyFill(),
    highFill: emptyFill(),
    vain: { chosen: [], to: 0n, least: [] },
  };
}

/** Null when floating point cannot tell who pays in full at one of the ends. */
function courseOf(leap: Leap, item: number, refill: boolean): Course | null {
  const { low, high, slowest, fastest, lowFill, highFill } = leap;
  const { election, left, lists, length } = high.purses;
  const least = high.least[item] as number;
  if (refill) fillItem(high.purses, item, least, highFill);
  fillItem(
    low,
    item,
    Math.max(least, highFill.payers > 0 ? highFill.payment - 2 * highFill.error : 0),
    lowFill,
  );
  if (lowFill.unsure || highFill.unsure || highFill.payers === 0) return null;
  let steep = 0;
  let flat = 0;
  const begins = election.itemStart[item] as number;
  const ends = begins + (length[item] as number);
  for (let i = begins; i < ends; i++) {
    const group = lists[i] as number;
    const heads = election.weight[group] as number;
    if ((low.left[group] as number) < lowFill.payment) steep += heads * (fastest[group] as number);
    if ((left[group] as number) < highFill.payment) flat += heads * (slowest[group] as number);
  }
  return {
    item,
    low: bounds(lowFill),
    high: bounds(highFill),
    flattest: (flat / highFill.payers) * (1 - slack),
    steepest: lowFill.payers === 0 ? Infinity : (steep / lowFill.payers) * (1 + slack),
    alike: lowFill.even ? lowFill.payers : 0,
  };
}

/** Whether every open item stays behind the winner of the round, or out of reach when there is none; else a guess as `holds`. */
function unrivalled(leap: Leap, winner: Course | null, width: number): number {
  const { high, highFill } = leap;
  const { purses, status, bound, least } = high;
  const { election } = purses;
  const most = winner ? winner.low.most / (election.costs[winner.item] as number) : Infinity;
  for (let item = 0; item < status.length; item++) {
    if (status[item] !== open || item === winner?.item) continue;
    const clear = (bound[item] as number) > most * (1 + slack * 1e-3);
    if (clear || (winner && allPay(election, winner) && wins(election, winner.item, item))) continue;
    fillItem(purses, item, least[item] as number, highFill);
    if (highFill.payers === 0 && !highFill.unsure) {
      status[item] = 1;
      continue;
    }
    const cost = election.costs[item] as number;
    least[item] = Math.max(
      least[item] as number,
      highFill.payers === 0 ? 0 : highFill.payment - 2 * highFill.error,
    );
    bound[item] = ((least[item] as number) / cost) * (1 - 1e-15);
    if (!winner) return 0.5;
    if ((bound[item] as number) > most * (1 + slack * 1e-3)) continue;
    const fewer = highFill.even && !highFill.unsure ? winner.alike - highFill.payers : -1;
    if (fewer > 0 || (fewer === 0 && wins(election, winner.item, item))) continue;
    if (wins(election, winner.item, item) && covered(election, item, winner.item)) continue;
    const rival = courseOf(leap, item, false);
    if (!rival) return 0.5;
    if (!ahead(election, winner, rival, width)) return guess(election, winner, rival);
  }
  return 1;
}

/** Lets the supporters pay at both ends, and notes how fast their purses can grow from now on. */
function payBoth(leap: Leap, winner: Course): void {
  const { low, high, slowest, fastest, lowFill, highFill } = leap;
  const { purses } = high;
  const begins = purses.election.itemStart[winner.item] as number;
  const ends = begins + (purses.length[winner.item] as number);
  for (let i = begins; i < ends; i++) {
    const group = purses.lists[i] as number;
    const lowLeft = (low.left[group] as number) - lowFill.payment;
    const highLeft = (purses.left[group] as number) - highFill.payment;
    low.left[group] = Math.max(0, lowLeft);
    purses.left[group] = Math.max(0, highLeft);
    const grown = (fastest[group] as number) + winner.steepest;
    fastest[group] = highLeft < 0 ? 0 : grown;
    slowest[group] = lowLeft < 0 ? 0 : (slowest[group] as number) + winner.flattest;
  }
  note(low, winner.item, lowFill.payers, lowFill.error);
  record(high, winner.item, highFill.payers, highFill.error);
}

/** Raises the bounds of a round to what a longer stretch in vain has shown. */
function recall({ high }: Leap, known: Float64Array | undefined): void {
  const { bound, least, purses, status } = high;
  if (!known) return;
  for (let item = 0; item < status.length; item++) {
    if (status[item] !== open || (known[item] as number) <= (least[item] as number)) continue;
    least[item] = known[item] as number;
    bound[item] = ((least[item] as number) / (purses.election.costs[item] as number)) * (1 - 1e-15);
  }
}

/**
 * Whether all shares from `from` to `to` give the outcome `chosen` that `from` gives: 1, or else a guess at the part of the
 * stretch on which they might.
 */
export function holds(
  leap: Leap,
  chosen: readonly number[],
  from: bigint,
  to: bigint,
  free: readonly number[],
): number {
  const { low, high } = leap;
  resetPurses(low, from);
  begin(high, to, free, true);
  leap.slowest.fill(1);
  leap.fastest.fill(1);
  const width = (Number(to - from) / Number(low.shareDivisor)) * (1 + slack);
  for (let group = 0; group < low.left.length; group++)
    low.left[group] = low.share - (high.openingPaid[group] as number);
  for (const item of high.opening) note(low, item, low.election.votes[item] as number, 0);
  const { vain } = leap;
  const known = vain.chosen === chosen && to <= vain.to ? vain.least : [];
  const seen: Float64Array[] = [];
  for (let round = high.opening.length; round <= chosen.length; round++) {
    recall(leap, known[round]);
    const part = playRound(leap, chosen[round], width);
    if (part === 1) seen[round] = high.least.slice();
    else {
      Object.assign(vain, { chosen, to, least: seen });
      return part;
    }
  }
  return 1;
}

/** One round at both ends; without an item, the end of the run. */
function playRound(leap: Leap, item: number | undefined, width: number): number {
  if (item === undefined) return unrivalled(leap, null, width);
  const winner = courseOf(leap, item, true);
  if (!winner) return 0.5;
  const { lowFill, highFill } = leap;
  const kept = { low: { ...lowFill }, high: { ...highFill } };
  const part = unrivalled(leap, winner, width);
  if (part !== 1) return part;
  Object.assign(lowFill, kept.low);
  Object.assign(highFill, kept.high);
  payBoth(leap, winner);
  return 1;
}
