import type { PlanModel } from './model.ts';
import { roundedShare } from './ticks.ts';
import { potsOf, Transport } from './transport.ts';

/** What stands against a start, with the numbers; households, or ticks by money row. */
export type Obstacle =
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'precedence' }
  | { readonly kind: 'capacity'; readonly need: number; readonly left: number }
  | { readonly kind: 'money'; readonly row: number; readonly need: number; readonly left: number };

export type Snapshot = {
  readonly starts: Int8Array;
  readonly used: Float64Array;
  readonly rowSum: Float64Array;
  readonly flow: Float64Array;
  readonly free: Float64Array;
  gain: number;
};

/** A plan under construction that never breaks a limit: capacity, money rows and precedences in whole numbers. */
export class PlanState {
  readonly model: PlanModel;
  readonly starts: Int8Array;
  readonly transport: Transport;
  readonly #used: Float64Array;
  readonly #rowSum: Float64Array;
  readonly #flow: Float64Array;
  readonly #free: Float64Array;
  /** Most that can still be routed to a class row, where a try has shown it; Infinity where not known. */
  readonly #most: Float64Array;
  /** Sum of profits of what is placed; the objective is gain − model.penalty. */
  gain = 0;

  constructor(model: PlanModel) {
    this.model = model;
    this.starts = new Int8Array(model.count).fill(-1);
    this.transport = new Transport(potsOf(model.instance), model.classRows);
    this.#used = new Float64Array(model.capacity.length);
    this.#rowSum = new Float64Array(model.rows);
    this.#flow = new Float64Array(this.transport.flow.length);
    this.#free = new Float64Array(this.transport.free.length);
    this.#most = new Float64Array(model.rows).fill(Infinity);
  }

  snapshot(): Snapshot {
    return {
      starts: this.starts.slice(),
      used: this.#used.slice(),
      rowSum: this.#rowSum.slice(),
      flow: this.transport.flow.slice(),
      free: this.transport.free.slice(),
      gain: this.gain,
    };
  }

  restore(from: Snapshot): void {
    this.starts.set(from.starts);
    this.#used.set(from.used);
    this.#rowSum.set(from.rowSum);
    this.transport.copyFrom(from);
    this.#most.fill(Infinity);
    this.gain = from.gain;
  }

  /** Copies the state into `into`, without allocating. */
  save(into: Snapshot): void {
    into.starts.set(this.starts);
    into.used.set(this.#used);
    into.rowSum.set(this.#rowSum);
    into.flow.set(this.transport.flow);
    into.free.set(this.transport.free);
    into.gain = this.gain;
  }

  /** Households still free in the subdistrict of u in year t. */
  capacityLeft(u: number, t: number): number {
    const at = (this.model.subdistrict[u] ?? 0) * this.model.years + t;
    return (this.model.capacity[at] ?? 0) - (this.#used[at] ?? 0);
  }

  /** Ticks a utility row still has. */
  utilityLeft(row: number): number {
    return (this.model.utilityBudget[row - this.model.classRows] ?? 0) - this.#rounded(row);
  }

  precedenceMet(u: number, t: number): boolean {
    const { after, lag, followers, instance } = this.model;
    const year = instance.startYears[t] ?? 0;
    const before = after[u] ?? -1;
    if (before >= 0) {
      const at = this.starts[before] ?? -1;
      if (at < 0 || year < (instance.startYears[at] ?? 0) + (lag[u] ?? 0)) return false;
    }
    for (const follower of followers.get(u) ?? []) {
      const at = this.starts[follower] ?? -1;
      if (at >= 0 && (instance.startYears[at] ?? 0) < year + (lag[follower] ?? 0)) return false;
    }
    return true;
  }

  /** Starts u in year t if every limit allows it; answers whether it did. u must not be placed. */
  place(u: number, t: number): boolean {
    const { model } = this;
    const at = u * model.years + t;
    if (model.allowed[at] !== 1 || this.capacityLeft(u, t) < (model.households[u] ?? 0)) return false;
    if (!this.precedenceMet(u, t) || !this.#pay(u, t)) return false;
    this.starts[u] = t;
    this.gain += model.profit[at] ?? 0;
    this.#addHouseholds(u, t, 1);
    return true;
  }

  /** Takes u out of the plan. Its followers must be out already. */
  remove(u: number): void {
    const { model } = this;
    const t = this.starts[u] ?? -1;
    if (t < 0) return;
    const at = u * model.years + t;
    this.#most.fill(Infinity);
    this.#refund(at, model.payStart[at + 1] ?? 0);
    this.starts[u] = -1;
    this.gain -= model.profit[at] ?? 0;
    this.#addHouseholds(u, t, -1);
  }

  /** Everything that keeps u from starting in t, each limit on its own; empty if it may start. */
  obstacles(u: number, t: number): Obstacle[] {
    const { model } = this;
    if (model.allowed[u * model.years + t] !== 1) return [{ kind: 'not-allowed' }];
    const found: Obstacle[] = [];
    if (!this.precedenceMet(u, t)) found.push({ kind: 'precedence' });
    const left = this.capacityLeft(u, t);
    const need = model.households[u] ?? 0;
    if (left < need) found.push({ kind: 'capacity', need, left });
    found.push(...this.#moneyObstacles(u, t));
    return found;
  }

  #moneyObstacles(u: number, t: number): Obstacle[] {
    const { model, transport } = this;
    const found: Obstacle[] = [];
    const at = u * model.years + t;
    this.#flow.set(transport.flow);
    this.#free.set(transport.free);
    for (let e = model.payStart[at] ?? 0; e < (model.payStart[at + 1] ?? 0); e += 1) {
      const row = model.payRow[e] ?? 0;
      const sum = (this.#rowSum[row] ?? 0) + (model.payAmount[e] ?? 0);
      const need = roundedShare(sum, model.scale) - this.#rounded(row);
      const left = row < model.classRows ? transport.raise(row, need) : Math.max(0, this.utilityLeft(row));
      if (left < need) found.push({ kind: 'money', row, need, left });
    }
    transport.copyFrom({ flow: this.#flow, free: this.#free });
    return found;
  }

  #rounded(row: number): number {
    return roundedShare(this.#rowSum[row] ?? 0, this.model.scale);
  }

  #addHouseholds(u: number, t: number, sign: number): void {
    const at = (this.model.subdistrict[u] ?? 0) * this.model.years + t;
    this.#used[at] = (this.#used[at] ?? 0) + sign * (this.model.households[u] ?? 0);
  }

  /** Charges the money of (u, t); on failure everything is as before. */
  #pay(u: number, t: number): boolean {
    const { model, transport } = this;
    const at = u * model.years + t;
    const first = model.payStart[at] ?? 0;
    const end = model.payStart[at + 1] ?? 0;
    if (this.#hopeless(first, end)) return false;
    this.#flow.set(transport.flow);
    this.#free.set(transport.free);
    for (let e = first; e < end; e += 1) {
      const row = model.payRow[e] ?? 0;
      const before = this.#rounded(row);
      this.#rowSum[row] = (this.#rowSum[row] ?? 0) + (model.payAmount[e] ?? 0);
      const rise = this.#rounded(row) - before;
      const routed = row < model.classRows ? transport.raise(row, rise) : 0;
      if (row < model.classRows ? routed === rise : this.utilityLeft(row) >= 0) continue;
      if (e === first) this.#most[row] = routed;
      for (let back = first; back <= e; back += 1) {
        const r = model.payRow[back] ?? 0;
        this.#rowSum[r] = (this.#rowSum[r] ?? 0) - (model.payAmount[back] ?? 0);
      }
      transport.copyFrom({ flow: this.#flow, free: this.#free });
      return false;
    }
    return true;
  }

  /** Whether some class row is known not to have the money, a tick of rounding aside; never true in doubt. */
  #hopeless(first: number, end: number): boolean {
    const { model } = this;
    for (let e = first; e < end; e += 1)
      if ((model.payAmount[e] ?? 0) > ((this.#most[model.payRow[e] ?? 0] ?? 0) + 1) * model.scale)
        return true;
    return false;
  }

  #refund(at: number, end: number): void {
    const { model, transport } = this;
    for (let e = model.payStart[at] ?? 0; e < end; e += 1) {
      const row = model.payRow[e] ?? 0;
      const before = this.#rounded(row);
      this.#rowSum[row] = (this.#rowSum[row] ?? 0) - (model.payAmount[e] ?? 0);
      const fall = before - this.#rounded(row);
      if (row < model.classRows && fall > 0) transport.lower(row, fall);
    }
  }
}
