import type { Prices } from './dual.ts';
import { DualBound } from './dual.ts';
import type { PlanModel } from './model.ts';
import type { PlanState } from './state.ts';

/** What guides a construction: how worthwhile each candidate is, and its years from best to worst. */
export type Guide = {
  /** Profit per priced cost; higher goes first. */
  readonly worth: Float64Array;
  /** u·years + rank → year. */
  readonly yearRank: Int8Array;
  /** Profit after prices, u·years + t. */
  readonly reduced: Float64Array;
};

/** Ranks candidates and their years at the given prices. */
export function guideFrom(model: PlanModel, prices: Prices): Guide {
  const dual = new DualBound(model);
  dual.evaluate(prices);
  const { years, count } = model;
  const worth = new Float64Array(count);
  const yearRank = new Int8Array(count * years);
  for (let u = 0; u < count; u += 1) {
    const order = Array.from({ length: years }, (_, t) => t).sort(
      (a, b) =>
        (dual.reduced[u * years + b] ?? 0) - (dual.reduced[u * years + a] ?? 0) ||
        (model.profit[u * years + b] ?? 0) - (model.profit[u * years + a] ?? 0) ||
        a - b,
    );
    order.forEach((t, rank) => {
      yearRank[u * years + rank] = t;
    });
    const top = u * years + (order[0] ?? 0);
    const profit = model.profit[top] ?? 0;
    const cost = profit - (dual.reduced[top] ?? 0);
    worth[u] = Number.isFinite(cost) ? profit / Math.max(cost, profit * 1e-3, 1e-9) : 0;
  }
  return { worth, yearRank, reduced: dual.reduced };
}

/** Places u in the best year that fits, first placing what it waits for; answers whether it is placed. */
export function insert(state: PlanState, guide: Guide, u: number): boolean {
  if ((state.starts[u] ?? -1) >= 0) return true;
  const { model } = state;
  const before = model.after[u] ?? -1;
  if (before >= 0 && !insert(state, guide, before)) return false;
  for (let rank = 0; rank < model.years; rank += 1) {
    const t = guide.yearRank[u * model.years + rank] ?? 0;
    if ((model.profit[u * model.years + t] ?? 0) > 0 || (model.pinned[u] ?? -1) >= 0)
      if (state.place(u, t)) return true;
  }
  return false;
}

/** Inserts in order of worth, each at its best year; candidates already placed stay. */
export function fill(state: PlanState, guide: Guide, order: readonly number[]): void {
  for (const u of order) insert(state, guide, u);
}

/** All candidates that may be placed, most worthwhile first, larger must-candidates before smaller on ties. */
export function worthOrder(model: PlanModel, guide: Guide): number[] {
  return Array.from({ length: model.count }, (_, u) => u)
    .filter((u) => !model.instance.candidates[u]?.held)
    .sort(
      (a, b) =>
        (guide.worth[b] ?? 0) - (guide.worth[a] ?? 0) ||
        (model.households[b] ?? 0) - (model.households[a] ?? 0) ||
        a - b,
    );
}

/** Moves every candidate to an earlier-ranked (more profitable) year where one is free. */
export function moveForward(state: PlanState): void {
  const { model } = state;
  for (let u = 0; u < model.count; u += 1) {
    const now = state.starts[u] ?? -1;
    if (now < 0 || (model.pinned[u] ?? -1) >= 0) continue;
    const gain = model.profit[u * model.years + now] ?? 0;
    const better = Array.from({ length: model.years }, (_, t) => t)
      .filter((t) => (model.profit[u * model.years + t] ?? 0) > gain)
      .sort((a, b) => (model.profit[u * model.years + b] ?? 0) - (model.profit[u * model.years + a] ?? 0));
    if (better.length === 0 || (model.followers.get(u) ?? []).some((f) => (state.starts[f] ?? -1) >= 0))
      continue;
    state.remove(u);
    if (!better.some((t) => state.place(u, t)) && !state.place(u, now))
      throw new Error('a freed start was lost');
  }
}
