import type { Guide } from './greedy.ts';
import { insert, moveForward } from './greedy.ts';
import type { Random } from './random.ts';
import type { PlanState } from './state.ts';

export type Effort = {
  /** Rounds of taking some starts out and putting better ones in; fixed, so that the plan is reproducible. */
  readonly rounds: number;
  /** Starts taken out in one round. */
  readonly size: number;
  /** Left-out candidates tried in one round. */
  readonly tries: number;
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
};

/** Makes room for a left-out candidate in one year by taking out the least worthwhile that stand in its way. */
function makeRoom(round: Round, u: number, pool: readonly number[], size: number, out: number[]): void {
  const { state, guide, fixed, random } = round;
  const { model } = state;
  const t = guide.yearRank[u * model.years + Math.min(model.years - 1, random.below(3))] ?? 0;
  const sameHome = state.capacityLeft(u, t) < (model.households[u] ?? 0);
  for (let i = 0; i < size * 6 && out.length < size; i += 1) {
    if (state.place(u, t)) return;
    const other = pool[random.below(pool.length)] ?? 0;
    const at = state.starts[other] ?? -1;
    if (at < 0 || Math.abs(at - t) > 1) continue;
    if (sameHome && (at !== t || model.subdistrict[other] !== model.subdistrict[u])) continue;
    takeOut(state, fixed, other, out);
  }
}

/** Takes random starts out, near one another where `home` is a subdistrict. */
function loosen(round: Round, home: number, pool: readonly number[], size: number, out: number[]): void {
  const { state, fixed, random } = round;
  for (let i = 0; i < size * 4 && out.length < size; i += 1) {
    const u = pool[random.below(pool.length)] ?? 0;
    if ((state.starts[u] ?? -1) < 0) continue;
    if (home >= 0 && state.model.subdistrict[u] !== home) continue;
    takeOut(state, fixed, u, out);
  }
}

/** Candidates worth deciding anew: those whose best two choices lie close at the present prices. */
export function nearTies(state: PlanState, guide: Guide, share: number): number[] {
  const { model } = state;
  const margins: { u: number; margin: number }[] = [];
  for (let u = 0; u < model.count; u += 1) {
    const values = [0];
    for (let t = 0; t < model.years; t += 1) {
      const value = guide.reduced[u * model.years + t] ?? -Infinity;
      if (Number.isFinite(value)) values.push(value);
    }
    if (values.length < 2) continue;
    values.sort((a, b) => b - a);
    margins.push({ u, margin: ((values[0] ?? 0) - (values[1] ?? 0)) / (model.households[u] || 1) });
  }
  margins.sort((a, b) => a.margin - b.margin || a.u - b.u);
  return margins.slice(0, Math.max(20, Math.ceil(margins.length * share))).map((m) => m.u);
}

/**
 * Improves a plan by large neighbourhoods: takes a few starts out, puts back the most worthwhile with some
 * chance in the order, keeps what is better. Never breaks a limit. Deterministic by the random's seed.
 * @param fixed candidates that must stay where they are
 * @param pool candidates that may be taken out
 * @returns rounds that found something better
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
  const { model } = state;
  if (pool.length === 0) return 0;
  const round: Round = { state, guide, fixed, random };
  const kept = state.snapshot();
  let better = 0;
  for (let i = 0; i < effort.rounds && !options.shouldStop?.(); i += 1) {
    const out: number[] = [];
    const wanted = pool[random.below(pool.length)] ?? 0;
    if ((state.starts[wanted] ?? -1) < 0 && (model.after[wanted] ?? -1) < 0)
      makeRoom(round, wanted, pool, effort.size, out);
    else loosen(round, random.next() < 0.5 ? (model.subdistrict[wanted] ?? -1) : -1, pool, effort.size, out);
    const back = out;
    for (let j = 0; j < effort.tries; j += 1) {
      const u = pool[random.below(pool.length)] ?? 0;
      if ((state.starts[u] ?? -1) < 0) back.push(u);
    }
    const key = new Map(back.map((u) => [u, (guide.worth[u] ?? 0) * (0.7 + 0.6 * random.next())]));
    back.sort((a, b) => (key.get(b) ?? 0) - (key.get(a) ?? 0) || a - b);
    for (const u of back) insert(state, guide, u);
    if (state.gain > kept.gain + 1e-7) {
      state.save(kept);
      better += 1;
    } else state.restore(kept);
  }
  moveForward(state);
  return better;
}
