import type { PlanModel } from './model.ts';
import { PlanState } from './state.ts';

export type Settled =
  | { readonly kind: 'settled'; readonly state: PlanState }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' };

/** Pinned candidates and everything they wait for: these must start, whatever else does. */
export function required(model: PlanModel): Uint8Array {
  const marks = new Uint8Array(model.count);
  for (let u = 0; u < model.count; u += 1)
    if ((model.pinned[u] ?? -1) >= 0)
      for (let at = u; at >= 0 && marks[at] === 0; at = model.after[at] ?? -1) marks[at] = 1;
  return marks;
}

/** Latest calendar year in which each required candidate can start so that its pinned followers can. */
function latestYears(model: PlanModel, marks: Uint8Array): Float64Array {
  const years = model.instance.startYears;
  const latest = new Float64Array(model.count).fill(years.at(-1) ?? 0);
  for (let u = 0; u < model.count; u += 1) {
    const pin = model.pinned[u] ?? -1;
    if (marks[u] !== 1 || pin < 0) continue;
    let year = years[pin] ?? 0;
    latest[u] = Math.min(latest[u] ?? year, year);
    for (let at = u; (model.after[at] ?? -1) >= 0; at = model.after[at] ?? -1) {
      year -= model.lag[at] ?? 0;
      const before = model.after[at] ?? 0;
      latest[before] = Math.min(latest[before] ?? year, year);
    }
  }
  return latest;
}

/** Required candidates, each after what it waits for, pinned trees without choices first. */
function settlingOrder(model: PlanModel, marks: Uint8Array): number[] {
  const depth = (u: number): number => ((model.after[u] ?? -1) < 0 ? 0 : 1 + depth(model.after[u] ?? 0));
  const root = (u: number): number => ((model.after[u] ?? -1) < 0 ? u : root(model.after[u] ?? 0));
  return Array.from({ length: model.count }, (_, u) => u)
    .filter((u) => marks[u] === 1)
    .map((u) => ({ u, depth: depth(u), root: root(u), free: (model.pinned[root(u)] ?? -1) < 0 ? 1 : 0 }))
    .sort((a, b) => a.free - b.free || a.root - b.root || a.depth - b.depth || a.u - b.u)
    .map((item) => item.u);
}

/**
 * Starts every pinned candidate in its year and what it waits for in some year, by exhaustive search: leaving
 * out all others only frees limits, so if this cannot be done no plan keeps the pins.
 * @param nodeLimit tries after which the answer is `unknown`
 */
export function settlePins(model: PlanModel, nodeLimit = 50_000): Settled {
  const marks = required(model);
  const latest = latestYears(model, marks);
  const order = settlingOrder(model, marks);
  const state = new PlanState(model);
  const tried = new Int8Array(order.length).fill(-1);
  let nodes = 0;
  let at = 0;
  while (at >= 0 && at < order.length) {
    const u = order[at] ?? 0;
    state.remove(u);
    let placed = false;
    for (let t = (tried[at] ?? -1) + 1; t < model.years && !placed; t += 1) {
      nodes += 1;
      tried[at] = t;
      if ((model.instance.startYears[t] ?? 0) <= (latest[u] ?? 0)) placed = state.place(u, t);
    }
    if (nodes > nodeLimit) return { kind: 'unknown' };
    if (placed) at += 1;
    else {
      tried[at] = -1;
      at -= 1;
    }
  }
  return at < 0 ? { kind: 'impossible' } : { kind: 'settled', state };
}
