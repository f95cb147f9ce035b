import type { Instance } from './instance.ts';
import { ticksFromWan } from './ticks.ts';

/** One pot: the budget of one pay year of all sources with the same earmark and carry-over. Ticks. */
export type Pot = {
  readonly classes: readonly string[];
  readonly carry: boolean;
  readonly year: number;
  readonly sources: readonly number[];
  readonly budget: number;
  /** Money rows (class × pay year) it may pay for. */
  readonly rows: readonly number[];
};

/** Merges sources that may pay for the same things, so that the network stays small. */
export function potsOf(instance: Instance): Pot[] {
  const pays = instance.payYears.length;
  const groups = new Map<string, number[]>();
  instance.sources.forEach((source, s) => {
    const key = JSON.stringify([instance.classes.filter((k) => source.classes.includes(k)), source.carry]);
    groups.set(key, [...(groups.get(key) ?? []), s]);
  });
  return [...groups].flatMap(([key, sources]) => {
    const [classes, carry] = JSON.parse(key) as [string[], boolean];
    return instance.payYears.map((_, year) => {
      const budget = sources.reduce(
        (sum, s) => sum + ticksFromWan(instance.sources[s]?.budget[year] ?? 0),
        0,
      );
      const rows = classes.flatMap((id) => {
        const first = instance.classes.indexOf(id) * pays;
        return Array.from({ length: carry ? pays - year : 1 }, (_unused, j) => first + year + j);
      });
      return { classes, carry, year, sources, budget, rows };
    });
  });
}

/**
 * Routes money from pots to class rows and keeps the routing feasible while demands rise and fall: a demand
 * that cannot be met directly is met along a chain of re-routings (augmenting path). All in whole ticks, so a
 * demand is met exactly when it can be met at all.
 */
export class Transport {
  readonly pots: readonly Pot[];
  readonly flow: Float64Array;
  readonly free: Float64Array;
  readonly #rows: number;
  readonly #feeders: readonly (readonly number[])[];
  readonly #viaPot: Int32Array;
  readonly #rowBefore: Int32Array;
  readonly #queue: Int32Array;

  constructor(pots: readonly Pot[], rows: number) {
    this.pots = pots;
    this.#rows = rows;
    this.flow = new Float64Array(pots.length * rows);
    this.free = Float64Array.from(pots, (p) => p.budget);
    const breadth = pots.map((p) => p.rows.length);
    this.#feeders = Array.from({ length: rows }, (_, q) =>
      pots
        .flatMap((p, i) => (p.budget > 0 && p.rows.includes(q) ? [i] : []))
        .sort((a, b) => (breadth[a] ?? 0) - (breadth[b] ?? 0) || b - a),
    );
    this.#viaPot = new Int32Array(rows);
    this.#rowBefore = new Int32Array(pots.length);
    this.#queue = new Int32Array(rows);
  }

  /** Raises what is routed to `row` by up to `amount`; answers how much could be routed. */
  raise(row: number, amount: number): number {
    let open = amount;
    for (const pot of this.#feeders[row] ?? []) {
      if (open <= 0) break;
      const part = Math.min(open, this.free[pot] ?? 0);
      if (part > 0) {
        this.#add(pot, row, part);
        this.free[pot] = (this.free[pot] ?? 0) - part;
        open -= part;
      }
    }
    while (open > 0) {
      const pushed = this.#augment(row, open);
      if (pushed === 0) break;
      open -= pushed;
    }
    return amount - open;
  }

  /** Lowers what is routed to `row` by `amount`, giving the widest pots their money back first. */
  lower(row: number, amount: number): void {
    let open = amount;
    const feeders = this.#feeders[row] ?? [];
    for (let i = feeders.length - 1; i >= 0 && open > 0; i -= 1) {
      const pot = feeders[i] ?? 0;
      const part = Math.min(open, this.flow[pot * this.#rows + row] ?? 0);
      if (part > 0) {
        this.#add(pot, row, -part);
        this.free[pot] = (this.free[pot] ?? 0) + part;
        open -= part;
      }
    }
  }

  copyFrom(other: { readonly flow: Float64Array; readonly free: Float64Array }): void {
    this.flow.set(other.flow);
    this.free.set(other.free);
  }

  #add(pot: number, row: number, amount: number): void {
    const at = pot * this.#rows + row;
    this.flow[at] = (this.flow[at] ?? 0) + amount;
  }

  /** Breadth-first search for a pot with free money; pushes along the path found. */
  #augment(target: number, limit: number): number {
    const { flow, free } = this;
    const rows = this.#rows;
    this.#rowBefore.fill(-1);
    this.#viaPot.fill(-1);
    this.#viaPot[target] = -2;
    this.#queue[0] = target;
    let tail = 1;
    for (let head = 0; head < tail; head += 1) {
      const row = this.#queue[head] ?? 0;
      for (const pot of this.#feeders[row] ?? []) {
        if ((this.#rowBefore[pot] ?? 0) >= 0) continue;
        this.#rowBefore[pot] = row;
        if ((free[pot] ?? 0) > 0) return this.#push(pot, target, limit);
        for (const other of this.pots[pot]?.rows ?? [])
          if ((this.#viaPot[other] ?? 0) === -1 && (flow[pot * rows + other] ?? 0) > 0) {
            this.#viaPot[other] = pot;
            this.#queue[tail] = other;
            tail += 1;
          }
      }
    }
    return 0;
  }

  /** Moves money along the path that ends in `pot`, as much as its narrowest step allows. */
  #push(pot: number, target: number, limit: number): number {
    const rows = this.#rows;
    let amount = Math.min(limit, this.free[pot] ?? 0);
    for (let p = pot, row = this.#rowBefore[p] ?? 0; row !== target; ) {
      const feeder = this.#viaPot[row] ?? 0;
      amount = Math.min(amount, this.flow[feeder * rows + row] ?? 0);
      p = feeder;
      row = this.#rowBefore[p] ?? 0;
    }
    this.free[pot] = (this.free[pot] ?? 0) - amount;
    let p = pot;
    let row = this.#rowBefore[p] ?? 0;
    this.#add(p, row, amount);
    while (row !== target) {
      const feeder = this.#viaPot[row] ?? 0;
      this.#add(feeder, row, -amount);
      p = feeder;
      row = this.#rowBefore[p] ?? 0;
      this.#add(p, row, amount);
    }
    return amount;
  }
}
