import type { Election, Limits } from './election.ts';
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
};

export function prepareLeap(election: Election, limits: Limits | null): Leap {
  return {
    low: openPurses(election),
    high: prepareRun(election, limits),
    slowest: new Float64Array(election.groups),
    fastest: new Float64Array(election.groups),
    lowFill: emptyFill(),
    highFill: emptyFill(),
  };
}

/** A payment over the stretch: certain bounds at both ends, and of how fast it falls. Infinity: not enough money. */
type Course = {
  readonly item: number;
  readonly low: { readonly least: number; readonly most: number };
  readonly high: { readonly least: number; readonly most: number };
  readonly flattest: number;
  readonly steepest: number;
  /** All supporters pay the same at the low end, and so above it: it cannot be cheaper. */
  readonly even: boolean;
};

/** Slopes are sums without cancellation, far more exact than this. */
const slack = 1e-9;

const bounds = ({ payers, payment, error }: Fill): Course['low'] =>
  payers === 0
    ? { least: Infinity, most: Infinity }
    : { least: payment - 2 * error, most: payment + 2 * error };

/** Null when floating point cannot tell who pays in full at one of the ends. */
function courseOf(leap: Leap, item: number, refill: boolean): Course | null {
  const { low, high, slowest, fastest, lowFill, highFill } = leap;
  const { election, left, lists, length } = high.purses;
  const least = high.least[item] as number;
  if (refill) fillItem(high.purses, item, least, highFill);
  fillItem(low, item, least, lowFill);
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
    even: lowFill.payers === election.votes[item],
  };
}

/** Where two falling lines meet, within 0 … width. */
function meeting(lead: number, closing: number, width: number): number {
  const at = lead / closing;
  return at > 0 && at < width ? at : 0;
}

/** Whether `winner` costs its supporters less per unit than `rival` on the whole stretch of `width`. */
function ahead(election: Election, winner: Course, rival: Course, width: number): boolean {
  const narrow = width * (1 - 3 * slack);
  const rate = (election.costs[rival.item] as number) / (election.costs[winner.item] as number);
  const most = (at: number): number =>
    Math.min(winner.low.most - winner.flattest * at, winner.high.most + winner.steepest * (width - at)) *
    rate;
  const fromLow = (at: number): number =>
    rival.low.least === Infinity ? -Infinity : rival.low.least - rival.steepest * at;
  const least = (at: number): number =>
    Math.max(fromLow(at), rival.high.least + rival.flattest * (narrow - at));
  // a maximum of lines less a minimum of lines is smallest at an end or where two of them meet
  const corners = [
    0,
    width,
    meeting(
      winner.high.most + winner.steepest * width - winner.low.most,
      winner.steepest - winner.flattest,
      width,
    ),
    rival.low.least === Infinity
      ? 0
      : meeting(
          rival.low.least - rival.high.least - rival.flattest * narrow,
          rival.steepest - rival.flattest,
          width,
        ),
  ];
  return corners.every((at) => least(at) > most(at) * (1 + slack * 1e-3));
}

/** Everybody for `item` is for `other` too, which costs no more: whatever they hold, `other` is not dearer per unit. */
function covered(election: Election, item: number, other: number): boolean {
  const { itemStart, itemGroups, costs } = election;
  if ((costs[other] as number) > (costs[item] as number)) return false;
  let at = itemStart[other] as number;
  const end = itemStart[other + 1] as number;
  for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
    while (at < end && (itemGroups[at] as number) < (itemGroups[i] as number)) at += 1;
    if (at === end || itemGroups[at] !== itemGroups[i]) return false;
  }
  return true;
}

/** A guess at the part of the stretch on which the winner stays ahead, where it does not to the end. */
function guess(election: Election, winner: Course, rival: Course): number {
  const rate = (election.costs[rival.item] as number) / (election.costs[winner.item] as number);
  const first = rival.low.least - winner.low.most * rate;
  const last = rival.high.least - winner.high.most * rate;
  return first > 0 && last < 0 && first < Infinity ? first / (first - last) : 0.5;
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
    if (clear || (winner?.even && wins(election, winner.item, item))) continue;
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
  for (const item of chosen) {
    const winner = courseOf(leap, item, true);
    if (!winner) return 0.5;
    const { lowFill, highFill } = leap;
    const kept = { low: { ...lowFill }, high: { ...highFill } };
    const part = unrivalled(leap, winner, width);
    if (part !== 1) return part;
    Object.assign(lowFill, kept.low);
    Object.assign(highFill, kept.high);
    payBoth(leap, winner);
  }
  return unrivalled(leap, null, width);
}
