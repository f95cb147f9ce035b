/**
 * Equal shares with the add-one completion at three sizes, from ballots to winners (grouping included). Told as the share
 * used of the stated limit, which is in milliseconds, and against a plain floating-point rewrite of the published reference
 * in the same run, which keeps one purse per ballot and sorts an item's supporters whenever it looks at it.
 */
import { equalShares } from '#modules/participation/domain/choice/add-one.ts';
import { groupBallots, layOut } from '#modules/participation/domain/choice/election.ts';

type Made = { readonly costs: number[]; readonly ballots: number[][]; readonly budget: number };

/** mulberry32 */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Few popular items, many hardly known, dearer ones a little more popular; `price` sets how many steps of one unit it takes. With `kinds`, most ballots repeat one of that
 * many; the rest and all others are drawn item by item.
 */
function make(size: {
  voters: number;
  items: number;
  approvals: number;
  kinds: number;
  price: number;
}): Made {
  const next = random(20_230_611);
  const { voters, items, approvals, kinds } = size;
  const weight = Array.from({ length: items }, (_, item) => 1 / (1 + item * 0.12));
  const all = weight.reduce((sum, each) => sum + each, 0);
  const draw = (): number[] =>
    weight.flatMap((own, item) => (next() < Math.min(0.95, (approvals * own) / all) ? [item] : []));
  const costs = weight.map((own) => Math.round(size.price * (20_000 + 180_000 * next() * (0.5 + own))));
  const repeated = Array.from({ length: kinds }, draw);
  const ballots = Array.from({ length: voters }, () =>
    kinds > 0 && next() < 0.9 ? (repeated[Math.floor(next() ** 2 * kinds)] ?? []) : draw(),
  );
  const budget = Math.round(0.3 * costs.reduce((sum, cost) => sum + cost, 0));
  return { costs, ballots, budget };
}

/** One run by the reference's way, in floating point. */
function plainRun(costs: readonly number[], supporters: readonly number[][], voters: number, share: number) {
  const purse = new Array<number>(voters).fill(share);
  const remaining = new Map(supporters.flatMap((own, item) => (own.length > 0 ? [[item, own.length]] : [])));
  let spent = 0;
  for (;;) {
    let best = -1;
    let most = 0;
    for (const [item, before] of [...remaining].sort((a, b) => b[1] - a[1])) {
      if (before < most) break;
      const own = supporters[item] as number[];
      const cost = costs[item] as number;
      if (own.reduce((sum, voter) => sum + (purse[voter] as number), 0) < cost) {
        remaining.delete(item);
        continue;
      }
      own.sort((a, b) => (purse[a] as number) - (purse[b] as number));
      let open = cost;
      for (const [index, voter] of own.entries()) {
        const payment = open / (own.length - index);
        if (payment <= (purse[voter] as number)) {
          remaining.set(item, cost / payment);
          if (cost / payment > most) {
            most = cost / payment;
            best = item;
          }
          break;
        }
        open -= purse[voter] as number;
      }
    }
    if (best < 0) return spent;
    const payment = (costs[best] as number) / most;
    for (const voter of supporters[best] as number[])
      purse[voter] = Math.max(0, (purse[voter] as number) - payment);
    spent += costs[best] as number;
    remaining.delete(best);
  }
}

function plain({ costs, ballots, budget }: Made): number {
  const supporters = costs.map((): number[] => []);
  for (const [voter, ballot] of ballots.entries()) for (const item of ballot) supporters[item]?.push(voter);
  let runs = 0;
  for (let share = budget / ballots.length; ; share += 1) {
    runs += 1;
    if (plainRun(costs, supporters, ballots.length, share) > budget) return runs;
  }
}

function ours({ costs, ballots, budget }: Made) {
  const election = layOut(costs, groupBallots(ballots));
  return { groups: election.groups, ...equalShares(election, null, budget, 1, []) };
}

const sizes = [
  {
    name: '6,586 × 64',
    voters: 6_586,
    items: 64,
    approvals: 4,
    kinds: 1_100,
    price: 1.2,
    limit: 32,
    rounds: 9,
  },
  {
    name: '65,000 × 119',
    voters: 65_000,
    items: 119,
    approvals: 3,
    kinds: 17_000,
    price: 4.7,
    limit: 185,
    rounds: 5,
  },
  {
    name: '200,000 × 100',
    voters: 200_000,
    items: 100,
    approvals: 10.3,
    kinds: 0,
    price: 2,
    limit: 850,
    rounds: 3,
  },
];

/** Processor time of this thread: what else runs on the machine does not count. */
function timed<T>(work: () => T): { ms: number; value: T } {
  const begun = process.threadCpuUsage();
  const value = work();
  const { user, system } = process.threadCpuUsage(begun);
  return { ms: (user + system) / 1000, value };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function run(): Promise<object> {
  const results = sizes.map(({ name, limit, rounds, ...size }) => {
    const made = make(size);
    const runs = Array.from({ length: rounds }, () => timed(() => ours(made)));
    const peer = timed(() => plain(made));
    const last = runs[0]?.value;
    const ms = median(runs.map((each) => each.ms));
    const approvals = made.ballots.reduce((sum, ballot) => sum + ballot.length, 0);
    console.log(
      `${name}: ${ms.toFixed(1)} ms (limit ${limit}), plain ${peer.ms.toFixed(0)} ms; ${last?.groups} groups, ${approvals} approvals, ${last?.chosen.length} chosen, ${peer.value} runs`,
    );
    return { name, ms, limit, plainMs: peer.ms, runs: peer.value, groups: last?.groups, approvals };
  });
  return {
    results,
    figures: results.flatMap(({ name, ms, limit, plainMs }) => [
      { title: `${name} ÷ limit`, value: ms / limit, goal: { atMost: 1 } },
      { title: `${name} ÷ plain float rewrite`, value: ms / plainMs, goal: { atMost: 1 } },
    ]),
  };
}

export const bench = { name: 'choose', run };
if (import.meta.main) await run();
