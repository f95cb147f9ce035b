import { zeroBetween } from './bracket.ts';

/**
 * The rates at which a row of flows is worth nothing. All of them are told, and a root at which the value only touches
 * zero is told as what it is: the first root found would be a silent choice.
 */
export type Irr = {
  readonly status: 'one' | 'several' | 'none' | 'double';
  /** Rates per period (per year for dated flows), ascending. */
  readonly values: readonly number[];
};

/**
 * The value of the flows, and its slope, at `u = ln(1 + rate)`, each scaled by one positive number so that nothing
 * overflows: only zeros and signs are looked at. `size` is what the value's rounding is measured by.
 */
type Curve = (u: number) => { readonly value: number; readonly slope: number; readonly size: number };

/** Flows one period apart: Horner from the end whose powers shrink. */
function evenCurve(flows: readonly number[]): Curve {
  const last = flows.length - 1;
  return (u) => {
    const step = Math.exp(-Math.abs(u));
    let [value, slope, size] = [0, 0, 0];
    for (let place = 0; place <= last; place++) {
      const period = u >= 0 ? last - place : place;
      const flow = flows[period] ?? 0;
      value = value * step + flow;
      slope = slope * step - flow * period;
      size = size * step + Math.abs(flow);
    }
    return { value, slope, size };
  };
}

/** Flows at `times` in years, the first at 0. */
function datedCurve(flows: readonly number[], times: readonly number[]): Curve {
  const horizon = Math.max(...times);
  return (u) => {
    const shift = u < 0 ? u * horizon : 0;
    let [value, slope, size] = [0, 0, 0];
    for (const [at, flow] of flows.entries()) {
      const time = times[at] ?? 0;
      const part = flow * Math.exp(shift - u * time);
      value += part;
      slope -= part * time;
      size += Math.abs(part);
    }
    return { value, slope, size };
  };
}

function signChanges(flows: readonly number[]): number {
  const signs = flows.filter((flow) => flow !== 0).map((flow) => flow > 0);
  return signs.filter((sign, at) => at > 0 && sign !== signs[at - 1]).length;
}

/** ln(1 + rate): from −99.97 % to 298,000 %. */
const reach = 8;
/** Beyond it no rate is told: 1 + rate would be e^±64. */
const farthest = 64;

/** One change of sign has one root only (Descartes): widen until it is inside. */
function onlyRoot(curve: Curve): number[] {
  for (let wide = reach; wide <= farthest; wide *= 2) {
    const [low, high] = [curve(-wide).value, curve(wide).value];
    if (low < 0 !== high < 0 || low === 0 || high === 0)
      return [zeroBetween((u) => curve(u).value, -wide, wide)];
  }
  return [];
}

const cells = 2048;
/** A value smaller than this share of its terms is rounding. */
const nothing = 1e-13;

type Root = { readonly u: number; readonly double: boolean };

function rootsInCell(curve: Curve, low: number, high: number): Root[] {
  const [a, b] = [curve(low), curve(high)];
  const value = (u: number) => curve(u).value;
  // A zero on the grid belongs to the cell it begins.
  if (a.value === 0) return [{ u: low, double: Math.abs(a.slope) <= nothing * a.size }];
  if (b.value === 0) return [];
  if (a.value < 0 !== b.value < 0) return [{ u: zeroBetween(value, low, high), double: false }];
  if (a.slope < 0 === b.slope < 0) return [];
  const turn = zeroBetween((u) => curve(u).slope, low, high);
  const there = curve(turn);
  if (Math.abs(there.value) <= nothing * there.size) return [{ u: turn, double: true }];
  if (there.value < 0 === a.value < 0) return [];
  return [
    { u: zeroBetween(value, low, turn), double: false },
    { u: zeroBetween(value, turn, high), double: false },
  ];
}

function everyRoot(curve: Curve): Root[] {
  const width = (2 * reach) / cells;
  return Array.from({ length: cells }, (_, cell) =>
    rootsInCell(curve, -reach + cell * width, -reach + (cell + 1) * width),
  ).flat();
}

function irrOf(curve: Curve, flows: readonly number[]): Irr {
  const changes = signChanges(flows);
  if (changes === 0) return { status: 'none', values: [] };
  const roots = changes === 1 ? onlyRoot(curve).map((u): Root => ({ u, double: false })) : everyRoot(curve);
  const values = roots.map(({ u }) => Math.expm1(u));
  if (values.length === 0) return { status: 'none', values };
  if (values.length > 1) return { status: 'several', values };
  return { status: roots[0]?.double ? 'double' : 'one', values };
}

/** Internal rates of return of flows one period apart. */
export const irr = (flows: readonly number[]): Irr => irrOf(evenCurve(flows), flows);

/**
 * Internal rates of return of dated flows, actual days ÷ 365.
 * @param days whole days since the first flow, none negative; order does not matter
 */
export function datedIrr(flows: readonly number[], days: readonly number[]): Irr {
  const order = days.map((_, at) => at).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0));
  const sorted = order.map((at) => flows[at] ?? 0);
  const times = order.map((at) => (days[at] ?? 0) / 365);
  return irrOf(datedCurve(sorted, times), sorted);
}
