import type { Election } from './election.ts';
import type { Fill } from './purses.ts';

/** A payment over the stretch: certain bounds at both ends, and of how fast it falls. Infinity: not enough money. */
export type Course = {
  readonly item: number;
  readonly low: { readonly least: number; readonly most: number };
  readonly high: { readonly least: number; readonly most: number };
  readonly flattest: number;
  readonly steepest: number;
  /** How many share the cost evenly at the low end, 0 if some give less: the rate is then exactly 1 ÷ so many, and falls. */
  readonly alike: number;
};

/** Slopes are sums without cancellation, far more exact than this. */
export const slack = 1e-9;

export const bounds = ({ payers, payment, error }: Fill): Course['low'] =>
  payers === 0
    ? { least: Infinity, most: Infinity }
    : { least: payment - 2 * error, most: payment + 2 * error };

/** All supporters pay the same at the low end, and so above it: nothing with as many or fewer votes is cheaper. */
export const allPay = (election: Election, { alike, item }: Course): boolean =>
  alike === election.votes[item];

/** Where two falling lines meet, within 0 … width. */
function meeting(lead: number, closing: number, width: number): number {
  const at = lead / closing;
  return at > 0 && at < width ? at : 0;
}

/** Whether `winner` costs its supporters less per unit than `rival` on the whole stretch of `width`. */
export function ahead(election: Election, winner: Course, rival: Course, width: number): boolean {
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
export function covered(election: Election, item: number, other: number): boolean {
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
export function guess(election: Election, winner: Course, rival: Course): number {
  const rate = (election.costs[rival.item] as number) / (election.costs[winner.item] as number);
  const first = rival.low.least - winner.low.most * rate;
  const last = rival.high.least - winner.high.most * rate;
  return first > 0 && last < 0 && first < Infinity ? first / (first - last) : 0.5;
}
