import type { Election, Limits } from './election.ts';
import { type ExactFill, type ExactMoney, startExact } from './exact-money.ts';
import { byApprovals } from './greedy.ts';
import { emptyFill, type Fill, note, openPurses, type Purses, resetPurses } from './purses.ts';

/** Status of an item in a run. */
export const open = 0;
export const decided = 1;

/** Everything one run of equal shares needs, kept from run to run of a completion. */
export type ShareRun = {
  readonly purses: Purses;
  readonly limits: Limits | null;
  exact: ExactMoney;
  /** 0 while the item may still be chosen. */
  readonly status: Uint8Array;
  /** Lower bound of payment ÷ cost, and of the payment: money only shrinks, so an old figure bounds the new. */
  readonly bound: Float64Array;
  readonly least: Float64Array;
  readonly exactFills: Map<number, ExactFill>;
  readonly spent: Float64Array;
  readonly fill: Fill;
  /** Items by votes, lower cost, order: as they are chosen while everybody can pay. */
  readonly order: readonly number[];
  /**
   * The first rounds, in which the item with most votes is paid evenly by all its supporters. With larger shares they are
   * the same, so the next run starts after them: the items, and what each group pays for them in all.
   */
  readonly opening: number[];
  readonly openingPaid: Float64Array;
};

export function prepareRun(election: Election, limits: Limits | null): ShareRun {
  const items = election.costs.length;
  const purses = openPurses(election);
  return {
    purses,
    limits,
    exact: startExact(purses),
    status: new Uint8Array(items),
    bound: new Float64Array(items),
    least: new Float64Array(items),
    exactFills: new Map(),
    spent: new Float64Array(limits?.cap.length ?? 0),
    fill: emptyFill(),
    order: byApprovals(election),
    opening: [],
    openingPaid: new Float64Array(election.groups),
  };
}

/** Bars what the limits no longer allow beside `item`. */
function bar(run: ShareRun, item: number): void {
  const { limits, spent, status, purses } = run;
  if (!limits) return;
  for (const rival of limits.rivals[item] ?? []) status[rival] = decided;
  const purse = limits.purse[item] as number;
  spent[purse] = (spent[purse] as number) + (purses.election.costs[item] as number);
  for (let other = 0; other < status.length; other++)
    if (limits.purse[other] === purse)
      if ((spent[purse] as number) + (purses.election.costs[other] as number) > (limits.cap[purse] as number))
        status[other] = decided;
}

/** Sets everything back to the start of a run and plays its opening. */
export function begin(run: ShareRun, shareNumerator: bigint, free: readonly number[], trial: boolean): void {
  const { purses, status, bound, least, spent, limits } = run;
  const { election } = purses;
  resetPurses(purses, shareNumerator);
  run.exact = startExact(purses);
  spent.fill(0);
  for (let item = 0; item < status.length; item++) {
    const cost = election.costs[item] as number;
    const votes = election.votes[item] as number;
    const tooDear = limits ? cost > (limits.cap[limits.purse[item] as number] as number) : false;
    const barred = tooDear || limits?.out.has(item) === true;
    status[item] = votes === 0 || cost === 0 || barred ? decided : open;
    least[item] = votes === 0 ? 0 : (cost / votes) * (1 - 1e-15);
    bound[item] = ((least[item] as number) / cost) * (1 - 1e-15);
  }
  for (const item of free) bar(run, item);
  playOpening(run, trial);
}

/** Notes an item as chosen. */
export function record(run: ShareRun, item: number, payers: number, error: number): void {
  note(run.purses, item, payers, error);
  run.status[item] = decided;
  bar(run, item);
}

/** Plays the opening of the last run, and unless on trial goes on with it as far as everybody can pay for certain. */
function playOpening(run: ShareRun, trial: boolean): void {
  const { purses, opening, openingPaid, status } = run;
  const { left, share, election } = purses;
  for (let group = 0; group < left.length; group++) left[group] = share - (openingPaid[group] as number);
  for (const item of opening) record(run, item, election.votes[item] as number, 0);
  if (trial) return;
  for (const item of run.order) {
    if (status[item] !== open) continue;
    const payment = (election.costs[item] as number) / (election.votes[item] as number);
    const enough = payment * (1 + 1e-12) + 4 * purses.error;
    const begin = election.itemStart[item] as number;
    const end = election.itemStart[item + 1] as number;
    for (let i = begin; i < end; i++) if ((left[election.itemGroups[i] as number] as number) < enough) return;
    for (let i = begin; i < end; i++) {
      const group = election.itemGroups[i] as number;
      openingPaid[group] = (openingPaid[group] as number) + payment;
      left[group] = share - (openingPaid[group] as number);
    }
    opening.push(item);
    record(run, item, election.votes[item] as number, 0);
  }
}

/** A finished run as explanations read it. */
export type RunRecord = { readonly purses: Purses; readonly exact: ExactMoney };

/** Copies what explanations need of the run just finished, before the next one begins. */
export function recordOf({ purses }: ShareRun): RunRecord {
  const copy = {
    ...purses,
    chosen: [...purses.chosen],
    payers: [...purses.payers],
    spentUp: purses.spentUp.slice(),
    roundOf: purses.roundOf.slice(),
  };
  return { purses: copy, exact: startExact(copy) };
}
