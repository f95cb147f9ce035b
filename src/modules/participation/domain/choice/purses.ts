import type { Election } from './election.ts';

/** Half a unit in the last place: the largest relative error of one floating-point operation. */
const ulp = 2 ** -53;

/**
 * The money of the groups during one run, in floating point with a bound on its error, beside the record from which
 * everything can be recomputed exactly (exact-money.ts). A group's purse holds share − Σ payments of its chosen items
 * until an item takes all it has; from then on exactly 0.
 */
export type Purses = {
  readonly election: Election;
  /** Starting share of one ballot: shareNumerator ÷ shareDivisor. */
  shareNumerator: bigint;
  readonly shareDivisor: bigint;
  share: number;
  /** Bound on the error of any purse, grown by the error of every payment. */
  error: number;
  /** Money one ballot of the group has left. */
  readonly left: Float64Array;
  /** Round in which a payment took all the group had, -1 while it has some. */
  readonly spentUp: Int32Array;
  /** Groups still holding money, per item: lists[itemStart[i] … + length[i] - 1]; length -1: not looked at in this run. */
  readonly lists: Int32Array;
  readonly length: Int32Array;
  /** Chosen items in order, and how many supporters pay in full. */
  readonly chosen: number[];
  readonly payers: number[];
  /** Round in which an item was chosen, -1 if it was not. */
  readonly roundOf: Int32Array;
  readonly richLeft: Float64Array;
  readonly richWeight: Int32Array;
};

export function openPurses(election: Election): Purses {
  const items = election.costs.length;
  return {
    election,
    shareNumerator: 0n,
    shareDivisor: BigInt(Math.max(1, election.voters)),
    share: 0,
    error: 0,
    left: new Float64Array(election.groups),
    spentUp: new Int32Array(election.groups),
    lists: new Int32Array(election.itemGroups.length),
    length: new Int32Array(items),
    chosen: [],
    payers: [],
    roundOf: new Int32Array(items),
    richLeft: new Float64Array(election.groups),
    richWeight: new Int32Array(election.groups),
  };
}

/** How the cost of an item falls on its supporters now. */
export type Fill = {
  /** The equal payment, or Infinity when the supporters have not enough. */
  payment: number;
  /** Bound on the error of `payment`, or of the supporters' money when it is Infinity. */
  error: number;
  /** The most money a supporter holds that gives all of it. */
  top: number;
  /** Ballots that pay in full; 0 when the item is out of reach. */
  payers: number;
  /** Nobody pays less than the others: payment is exactly cost ÷ payers. */
  even: boolean;
  /** Floating point cannot tell who pays in full, or whether the money suffices. */
  unsure: boolean;
};

export const emptyFill = (): Fill => ({
  payment: 0,
  error: 0,
  top: 0,
  payers: 0,
  even: false,
  unsure: false,
});

/** Gives everybody the share and forgets what was chosen. */
export function resetPurses(purses: Purses, shareNumerator: bigint): void {
  purses.shareNumerator = shareNumerator;
  purses.share = Number(shareNumerator) / Number(purses.shareDivisor);
  purses.error = 4 * ulp * purses.share;
  purses.left.fill(purses.share);
  purses.spentUp.fill(-1);
  purses.length.fill(-1);
  purses.roundOf.fill(-1);
  purses.chosen.length = purses.payers.length = 0;
}

/** Notes a payment of all supporters of an item, each at most an equal payment known up to `error`. */
export function note(purses: Purses, item: number, payers: number, error: number): void {
  purses.error += error + 4 * ulp * purses.share;
  purses.roundOf[item] = purses.chosen.length;
  purses.chosen.push(item);
  purses.payers.push(payers);
}

/**
 * Finds the equal payment of an item by fixed point from `atLeast`, a payment known not to be above it: whoever has less
 * than the payment gives everything, the rest is divided again. Groups without money leave the item's list.
 */
export function fillItem(purses: Purses, item: number, atLeast: number, fill: Fill): void {
  const { left, lists, length, election, richLeft, richWeight } = purses;
  const weight = election.weight;
  const cost = election.costs[item] as number;
  const begin = election.itemStart[item] as number;
  const fresh = (length[item] as number) < 0;
  const source = fresh ? election.itemGroups : lists;
  const end = fresh ? (election.itemStart[item + 1] as number) : begin + (length[item] as number);
  let kept = begin;
  let rich = 0;
  let payers = 0;
  let given = 0;
  let givers = 0;
  let richest = 0;
  for (let i = begin; i < end; i++) {
    const group = source[i] as number;
    const own = left[group] as number;
    if (own === 0) continue;
    lists[kept++] = group;
    const heads = weight[group] as number;
    if (own >= atLeast) {
      richLeft[rich] = own;
      richWeight[rich++] = heads;
      payers += heads;
    } else {
      given += heads * own;
      givers += heads;
      if (own > richest) richest = own;
    }
  }
  length[item] = kept - begin;
  let payment = atLeast;
  let poorest = 0;
  for (let changed = true; changed && payers > 0; ) {
    payment = (cost - given) / payers;
    changed = false;
    poorest = Infinity;
    let still = 0;
    for (let i = 0; i < rich; i++) {
      const own = richLeft[i] as number;
      const heads = richWeight[i] as number;
      if (own >= payment) {
        if (own < poorest) poorest = own;
        richLeft[still] = own;
        richWeight[still++] = heads;
      } else {
        given += heads * own;
        givers += heads;
        payers -= heads;
        if (own > richest) richest = own;
        changed = true;
      }
    }
    rich = still;
  }
  const slack = givers * purses.error + (kept - begin + 4) * 2 * ulp * Math.max(given, cost);
  fill.payers = payers;
  fill.top = richest;
  fill.even = givers === 0 && payers > 0;
  if (payers === 0) {
    fill.payment = Infinity;
    fill.error = slack;
    fill.unsure = given >= cost - slack;
    return;
  }
  fill.payment = payment;
  fill.error = fill.even ? 2 * ulp * payment : slack / payers;
  const near = fill.error + purses.error;
  fill.unsure = poorest - payment <= near || (givers > 0 && payment - richest <= near);
}
