import type { Prices } from './dual.ts';
import type { BindingLimit, Carried, Conflict, Flow, Instance, PlanResult } from './instance.ts';
import { gapOf } from './instance.ts';
import type { PlanModel } from './model.ts';
import { objectiveOf } from './objective.ts';
import { roundedShare, ticksFromWan, ticksPerWan, wanFromTicks } from './ticks.ts';
import type { Pot } from './transport.ts';
import { potsOf, Transport } from './transport.ts';

/** Ticks each money row needs for these starts, rounded once per row. */
export function rowNeeds(model: PlanModel, starts: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(model.rows);
  for (let u = 0; u < model.count; u += 1) {
    const t = starts[u] ?? -1;
    if (t < 0) continue;
    const at = u * model.years + t;
    for (let e = model.payStart[at] ?? 0; e < (model.payStart[at + 1] ?? 0); e += 1) {
      const row = model.payRow[e] ?? 0;
      sums[row] = (sums[row] ?? 0) + (model.payAmount[e] ?? 0);
    }
  }
  return sums.map((sum) => roundedShare(sum, model.scale));
}

/** Splits what a pot pays to one row over its sources, in their order, as far as each one's budget reaches. */
function splitPot(
  instance: Instance,
  pot: Pot,
  left: Map<number, number>,
  amount: number,
): { source: number; ticks: number }[] {
  const parts: { source: number; ticks: number }[] = [];
  let open = amount;
  for (const source of pot.sources) {
    const has = left.get(source) ?? ticksFromWan(instance.sources[source]?.budget[pot.year] ?? 0);
    const ticks = Math.min(open, has);
    left.set(source, has - ticks);
    open -= ticks;
    if (ticks > 0) parts.push({ source, ticks });
  }
  return parts;
}

class Tally {
  readonly #sums = new Map<string, { readonly key: readonly number[]; ticks: number }>();

  add(key: readonly number[], ticks: number): void {
    const entry = this.#sums.get(key.join());
    if (entry) entry.ticks += ticks;
    else this.#sums.set(key.join(), { key, ticks });
  }

  sorted(): { readonly key: readonly number[]; readonly ticks: number }[] {
    return [...this.#sums.values()].sort((a, b) => {
      const i = a.key.findIndex((v, j) => v !== b.key[j]);
      return i < 0 ? 0 : (a.key[i] ?? 0) - (b.key[i] ?? 0);
    });
  }
}

/**
 * Routes money for these starts: which source pays how much of which class in which pay year, and what each
 * carries to the next. The same starts always give the same routing. Throws if the money does not suffice.
 */
export function routeMoney(
  model: PlanModel,
  starts: ArrayLike<number>,
): { flows: Flow[]; carried: Carried[] } {
  const { instance, pays } = model;
  const transport = new Transport(potsOf(instance), model.classRows);
  const needs = rowNeeds(model, starts);
  for (let y = 0; y < pays; y += 1)
    for (let row = y; row < model.classRows; row += pays) {
      const need = needs[row] ?? 0;
      if (transport.raise(row, need) !== need) throw new Error(`money row ${row} cannot be met`);
    }
  const paid = new Tally();
  const kept = new Tally();
  transport.pots.forEach((pot, p) => {
    const left = new Map<number, number>();
    for (const row of pot.rows) {
      const amount = transport.flow[p * model.classRows + row] ?? 0;
      if (amount === 0) continue;
      const y = row % pays;
      for (const { source, ticks } of splitPot(instance, pot, left, amount)) {
        paid.add([y, (row - y) / pays, source], ticks);
        for (let from = pot.year; from < y; from += 1) kept.add([source, from], ticks);
      }
    }
  });
  const year = (y: number | undefined): number => instance.payYears[y ?? 0] ?? 0;
  return {
    flows: paid.sorted().map(({ key: [y, k, s], ticks }) => ({
      class: instance.classes[k ?? 0] ?? '',
      source: instance.sources[s ?? 0]?.id ?? '',
      year: year(y),
      amount: wanFromTicks(ticks),
    })),
    carried: kept.sorted().map(({ key: [s, from], ticks }) => ({
      source: instance.sources[s ?? 0]?.id ?? '',
      from: year(from),
      amount: wanFromTicks(ticks),
    })),
  };
}

const rounded = (price: number): number => Math.round(price * 1e4) / 1e4;

/** Limits with a price at the proved bound, dearest money first. */
export function bindingOf(model: PlanModel, prices: Prices): BindingLimit[] {
  const { instance, pays, years } = model;
  const found: BindingLimit[] = [];
  for (const pot of potsOf(instance)) {
    const price = Math.max(0, ...pot.rows.map((row) => prices.money[row] ?? 0)) * ticksPerWan;
    for (const s of pot.sources)
      found.push({
        limit: `source:${instance.sources[s]?.id}:${instance.payYears[pot.year]}`,
        price: rounded(price),
      });
  }
  instance.utilities.forEach((u, w) => {
    instance.payYears.forEach((year, y) => {
      const price = (prices.money[model.classRows + w * pays + y] ?? 0) * ticksPerWan;
      found.push({ limit: `utility:${u.id}:${year}`, price: rounded(price) });
    });
  });
  instance.subdistricts.forEach((d, i) => {
    instance.startYears.forEach((year, t) => {
      const price = prices.capacity[i * years + t] ?? 0;
      found.push({ limit: `capacity:${d.id}:${year}`, price: rounded(price) });
    });
  });
  return found.filter((b) => b.price > 0);
}

/** Puts a plan together: objective by our own arithmetic, money routed, gap to the proved bound. */
export function planResult(
  model: PlanModel,
  plan: {
    readonly starts: ArrayLike<number>;
    readonly bound: number;
    readonly optimal: boolean;
    readonly prices: Prices | null;
    readonly seed: number;
    readonly ms: number;
  },
): PlanResult {
  const { instance } = model;
  const objective = objectiveOf(model, plan.starts);
  const bound = plan.optimal ? objective : Math.max(plan.bound, objective);
  return {
    status: plan.optimal ? 'optimal' : 'feasible',
    objective,
    bound,
    gap: gapOf(bound, objective),
    starts: Object.fromEntries(
      instance.candidates.map((c, u) => {
        const t = plan.starts[u] ?? -1;
        return [c.id, t < 0 ? null : (instance.startYears[t] ?? null)];
      }),
    ),
    ...routeMoney(model, plan.starts),
    binding: plan.prices ? bindingOf(model, plan.prices) : [],
    conflicts: [],
    seed: plan.seed,
    ms: plan.ms,
  };
}

/** The answer where the limits cannot all be kept. */
export function infeasibleResult(
  instance: Instance,
  conflicts: readonly Conflict[],
  seed: number,
  ms: number,
): PlanResult {
  return {
    status: 'infeasible',
    objective: null,
    bound: null,
    gap: null,
    starts: Object.fromEntries(instance.candidates.map((c) => [c.id, null])),
    flows: [],
    carried: [],
    binding: [],
    conflicts,
    seed,
    ms,
  };
}
