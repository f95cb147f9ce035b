import type { Purses } from './purses.ts';

/** Exact amounts of one run over one common denominator, grown round by round only when floating point cannot decide. */
export type ExactMoney = {
  denominator: bigint;
  share: bigint;
  /** Payment of each round that is worked out so far. */
  readonly payments: bigint[];
};

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

export const startExact = (purses: Purses): ExactMoney => ({
  denominator: purses.shareDivisor,
  share: purses.shareNumerator,
  payments: [],
});

/** Σ of what some groups hold, as whole numbers of shares and of payments: shares·share − Σ counts[r]·payment[r]. */
export type Tally = { shares: number; readonly counts: Float64Array };

export const emptyTally = (rounds: number): Tally => ({ shares: 0, counts: new Float64Array(rounds) });

/** Adds `heads` ballots of a group that is not spent up, as it stood before round `before`. */
export function addGroup(purses: Purses, tally: Tally, group: number, heads: number, before: number): void {
  const { election, roundOf } = purses;
  tally.shares += heads;
  const end = election.groupStart[group + 1] as number;
  for (let i = election.groupStart[group] as number; i < end; i++) {
    const round = roundOf[election.groupItems[i] as number] as number;
    if (round >= 0 && round < before) tally.counts[round] = (tally.counts[round] as number) + heads;
  }
}

/** The sum a tally stands for, times the common denominator. */
export function worth(exact: ExactMoney, tally: Tally): bigint {
  let sum = BigInt(tally.shares) * exact.share;
  for (let round = 0; round < tally.counts.length; round++) {
    const count = tally.counts[round] as number;
    if (count !== 0) sum -= BigInt(count) * (exact.payments[round] as bigint);
  }
  return sum;
}

/** Works out the payments of all rounds up to now. */
export function catchUp(purses: Purses, exact: ExactMoney): void {
  const { election, chosen, payers, spentUp } = purses;
  for (let round = exact.payments.length; round < chosen.length; round++) {
    const item = chosen[round] as number;
    const tally = emptyTally(round);
    const end = election.itemStart[item + 1] as number;
    for (let i = election.itemStart[item] as number; i < end; i++) {
      const group = election.itemGroups[i] as number;
      if (spentUp[group] === round) addGroup(purses, tally, group, election.weight[group] as number, round);
    }
    const open = BigInt(election.costs[item] as number) * exact.denominator - worth(exact, tally);
    const by = BigInt(payers[round] as number);
    const common = gcd(open, by);
    const factor = by / common;
    if (factor !== 1n) {
      exact.denominator *= factor;
      exact.share *= factor;
      for (let i = 0; i < round; i++) exact.payments[i] = (exact.payments[i] as bigint) * factor;
    }
    exact.payments.push(open / common);
  }
}

/** The exact counterpart of a Fill: payment = open ÷ (payers × denominator); `takenFrom` give all though it is close. */
export type ExactFill = {
  readonly open: bigint;
  readonly payers: number;
  /** Groups close to the payment: those that have less than it, and those that can pay it. */
  readonly poor: ReadonlySet<number>;
  readonly rich: ReadonlySet<number>;
};

/**
 * Decides exactly what floating point could not: who within `near` of `payment` pays in full. Null when the supporters
 * have not enough.
 */
export function fillExactly(
  purses: Purses,
  exact: ExactMoney,
  item: number,
  payment: number,
  near: number,
): ExactFill | null {
  catchUp(purses, exact);
  const { election, left, lists, length, chosen } = purses;
  const now = chosen.length;
  const sure = emptyTally(now);
  const close: { group: number; heads: number; money: bigint }[] = [];
  let payers = 0;
  const begin = election.itemStart[item] as number;
  const end = begin + (length[item] as number);
  for (let i = begin; i < end; i++) {
    const group = lists[i] as number;
    const own = left[group] as number;
    const heads = election.weight[group] as number;
    if (own === 0) continue;
    if (own < payment - near) {
      addGroup(purses, sure, group, heads, now);
      continue;
    }
    payers += heads;
    if (own > payment + near) continue;
    const one = emptyTally(now);
    addGroup(purses, one, group, 1, now);
    close.push({ group, heads, money: worth(exact, one) });
  }
  let open = BigInt(election.costs[item] as number) * exact.denominator - worth(exact, sure);
  close.sort((a, b) => (a.money < b.money ? -1 : a.money > b.money ? 1 : 0));
  const poor = new Set<number>();
  for (const { group, heads, money } of close) {
    if (money * BigInt(payers) >= open) break;
    poor.add(group);
    open -= money * BigInt(heads);
    payers -= heads;
  }
  if (payers === 0) return null;
  const rich = new Set(close.flatMap(({ group }) => (poor.has(group) ? [] : [group])));
  return { open, payers, poor, rich };
}
