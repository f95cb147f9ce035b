import type { Prices } from './dual.ts';
import { DualBound, zeroPrices } from './dual.ts';
import type { PlanModel } from './model.ts';
import type { Pot } from './transport.ts';

type Slopes = { readonly money: Float64Array; readonly capacity: Float64Array };

/** What each limit could give at most; makes prices of rows of very different size comparable. */
function sizes(dual: DualBound): Slopes {
  const { model } = dual;
  const money = new Float64Array(model.rows);
  for (const pot of dual.pots) for (const row of pot.rows) money[row] = (money[row] ?? 0) + pot.budget;
  for (let row = model.classRows; row < model.rows; row += 1)
    money[row] = model.utilityBudget[row - model.classRows] ?? 0;
  return {
    money: money.map((v) => Math.max(1, v)),
    capacity: model.capacity.map((v) => (Number.isFinite(v) ? Math.max(1, v) : Infinity)),
  };
}

/** How far below the best price a row may lie, as a share of it, and still get a good part of a pot. */
const softness = 0.01;

/**
 * Takes a pot's budget off the rows it may pay, most off the dearest: a pot that jumps as a whole between rows of
 * nearly equal price would keep the prices from settling. Only a direction, so the bound stays proved.
 */
function spend(pot: Pot, money: Float64Array, into: Float64Array): void {
  const top = pot.rows.reduce((most, row) => Math.max(most, money[row] ?? 0), 0);
  const weight = (row: number): number => (top > 0 ? Math.exp(((money[row] ?? 0) / top - 1) / softness) : 1);
  const all = pot.rows.reduce((sum, row) => sum + weight(row), 0);
  for (const row of pot.rows) into[row] = (into[row] ?? 0) - (pot.budget * weight(row)) / all;
}

/** Demand minus supply of every limit at the dual's present choice. */
function slopes(dual: DualBound, prices: Prices, into: Slopes): void {
  const { model } = dual;
  into.money.fill(0);
  into.capacity.fill(0);
  for (let u = 0; u < model.count; u += 1) {
    const t = dual.choice[u] ?? -1;
    if (t < 0) continue;
    const at = u * model.years + t;
    for (let e = model.payStart[at] ?? 0; e < (model.payStart[at + 1] ?? 0); e += 1) {
      const row = model.payRow[e] ?? 0;
      into.money[row] = (into.money[row] ?? 0) + (model.payAmount[e] ?? 0) / model.scale;
    }
    const home = (model.subdistrict[u] ?? 0) * model.years + t;
    into.capacity[home] = (into.capacity[home] ?? 0) + (model.households[u] ?? 0);
  }
  for (const pot of dual.pots) spend(pot, prices.money, into.money);
  for (let row = model.classRows; row < model.rows; row += 1)
    into.money[row] = (into.money[row] ?? 0) - (model.utilityBudget[row - model.classRows] ?? 0);
  for (let i = 0; i < model.capacity.length; i += 1)
    into.capacity[i] = (into.capacity[i] ?? 0) - (model.capacity[i] ?? 0);
}

/** Scaled squared length of a slope, leaving out what would push a zero price below zero. */
function lengthOf(slope: Float64Array, size: Float64Array, price: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < slope.length; i += 1) {
    const g = (slope[i] ?? 0) / (size[i] ?? 1);
    if (Number.isFinite(g) && (g > 0 || (price[i] ?? 0) > 0)) sum += g * g;
  }
  return sum;
}

function descend(price: Float64Array, slope: Float64Array, size: Float64Array, step: number): void {
  for (let i = 0; i < price.length; i += 1) {
    const s = size[i] ?? 1;
    if (!Number.isFinite(s)) continue;
    price[i] = Math.max(0, (price[i] ?? 0) + (step * (slope[i] ?? 0)) / (s * s));
  }
}

/** Turns the way towards the new slope, keeping some of the old: plain subgradients zigzag between two prices. */
function blend(way: Float64Array, slope: Float64Array): void {
  for (let i = 0; i < way.length; i += 1) way[i] = 0.95 * (way[i] ?? 0) + 0.05 * (slope[i] ?? 0);
}

export type PricedBound = { readonly bound: number; readonly prices: Prices };

/**
 * Lowers the Lagrangian bound by subgradient steps with momentum, the steps shortened when nothing improves.
 * @param passes fixed number of passes, so that the result does not depend on the machine's speed
 */
export function lowerBoundByPrices(
  model: PlanModel,
  passes: number,
  shouldStop: () => boolean = () => false,
): PricedBound {
  const dual = new DualBound(model);
  const size = sizes(dual);
  const prices = zeroPrices(model);
  const slope = zeroPrices(model);
  const way = zeroPrices(model);
  const best = { bound: Infinity, prices: zeroPrices(model) };
  let relax = 3;
  let stalled = 0;
  for (let pass = 0; pass < passes && !shouldStop(); pass += 1) {
    const bound = dual.evaluate(prices);
    if (bound < best.bound) {
      if (bound < best.bound - 1e-4 * Math.abs(best.bound)) stalled = 0;
      best.bound = bound;
      best.prices.money.set(prices.money);
      best.prices.capacity.set(prices.capacity);
    } else stalled += 1;
    if (bound === -Infinity) break;
    if (stalled > 5) {
      relax *= 0.85;
      stalled = 0;
    }
    slopes(dual, prices, slope);
    blend(way.money, slope.money);
    blend(way.capacity, slope.capacity);
    const length =
      lengthOf(way.money, size.money, prices.money) + lengthOf(way.capacity, size.capacity, prices.capacity);
    if (length === 0) break;
    const step = (relax * Math.max(0.2 * Math.abs(best.bound), 1e-9)) / length;
    descend(prices.money, way.money, size.money, step);
    descend(prices.capacity, way.capacity, size.capacity, step);
  }
  return best;
}
