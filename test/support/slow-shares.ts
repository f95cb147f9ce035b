/** Equal shares by the book, all in BigInt fractions: slow, plain, to hold the fast engine against. */
export type SlowElection = {
  readonly costs: readonly bigint[];
  /** Item numbers each ballot approves. */
  readonly ballots: readonly (readonly number[])[];
  /** True when the item may not follow what is chosen already (cap of a class, incompatible). */
  readonly barred: (item: number, chosen: readonly number[]) => boolean;
};

type Fraction = { readonly n: bigint; readonly d: bigint };
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const fraction = (n: bigint, d: bigint): Fraction => {
  const g = gcd(n < 0n ? -n : n, d) || 1n;
  return { n: n / g, d: d / g };
};
const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
const zero: Fraction = { n: 0n, d: 1n };

/** The equal payment that covers the cost, or null when the supporters have not enough: pay in order of wealth. */
function payment(cost: bigint, purses: readonly Fraction[]): Fraction | null {
  const poorFirst = [...purses].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  let open = fraction(cost, 1n);
  for (const [index, purse] of poorFirst.entries()) {
    const each = fraction(open.n, open.d * BigInt(poorFirst.length - index));
    if (!less(purse, each)) return each;
    open = minus(open, purse);
  }
  return null;
}

/** One run with a given share for every ballot; items in the order chosen. */
export function slowRun({ costs, ballots, barred }: SlowElection, share: Fraction): number[] {
  const purses = ballots.map(() => share);
  const supporters = costs.map((_, item) =>
    ballots.flatMap((ballot, voter) => (ballot.includes(item) ? [voter] : [])),
  );
  const votes = (item: number) => supporters[item]?.length ?? 0;
  const chosen: number[] = [];
  for (;;) {
    let best: { item: number; rate: Fraction; each: Fraction } | null = null;
    for (const [item, cost] of costs.entries()) {
      if (votes(item) === 0 || chosen.includes(item) || barred(item, chosen)) continue;
      const each = payment(
        cost,
        (supporters[item] ?? []).map((voter) => purses[voter] ?? zero),
      );
      if (!each) continue;
      const rate = cost === 0n ? zero : fraction(each.n, each.d * cost);
      const earlier =
        best !== null &&
        !less(rate, best.rate) &&
        (less(best.rate, rate) ||
          votes(item) < votes(best.item) ||
          (votes(item) === votes(best.item) && cost >= (costs[best.item] ?? 0n)));
      if (!earlier) best = { item, rate, each };
    }
    if (!best) return chosen;
    for (const voter of supporters[best.item] ?? []) {
      const purse = purses[voter] ?? zero;
      purses[voter] = less(best.each, purse) ? minus(purse, best.each) : zero;
    }
    chosen.push(best.item);
  }
}

/** Most approvals first among what still fits, after what is chosen. */
export function slowGreedy(
  election: SlowElection,
  budget: bigint,
  start: readonly number[],
  withVotesOnly: boolean,
): number[] {
  const { costs, ballots, barred } = election;
  const votes = costs.map((_, item) => ballots.filter((ballot) => ballot.includes(item)).length);
  const chosen = [...start];
  let left = budget - chosen.reduce((sum, item) => sum + (costs[item] ?? 0n), 0n);
  const order = costs
    .map((cost, item) => ({ cost, item, votes: votes[item] ?? 0 }))
    .sort((a, b) => b.votes - a.votes || (a.cost < b.cost ? -1 : a.cost > b.cost ? 1 : a.item - b.item));
  for (const { cost, item, votes: own } of order) {
    if (chosen.includes(item) || cost > left || (withVotesOnly && own === 0) || barred(item, chosen))
      continue;
    chosen.push(item);
    left -= cost;
  }
  return chosen;
}

/** Raises every share by `step` until the cost passes the budget or nothing lacks money; the last outcome within the budget. */
export function slowAddOne(
  election: SlowElection,
  budget: bigint,
  step: bigint,
): { chosen: number[]; steps: number } {
  const n = BigInt(election.ballots.length);
  const cost = (items: readonly number[]) =>
    items.reduce((sum, item) => sum + (election.costs[item] ?? 0n), 0n);
  const run = (j: number) => slowRun(election, n === 0n ? zero : fraction(budget + BigInt(j) * step * n, n));
  let chosen = run(0);
  for (let steps = 0; ; steps++) {
    const lacking = election.costs.some(
      (_, item) =>
        !chosen.includes(item) &&
        election.ballots.some((ballot) => ballot.includes(item)) &&
        !election.barred(item, chosen),
    );
    if (!lacking) return { chosen, steps };
    const next = run(steps + 1);
    if (cost(next) > budget) return { chosen, steps };
    chosen = next;
  }
}
