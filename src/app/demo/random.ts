/** A recorded-seed generator (mulberry32): the same seed makes the same district on every machine. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  /** Whole number in [from, to], both included. */
  readonly between: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
  /** One of the list; throws RangeError when it is empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** About normal around `mean`, cut off at two deviations. */
  readonly around: (mean: number, deviation: number) => number;
};

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (list) => {
      const one = list[between(0, list.length - 1)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    around: (mean, deviation) => mean + deviation * ((next() + next() + next()) * (4 / 3) - 2),
  };
}
