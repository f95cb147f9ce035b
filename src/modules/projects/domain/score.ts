import { type FactorMethod, type Points, pointsOf } from './factor.ts';
import type { EstateFacts } from './facts.ts';

/** A factor of the pack; weights are whole percent and sum to 100 over all factors. */
export type FactorParams = {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  readonly weight: number;
  readonly method: FactorMethod;
};

export type FactorScore = Points & {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  /** Share of the total, 0 to 1. */
  readonly weight: number;
  /** points × weight, not rounded beyond two decimals more. */
  readonly contribution: number;
};

export type Score = {
  /** 0 to 100, two decimals: the sum of points × weight. */
  readonly total: number;
  /** False when an unknown input lowered the total. */
  readonly complete: boolean;
  readonly factors: readonly FactorScore[];
};

/**
 * Priority score of an estate by the factors of clause 五(二) and those added with their basis.
 * Points are integers of hundredths and weights integers of percent, so the total is exact before its one
 * rounding (half up, two decimals).
 */
export function scoreEstate(facts: EstateFacts, factors: readonly FactorParams[]): Score {
  let sum = 0;
  const scored = factors.map((factor) => {
    const points = pointsOf(facts, factor.method);
    const product = Math.round(points.points * 100) * factor.weight;
    sum += product;
    return {
      id: factor.id,
      title: factor.title,
      basis: factor.basis,
      weight: factor.weight / 100,
      contribution: product / 10_000,
      ...points,
    };
  });
  return {
    total: Math.floor((sum + 50) / 100) / 100,
    complete: scored.every((one) => one.known),
    factors: scored,
  };
}

export type TieBreak = 'committee' | 'willingness' | 'participation';
export type Ranked = { readonly id: string; readonly score: number; readonly facts: EstateFacts };

/** Compares shares a/b exactly; an unknown or contradictory share comes last. */
function compareShares(
  a: readonly [number | null, number | null],
  b: readonly [number | null, number | null],
): number {
  const usable = ([part, whole]: readonly [number | null, number | null]): boolean =>
    Number.isSafeInteger(part) &&
    Number.isSafeInteger(whole) &&
    part !== null &&
    whole !== null &&
    whole > 0 &&
    part >= 0 &&
    part <= whole;
  if (!usable(a) || !usable(b)) return Number(usable(b)) - Number(usable(a));
  const left = BigInt(a[0] ?? 0) * BigInt(b[1] ?? 1);
  const right = BigInt(b[0] ?? 0) * BigInt(a[1] ?? 1);
  return left === right ? 0 : left > right ? -1 : 1;
}

const compareBy: Readonly<Record<TieBreak, (a: EstateFacts, b: EstateFacts) => number>> = {
  committee: (a, b) => Number(b.ownersCommittee === true) - Number(a.ownersCommittee === true),
  willingness: (a, b) => compareShares([a.agree, a.households], [b.agree, b.households]),
  participation: (a, b) => compareShares([a.pay, a.households], [b.pay, b.households]),
};

/**
 * Order of priority: higher score first; at equal score by the tie-breaks in turn (clause 五(二), and the
 * owners' committee of 聊城市物业管理条例 56), at last by id in code-point order, so that the order is total.
 */
export function comparePriority(tieBreak: readonly TieBreak[]): (a: Ranked, b: Ranked) => number {
  return (a, b) => {
    if (a.score !== b.score) return b.score - a.score;
    for (const key of tieBreak) {
      const order = compareBy[key](a.facts, b.facts);
      if (order !== 0) return order;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}
