/**
 * Ballots as the rules count them. Equal ballots are one group for good: they have the same share at the start and pay
 * the same for every item. Amounts are whole minor units (fen, or those of a file) below 2^53.
 */
export type Election = {
  readonly voters: number;
  readonly costs: Float64Array;
  /** Ballots that approve the item. */
  readonly votes: Int32Array;
  readonly groups: number;
  /** Ballots in the group; groups without any approval are left out, their ballots still count as voters. */
  readonly weight: Int32Array;
  /** Groups that approve item i: itemGroups[itemStart[i] … itemStart[i + 1] - 1], ascending. */
  readonly itemStart: Int32Array;
  readonly itemGroups: Int32Array;
  /** Items group g approves: groupItems[groupStart[g] … groupStart[g + 1] - 1], ascending. */
  readonly groupStart: Int32Array;
  readonly groupItems: Int32Array;
};

/** What bars one item after others are chosen. */
export type Limits = {
  /** Items barred from the start. */
  readonly out: ReadonlySet<number>;
  /** Items that exclude this one. */
  readonly rivals: readonly (readonly number[])[];
  /** Purse of the item: items of one purse share its cap. */
  readonly purse: readonly number[];
  /** Most that may be spent from a purse; Infinity where there is no cap. */
  readonly cap: readonly number[];
};

/** Ballots with the same items, gathered. `items` is ascending, each item once. */
export type BallotGroups = {
  readonly items: readonly ArrayLike<number>[];
  readonly weights: readonly number[];
};

/** Spreads a ballot over 32 bits (FNV-1a over item numbers). */
function hashOf(ballot: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < ballot.length; i++) hash = Math.imul(hash ^ (ballot[i] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Gathers equal ballots; each must be ascending. A table of places by hash: no text is made of 200,000 ballots. */
export function groupBallots(ballots: readonly (readonly number[])[]): BallotGroups {
  const size = 2 ** Math.ceil(Math.log2(ballots.length + 1) + 1);
  const table = new Int32Array(size).fill(-1);
  const items: (readonly number[])[] = [];
  const weights: number[] = [];
  for (let index = 0; index < ballots.length; index++) {
    const ballot = ballots[index] as readonly number[];
    let slot = hashOf(ballot) & (size - 1);
    while ((table[slot] as number) >= 0 && !same(items[table[slot] as number] as readonly number[], ballot))
      slot = (slot + 1) & (size - 1);
    const place = table[slot] as number;
    if (place >= 0) weights[place] = (weights[place] as number) + 1;
    else {
      table[slot] = items.length;
      items.push(ballot);
      weights.push(1);
    }
  }
  return { items, weights };
}

/** Lays ballots out both ways, items by group and groups by item. */
export function layOut(costs: ArrayLike<number>, { items, weights }: BallotGroups): Election {
  const voters = weights.reduce((sum, weight) => sum + weight, 0);
  const kept = items.flatMap((own, index) => (own.length > 0 ? [index] : []));
  const weight = new Int32Array(kept.length);
  const groupStart = new Int32Array(kept.length + 1);
  const votes = new Int32Array(costs.length);
  const itemStart = new Int32Array(costs.length + 1);
  for (let group = 0; group < kept.length; group++) {
    const index = kept[group] as number;
    const own = items[index] as ArrayLike<number>;
    weight[group] = weights[index] as number;
    groupStart[group + 1] = (groupStart[group] as number) + own.length;
    for (let i = 0; i < own.length; i++) {
      const item = own[i] as number;
      votes[item] = (votes[item] as number) + (weight[group] as number);
      itemStart[item + 1] = (itemStart[item + 1] as number) + 1;
    }
  }
  for (let item = 0; item < costs.length; item++)
    itemStart[item + 1] = (itemStart[item + 1] as number) + (itemStart[item] as number);
  const approvals = groupStart[kept.length] as number;
  const groupItems = new Int32Array(approvals);
  const itemGroups = new Int32Array(approvals);
  const next = itemStart.slice();
  for (let group = 0, at = 0; group < kept.length; group++) {
    const own = items[kept[group] as number] as ArrayLike<number>;
    for (let i = 0; i < own.length; i++) {
      const item = own[i] as number;
      groupItems[at++] = item;
      const place = next[item] as number;
      itemGroups[place] = group;
      next[item] = place + 1;
    }
  }
  return {
    voters,
    costs: Float64Array.from(costs),
    votes,
    groups: kept.length,
    weight,
    itemStart,
    itemGroups,
    groupStart,
    groupItems,
  };
}
