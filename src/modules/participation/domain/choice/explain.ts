import { addGroup, catchUp, emptyTally, worth } from './exact-money.ts';
import type { RunRecord } from './run-state.ts';

/** One item chosen by equal shares, as its supporters paid it. */
export type PaidRound = {
  readonly item: number;
  readonly votes: number;
  /** Cost ÷ highest payment: as many supporters paying the same would have been enough. */
  readonly effectiveVotes: number;
  /** Highest payment of one supporter, minor units. */
  readonly payment: number;
  /** The same, rounded up to whole minor units. */
  readonly paymentUp: bigint;
  /** Supporters that gave less: all they had left, be it nothing. */
  readonly spentUp: number;
};

/** A quotient to six places. */
const decimal = (numerator: bigint, divisor: bigint): number =>
  Number((numerator * 2_000_000n + divisor) / (2n * divisor)) / 1e6;

/** The rounds of a finished run. */
export function paidRounds(run: RunRecord): PaidRound[] {
  const { purses, exact } = run;
  const { election, chosen, payers } = purses;
  catchUp(purses, exact);
  return chosen.map((item, round) => {
    const exactly = exact.payments[round] as bigint;
    const cost = BigInt(election.costs[item] as number) * exact.denominator;
    const votes = election.votes[item] as number;
    return {
      item,
      votes,
      effectiveVotes: decimal(cost, exactly),
      payment: decimal(exactly, exact.denominator),
      paymentUp: (exactly + exact.denominator - 1n) / exact.denominator,
      spentUp: votes - (payers[round] as number),
    };
  });
}

/** What the supporters of an item hold together after a run, rounded down to whole minor units. */
export function supportersMoney(run: RunRecord, item: number): bigint {
  const { purses, exact } = run;
  const { election, chosen, spentUp } = purses;
  catchUp(purses, exact);
  const tally = emptyTally(chosen.length);
  const end = election.itemStart[item + 1] as number;
  for (let i = election.itemStart[item] as number; i < end; i++) {
    const group = election.itemGroups[i] as number;
    if (spentUp[group] === -1)
      addGroup(purses, tally, group, election.weight[group] as number, chosen.length);
  }
  return worth(exact, tally) / exact.denominator;
}
