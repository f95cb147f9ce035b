import type { ModelData } from 'highs';
import type { Prices } from '../../domain/dual.ts';
import { zeroPrices } from '../../domain/dual.ts';
import type { PlanModel } from '../../domain/model.ts';
import { rowNeeds } from '../../domain/result.ts';
import { type Pot, potsOf, Transport } from '../../domain/transport.ts';

type Entry = { readonly column: number; readonly value: number };

/** The plan problem for HiGHS: columns are allowed starts, then pot → money row flows; minimises −profit. */
export type HighsPlan = {
  readonly data: ModelData;
  /** Column of (u, t) at u·years + t, −1 where not allowed. */
  readonly columnOf: Int32Array;
  readonly startColumns: number;
  readonly arcs: readonly { readonly pot: number; readonly row: number }[];
  /** Row of each subdistrict × start year, −1 where unlimited. */
  readonly capacityRow: Int32Array;
};

class Rows {
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];

  add(lower: number, upper: number, entries: readonly Entry[]): number {
    for (const { column, value } of entries) {
      this.indices.push(column);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
    this.lower.push(lower);
    this.upper.push(upper);
    return this.lower.length - 1;
  }
}

function columnsOf(model: PlanModel): { columnOf: Int32Array; startColumns: number } {
  const columnOf = new Int32Array(model.count * model.years).fill(-1);
  let startColumns = 0;
  for (let at = 0; at < columnOf.length; at += 1) if (model.allowed[at] === 1) columnOf[at] = startColumns++;
  return { columnOf, startColumns };
}

/** Money rows first, so that their duals come first. Rounding of a row total allows half a tick (spreads only). */
function addMoneyRows(
  rows: Rows,
  model: PlanModel,
  columnOf: Int32Array,
  arcs: readonly { pot: number; row: number }[],
  firstArc: number,
): void {
  const entries: Entry[][] = Array.from({ length: model.rows }, () => []);
  for (let at = 0; at < columnOf.length; at += 1) {
    const column = columnOf[at] ?? -1;
    if (column < 0) continue;
    for (let e = model.payStart[at] ?? 0; e < (model.payStart[at + 1] ?? 0); e += 1)
      entries[model.payRow[e] ?? 0]?.push({ column, value: (model.payAmount[e] ?? 0) / model.scale });
  }
  arcs.forEach(({ row }, a) => {
    entries[row]?.push({ column: firstArc + a, value: -1 });
  });
  const slack = model.scale > 1 ? 0.5 : 0;
  entries.forEach((list, row) => {
    const budget = row < model.classRows ? 0 : (model.utilityBudget[row - model.classRows] ?? 0);
    rows.add(-Infinity, budget + slack, list);
  });
}

function addCapacityRows(rows: Rows, model: PlanModel, columnOf: Int32Array): Int32Array {
  const entries: Entry[][] = Array.from({ length: model.capacity.length }, () => []);
  for (let u = 0; u < model.count; u += 1)
    for (let t = 0; t < model.years; t += 1) {
      const column = columnOf[u * model.years + t] ?? -1;
      if (column >= 0)
        entries[(model.subdistrict[u] ?? 0) * model.years + t]?.push({
          column,
          value: model.households[u] ?? 0,
        });
    }
  const rowAt = new Int32Array(model.capacity.length).fill(-1);
  entries.forEach((list, i) => {
    const limit = model.capacity[i] ?? Infinity;
    if (Number.isFinite(limit)) rowAt[i] = rows.add(-Infinity, limit, list);
  });
  return rowAt;
}

/** One start at most (exactly one where pinned); a follower has started by t only if what it waits for did in time. */
function addStartRows(rows: Rows, model: PlanModel, columnOf: Int32Array): void {
  const { years } = model;
  const calendar = model.instance.startYears;
  const upTo = (u: number, year: number, value: number): Entry[] =>
    Array.from({ length: years }, (_, t) => t)
      .filter((t) => (calendar[t] ?? 0) <= year && (columnOf[u * years + t] ?? -1) >= 0)
      .map((t) => ({ column: columnOf[u * years + t] ?? 0, value }));
  for (let u = 0; u < model.count; u += 1) {
    const all = upTo(u, Infinity, 1);
    const pinned = (model.pinned[u] ?? -1) >= 0;
    if (all.length > 0 || pinned) rows.add(pinned ? 1 : -Infinity, 1, all);
    const before = model.after[u] ?? -1;
    if (before < 0) continue;
    for (const year of calendar) {
      const own = upTo(u, year, 1);
      if (own.length > 0) rows.add(-Infinity, 0, [...own, ...upTo(before, year - (model.lag[u] ?? 0), -1)]);
    }
  }
}

/** Builds the whole model in sparse rows. */
export function buildHighsPlan(model: PlanModel): HighsPlan {
  const pots: readonly Pot[] = potsOf(model.instance);
  const { columnOf, startColumns } = columnsOf(model);
  const arcs = pots.flatMap((p, pot) => (p.budget > 0 ? p.rows.map((row) => ({ pot, row })) : []));
  const rows = new Rows();
  addMoneyRows(rows, model, columnOf, arcs, startColumns);
  const capacityRow = addCapacityRows(rows, model, columnOf);
  pots.forEach((p, pot) => {
    const entries = arcs.flatMap((arc, a) =>
      arc.pot === pot ? [{ column: startColumns + a, value: 1 }] : [],
    );
    if (entries.length > 0) rows.add(-Infinity, p.budget, entries);
  });
  addStartRows(rows, model, columnOf);
  const numCols = startColumns + arcs.length;
  const colCost = new Float64Array(numCols);
  columnOf.forEach((column, at) => {
    if (column >= 0) colCost[column] = -(model.profit[at] ?? 0);
  });
  const data: ModelData = {
    numCols,
    numRows: rows.lower.length,
    colCost,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(Infinity).fill(1, 0, startColumns),
    rowLower: Float64Array.from(rows.lower),
    rowUpper: Float64Array.from(rows.upper),
    matrix: {
      format: 'csr',
      numRows: rows.lower.length,
      numCols,
      starts: Int32Array.from(rows.starts),
      indices: Int32Array.from(rows.indices),
      values: Float64Array.from(rows.values),
    },
  };
  return { data, columnOf, startColumns, arcs, capacityRow };
}

/** The mixed-integer version: every start column is 0 or 1. */
export const asInteger = (plan: HighsPlan): ModelData => ({
  ...plan.data,
  integrality: new Int32Array(plan.data.numCols).fill(1, 0, plan.startColumns),
});

/** A plan as a column vector, money routed; the way a known plan is handed to HiGHS. */
export function asColumns(plan: HighsPlan, model: PlanModel, starts: ArrayLike<number>): Float64Array {
  const values = new Float64Array(plan.data.numCols);
  for (let u = 0; u < model.count; u += 1) {
    const t = starts[u] ?? -1;
    const column = t < 0 ? -1 : (plan.columnOf[u * model.years + t] ?? -1);
    if (column >= 0) values[column] = 1;
  }
  const transport = new Transport(potsOf(model.instance), model.classRows);
  rowNeeds(model, starts).forEach((need, row) => {
    if (row < model.classRows) transport.raise(row, need);
  });
  plan.arcs.forEach(({ pot, row }, a) => {
    values[plan.startColumns + a] = transport.flow[pot * model.classRows + row] ?? 0;
  });
  return values;
}

/** Reads starts from columns: a value above one half is a start. */
export function startsFromColumns(plan: HighsPlan, model: PlanModel, values: ArrayLike<number>): Int8Array {
  const starts = new Int8Array(model.count).fill(-1);
  plan.columnOf.forEach((column, at) => {
    const u = Math.floor(at / model.years);
    if (column >= 0 && (values[column] ?? 0) > 0.5) starts[u] = at - u * model.years;
  });
  return starts;
}

/** Row duals of the linear relaxation as prices; whatever their accuracy, DualBound proves a bound from them. */
export function pricesFromDuals(plan: HighsPlan, model: PlanModel, duals: ArrayLike<number>): Prices {
  const prices = zeroPrices(model);
  for (let row = 0; row < model.rows; row += 1) prices.money[row] = Math.max(0, -(duals[row] ?? 0));
  plan.capacityRow.forEach((row, at) => {
    if (row >= 0) prices.capacity[at] = Math.max(0, -(duals[row] ?? 0));
  });
  return prices;
}
