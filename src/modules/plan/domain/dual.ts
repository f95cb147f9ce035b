import type { PlanModel } from './model.ts';
import type { Pot } from './transport.ts';
import { potsOf } from './transport.ts';

/** Prices of the shared limits: per tick of each money row, per household of each subdistrict and start year. */
export type Prices = { readonly money: Float64Array; readonly capacity: Float64Array };

export const zeroPrices = (model: PlanModel): Prices => ({
  money: new Float64Array(model.rows),
  capacity: new Float64Array(model.capacity.length),
});

/** Candidates with every candidate after the one it waits for. */
function waitingOrder(model: PlanModel): Int32Array {
  const order = new Int32Array(model.count);
  let tail = 0;
  for (let u = 0; u < model.count; u += 1) if ((model.after[u] ?? -1) < 0) order[tail++] = u;
  for (let head = 0; head < tail; head += 1)
    for (const follower of model.followers.get(order[head] ?? 0) ?? []) order[tail++] = follower;
  return order;
}

/**
 * The Lagrangian bound: with any non-negative prices, what the candidates earn after paying them plus what the
 * limits are worth is at least the objective of every plan. Precedence trees are solved exactly, so the bound is
 * proved whatever produced the prices.
 */
export class DualBound {
  readonly model: PlanModel;
  readonly pots: readonly Pot[];
  /** Best year of each candidate at the last prices evaluated, −1 for none. */
  readonly choice: Int32Array;
  /** Profit after prices, u·years + t; −Infinity where not allowed. */
  readonly reduced: Float64Array;
  readonly #order: Int32Array;
  readonly #tree: Float64Array;
  readonly #followed: Int32Array;

  constructor(model: PlanModel) {
    this.model = model;
    this.pots = potsOf(model.instance);
    this.choice = new Int32Array(model.count).fill(-1);
    this.reduced = new Float64Array(model.count * model.years);
    this.#tree = new Float64Array(model.count * model.years);
    this.#followed = new Int32Array(model.count * model.years);
    this.#order = waitingOrder(model);
  }

  /** Upper bound of the objective at these prices; −Infinity if a pin cannot be kept whatever the money. */
  evaluate(prices: Prices): number {
    this.#reduce(prices);
    return this.#candidateValue() + this.#limitValue(prices) - this.model.penalty;
  }

  /** The row a pot pays for at these prices, or −1 if none is worth anything. */
  bestRow(pot: Pot, money: Float64Array): number {
    let best = -1;
    let price = 0;
    for (const row of pot.rows)
      if ((money[row] ?? 0) > price) {
        best = row;
        price = money[row] ?? 0;
      }
    return best;
  }

  #reduce(prices: Prices): void {
    const { model, reduced } = this;
    const { years, payStart, payRow, payAmount } = model;
    for (let u = 0; u < model.count; u += 1) {
      const home = (model.subdistrict[u] ?? 0) * years;
      for (let t = 0; t < years; t += 1) {
        const at = u * years + t;
        let cost = 0;
        for (let e = payStart[at] ?? 0; e < (payStart[at + 1] ?? 0); e += 1)
          cost += (payAmount[e] ?? 0) * (prices.money[payRow[e] ?? 0] ?? 0);
        const room = (prices.capacity[home + t] ?? 0) * (model.households[u] ?? 0);
        reduced[at] =
          model.allowed[at] === 1 ? (model.profit[at] ?? 0) - cost / model.scale - room : -Infinity;
      }
    }
  }

  /** Best choice of every precedence tree, children first, then read back from the roots. */
  #candidateValue(): number {
    const { model, choice } = this;
    const { years } = model;
    this.#tree.set(this.reduced);
    let total = 0;
    for (let i = model.count - 1; i >= 0; i -= 1) {
      const u = this.#order[i] ?? 0;
      if ((model.after[u] ?? -1) >= 0) this.#addToTree(u);
      else {
        const best = this.#bestFrom(u, -Infinity);
        choice[u] = best;
        if (best >= 0) total += this.#tree[u * years + best] ?? 0;
        else if ((model.pinned[u] ?? -1) >= 0) return -Infinity;
        else total += this.#leftOut(u);
      }
    }
    for (let i = 0; i < model.count; i += 1) {
      const u = this.#order[i] ?? 0;
      const before = model.after[u] ?? -1;
      if (before >= 0) {
        const at = choice[before] ?? -1;
        choice[u] = at < 0 ? -1 : (this.#followed[u * years + at] ?? -1);
      }
    }
    return total;
  }

  /** Leaving a tree out is worth nothing, and impossible if something that waits in it is pinned. */
  #leftOut(u: number): number {
    for (const follower of this.model.followers.get(u) ?? [])
      if ((this.model.pinned[follower] ?? -1) >= 0 || this.#leftOut(follower) < 0) return -Infinity;
    return 0;
  }

  /** Best allowed year of u not before `from`; −1 if none pays (a pinned one must take its year). */
  #bestFrom(u: number, from: number): number {
    const { years, instance, pinned } = this.model;
    const must = (pinned[u] ?? -1) >= 0 || this.#leftOut(u) < 0;
    let best = -1;
    let value = must ? -Infinity : 0;
    for (let t = 0; t < years; t += 1) {
      const v = this.#tree[u * years + t] ?? -Infinity;
      if ((instance.startYears[t] ?? 0) >= from && v > value) {
        best = t;
        value = v;
      }
    }
    return best;
  }

  /** Adds what u is worth, for each year of the candidate it waits for, to that candidate. */
  #addToTree(u: number): void {
    const { model } = this;
    const { years } = model;
    const before = model.after[u] ?? 0;
    const must = (model.pinned[u] ?? -1) >= 0 || this.#leftOut(u) < 0;
    for (let t = 0; t < years; t += 1) {
      const best = this.#bestFrom(u, (model.instance.startYears[t] ?? 0) + (model.lag[u] ?? 0));
      this.#followed[u * years + t] = best;
      const worth = best >= 0 ? (this.#tree[u * years + best] ?? 0) : must ? -Infinity : 0;
      const at = before * years + t;
      this.#tree[at] = (this.#tree[at] ?? 0) + worth;
    }
  }

  #limitValue(prices: Prices): number {
    const { model } = this;
    let value = 0;
    for (const pot of this.pots) {
      const row = this.bestRow(pot, prices.money);
      if (row >= 0) value += pot.budget * (prices.money[row] ?? 0);
    }
    const slack = model.scale > 1 ? 0.5 : 0;
    for (let row = 0; row < model.rows; row += 1) {
      const price = prices.money[row] ?? 0;
      const budget = row < model.classRows ? 0 : (model.utilityBudget[row - model.classRows] ?? 0);
      value += price * (budget + slack);
    }
    for (let at = 0; at < model.capacity.length; at += 1) {
      const price = prices.capacity[at] ?? 0;
      if (price > 0) value += price * (model.capacity[at] ?? 0);
    }
    return value;
  }
}
