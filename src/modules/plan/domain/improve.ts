import type { Guide } from './greedy.ts';
import { moveForward } from './greedy.ts';
import type { Random } from './random.ts';
import type { PlanState } from './state.ts';

export type Effort = {
  /** Rounds of taking some starts out and putting better ones in; fixed, so that the plan is reproducible. */
  readonly rounds: number;
  /** Starts taken out in one round. */
  readonly size: number;
  /** Left-out candidates tried in one round. */
  readonly tries: number;
  /** Loss accepted at first, as a share of the average profit of a start; falls to a hundredth of it. */
  readonly heat: number;
};

/** Takes u and everything that waits for it out; pinned ones and what they need stay. */
function takeOut(state: PlanState, fixed: Uint8Array, u: number, out: number[]): boolean {
  if (fixed[u] === 1) return false;
  for (const follower of state.model.followers.get(u) ?? [])
    if ((state.starts[follower] ?? -1) >= 0 && !takeOut(state, fixed, follower, out)) return false;
  if ((state.starts[u] ?? -1) >= 0) {
    state.remove(u);
    out.push(u);
  }
  return true;
}

type Round = {
  readonly state: PlanState;
  readonly guide: Guide;
  readonly fixed: Uint8Array;
  readonly random: Random;
  /** Candidates that may be decided, and the same by subdistrict. */
  readonly pool: readonly number[];
  readonly homes: readonly (readonly number[])[];
  /** Scratch: sorting keys by candidate. */
  readonly keys: Float64Array;
  /** Average households of a candidate. */
  readonly average: number;
};

/** Of a few random starts in year t drawn from `list`, the least worthwhile; −1 if none was drawn. */
function leastWorth(round: Round, list: readonly number[], t: number, draws: number): number {
  const { state, guide, random, fixed } = round;
  let least = -1;
  let low = Infinity;
  let hits = 0;
  for (let i = 0; i < draws * 8 && hits < draws; i += 1) {
    const u = list[random.below(list.length)] ?? 0;
    if (state.starts[u] !== t || fixed[u] === 1) continue;
    hits += 1;
    const worth = (guide.worth[u] ?? 0) * (0.6 + 0.8 * random.next());
    if (worth < low) {
      low = worth;
      least = u;
    }
  }
  return least;
}

/**
 * Starts a left-out candidate, taking out the least worthwhile that stand in its way: at most `size` of them,
 * more where the candidate itself is as large as many.
 */
function makeRoom(round: Round, u: number, size: number, out: number[]): void {
  const { state, guide, fixed, random } = round;
  const { model } = state;
  const t = guide.yearRank[u * model.years + random.below(model.years)] ?? 0;
  if (model.allowed[u * model.years + t] !== 1) return;
  const home = round.homes[model.subdistrict[u] ?? 0] ?? [];
  const most = size + Math.ceil((2 * (model.households[u] ?? 0)) / round.average);
  while (!state.place(u, t) && out.length < most) {
    const tight = state.capacityLeft(u, t) < (model.households[u] ?? 0);
    const near = tight ? t : Math.max(0, t - (random.next() < 0.3 ? 1 : 0));
    const other = leastWorth(round, tight ? home : round.pool, near, 4);
    if (other < 0 || !takeOut(state, fixed, other, out)) return;
  }
}

/** Takes a few starts out, of one subdistrict or anywhere. */
function loosen(round: Round, list: readonly number[], size: number, out: number[]): void {
  const { state, fixed, random } = round;
  for (let i = 0; i < size * 4 && out.length < size; i += 1) {
    const u = list[random.below(list.length)] ?? 0;
    if ((state.starts[u] ?? -1) >= 0) takeOut(state, fixed, u, out);
  }
}

/** Puts u in one of its years, now and then passing over a year that would fit, so that rounds differ. */
function insertLoosely(round: Round, u: number): void {
  const { state, guide, random } = round;
  const { model } = state;
  const before = model.after[u] ?? -1;
  if ((state.starts[u] ?? -1) >= 0 || (before >= 0 && (state.starts[before] ?? -1) < 0)) return;
  for (let rank = 0; rank < model.years; rank += 1) {
    const t = guide.yearRank[u * model.years + rank] ?? 0;
    if ((model.profit[u * model.years + t] ?? 0) <= 0 || random.next() < 0.04) continue;
    if (state.place(u, t)) return;
  }
}

/** Sorts what a round puts back: by worth, by profit or by profit a household, each shaken a little. */
function shuffle(round: Round, list: number[]): void {
  const { guide, random, state, keys } = round;
  const { profit, years, households } = state.model;
  const by = random.below(3);
  for (const u of list) {
    const own = profit[u * years] ?? 0;
    const base = by === 0 ? (guide.worth[u] ?? 0) : by === 1 ? own : own / (households[u] || 1);
    keys[u] = base * (0.75 + 0.5 * random.next());
  }
  list.sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b);
}

/** The first candidate in the chain u waits on that is not placed; u itself where nothing before it is missing. */
function firstOut(state: PlanState, u: number): number {
  const before = state.model.after[u] ?? -1;
  return before >= 0 && (state.starts[before] ?? -1) < 0 ? firstOut(state, before) : u;
}

/** Takes some starts out around a random candidate and puts these and some left-out ones back. */
function disturb(round: Round, effort: Effort): void {
  const { state, random, pool } = round;
  const out: number[] = [];
  const size = 1 + random.below(effort.size);
  const wanted = firstOut(state, pool[random.below(pool.length)] ?? 0);
  const home = round.homes[state.model.subdistrict[wanted] ?? 0] ?? pool;
  if ((state.starts[wanted] ?? -1) < 0) makeRoom(round, wanted, size, out);
  else loosen(round, random.next() < 0.7 ? home : pool, size, out);
  for (let j = 0; j < effort.tries; j += 1) {
    const list = j % 2 === 0 ? home : pool;
    const u = list[random.below(list.length)] ?? 0;
    if ((state.starts[u] ?? -1) < 0) out.push(u);
  }
  shuffle(round, out);
  for (const u of out) insertLoosely(round, u);
}

/**
 * Improves a plan by large neighbourhoods under simulated annealing: takes a few starts out, puts the most
 * worthwhile back with some chance in order and year, and accepts what is better, or at first a little worse.
 * Ends at the best plan seen; never breaks a limit. Deterministic by the random's seed.
 * @param fixed candidates that must stay where they are
 * @param pool candidates that may be taken out
 * @returns rounds that found a new best
 */
export function improve(
  state: PlanState,
  guide: Guide,
  options: {
    readonly fixed: Uint8Array;
    readonly pool: readonly number[];
    readonly random: Random;
    readonly effort: Effort;
    readonly shouldStop?: () => boolean;
  },
): number {
  const { fixed, pool, random, effort } = options;
  if (pool.length === 0) return 0;
  const homes: number[][] = state.model.instance.subdistricts.map(() => []);
  for (const u of pool) homes[state.model.subdistrict[u] ?? 0]?.push(u);
  const keys = new Float64Array(state.model.count);
  const average = pool.reduce((sum, u) => sum + (state.model.households[u] ?? 0), 1) / pool.length;
  const round: Round = { state, guide, fixed, random, pool, homes, average, keys };
  const kept = state.snapshot();
  const best = state.snapshot();
  const placed = state.starts.reduce((sum, t) => sum + (t >= 0 ? 1 : 0), 1);
  const hot = (effort.heat * state.gain) / placed;
  let better = 0;
  for (let i = 0; i < effort.rounds; i += 1) {
    if (i % 64 === 0 && options.shouldStop?.()) break;
    const temperature = hot * 0.01 ** (i / effort.rounds);
    disturb(round, effort);
    if (state.gain > kept.gain + temperature * Math.log(random.next() + 1e-300)) {
      state.save(kept);
      if (state.gain > best.gain + 1e-7) {
        state.save(best);
        better += 1;
      }
    } else state.restore(kept);
  }
  state.restore(best);
  moveForward(state);
  return better;
}
