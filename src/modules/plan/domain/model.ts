import type { Candidate, Instance } from './instance.ts';
import { decimalsOf, ticksFromWan } from './ticks.ts';

/**
 * An instance as typed arrays. Index u is a candidate, t a start year, y a pay year, k a class, w a utility,
 * d a subdistrict. A money row is class × pay year (k·pays + y), then utility × pay year. Row amounts are ticks
 * (0.01 万元) times `scale`, the common denominator of all spreads.
 */
export type PlanModel = {
  readonly instance: Instance;
  readonly count: number;
  readonly years: number;
  readonly pays: number;
  readonly classRows: number;
  readonly rows: number;
  readonly scale: number;
  readonly households: Float64Array;
  readonly subdistrict: Int32Array;
  /** d·years + t; Infinity where unlimited. */
  readonly capacity: Float64Array;
  /** Gain of starting u in t over leaving it out (its score part, and the penalty saved). */
  readonly profit: Float64Array;
  /** What the objective loses if no must-candidate is placed. */
  readonly penalty: number;
  readonly allowed: Uint8Array;
  /** Year index, or −1. */
  readonly pinned: Int32Array;
  readonly after: Int32Array;
  readonly lag: Int32Array;
  readonly followers: ReadonlyMap<number, readonly number[]>;
  /** Payments of (u, t) lie at payStart[u·years + t] up to the next. */
  readonly payStart: Int32Array;
  readonly payRow: Int32Array;
  readonly payAmount: Float64Array;
  /** Utility rows' budgets in ticks, by row − classRows. */
  readonly utilityBudget: Float64Array;
};

/** Largest power of ten that keeps every row sum exact, at most the decimals the spreads are written with. */
function spreadScale(candidates: readonly Candidate[]): number {
  let digits = 0;
  let total = 1;
  for (const c of candidates) {
    for (const share of c.spread ?? []) digits = Math.max(digits, decimalsOf(share));
    for (const wan of Object.values(c.need)) total += ticksFromWan(wan);
    for (const wan of Object.values(c.utility ?? {})) total += ticksFromWan(wan);
  }
  while (digits > 0 && total * 10 ** digits > 2 ** 51) digits -= 1;
  return 10 ** digits;
}

type Payments = Pick<PlanModel, 'payStart' | 'payRow' | 'payAmount'> & { readonly paidInTime: Uint8Array };

/** Money lines of one candidate: first row of its class or utility, and ticks. */
function moneyLines(instance: Instance, c: Candidate): { row: number; ticks: number }[] {
  const pays = instance.payYears.length;
  const line = (money: Readonly<Record<string, number>>, id: string, row: number) => ({
    row,
    ticks: ticksFromWan(Object.hasOwn(money, id) ? (money[id] ?? 0) : 0),
  });
  return [
    ...instance.classes.map((id, k) => line(c.need, id, k * pays)),
    ...instance.utilities.map((u, w) => line(c.utility ?? {}, u.id, (instance.classes.length + w) * pays)),
  ].filter((l) => l.ticks > 0);
}

function buildPayments(instance: Instance, scale: number): Payments {
  const { startYears, payYears, candidates } = instance;
  const years = startYears.length;
  const payIndex = new Map(payYears.map((year, y) => [year, y]));
  const payStart = new Int32Array(candidates.length * years + 1);
  const paidInTime = new Uint8Array(candidates.length * years).fill(1);
  const rows: number[] = [];
  const amounts: number[] = [];
  candidates.forEach((c, u) => {
    const lines = moneyLines(instance, c);
    const spread = (c.spread ?? [1]).map((share) => Math.round(share * scale));
    startYears.forEach((year, t) => {
      const at = u * years + t;
      spread.forEach((part, j) => {
        if (part === 0 || lines.length === 0) return;
        const y = payIndex.get(year + j);
        if (y === undefined) {
          paidInTime[at] = 0;
          return;
        }
        for (const l of lines) {
          rows.push(l.row + y);
          amounts.push(l.ticks * part);
        }
      });
      payStart[at + 1] = rows.length;
    });
  });
  return { payStart, payRow: Int32Array.from(rows), payAmount: Float64Array.from(amounts), paidInTime };
}

/** Objective gain of each (u, t) over leaving u out. */
function profits(instance: Instance): { profit: Float64Array; penalty: number } {
  const { yearWeight, deferPenalty, willingnessTie } = instance.objective;
  const years = instance.startYears.length;
  const profit = new Float64Array(instance.candidates.length * years);
  let penalty = 0;
  instance.candidates.forEach((c, u) => {
    const saved = c.must && !c.held ? deferPenalty * 100 * c.households : 0;
    penalty += saved;
    for (let t = 0; t < years; t += 1)
      profit[u * years + t] =
        (yearWeight[t] ?? 0) * c.score * c.households * (1 + willingnessTie * c.willingness) + saved;
  });
  return { profit, penalty };
}

/** Brings a checked instance (see check-instance.ts) into arrays; pure, linear in its size. */
export function buildModel(instance: Instance): PlanModel {
  const { startYears, payYears, candidates, classes, utilities, subdistricts } = instance;
  const count = candidates.length;
  const years = startYears.length;
  const pays = payYears.length;
  const scale = spreadScale(candidates);
  const { paidInTime, ...payments } = buildPayments(instance, scale);
  const position = new Map(candidates.map((c, u) => [c.id, u]));
  const place = new Map(subdistricts.map((s, d) => [s.id, d]));
  const followers = new Map<number, number[]>();
  const after = new Int32Array(count).fill(-1);
  const allowed = new Uint8Array(count * years);
  candidates.forEach((c, u) => {
    const before = c.after ? (position.get(c.after.id) ?? -1) : -1;
    after[u] = before;
    if (before >= 0) followers.set(before, [...(followers.get(before) ?? []), u]);
    startYears.forEach((year, t) => {
      const banned = c.held || (c.forbid ?? []).includes(year) || (c.pin !== undefined && c.pin !== year);
      allowed[u * years + t] = !banned && paidInTime[u * years + t] === 1 ? 1 : 0;
    });
  });
  return {
    instance,
    count,
    years,
    pays,
    classRows: classes.length * pays,
    rows: (classes.length + utilities.length) * pays,
    scale,
    households: Float64Array.from(candidates, (c) => c.households),
    subdistrict: Int32Array.from(candidates, (c) => place.get(c.subdistrict) ?? -1),
    capacity: Float64Array.from(subdistricts.flatMap((s) => s.capacity.map((h) => h ?? Infinity))),
    ...profits(instance),
    allowed,
    pinned: Int32Array.from(candidates, (c) => (c.pin === undefined ? -1 : startYears.indexOf(c.pin))),
    after,
    lag: Int32Array.from(candidates, (c) => c.after?.lag ?? 0),
    followers,
    ...payments,
    utilityBudget: Float64Array.from(utilities.flatMap((u) => u.budget.map(ticksFromWan))),
  };
}
