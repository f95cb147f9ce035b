import type { Fen } from '#shared/money.ts';
import { type Menu, readMenu } from './menu.ts';
import { type SlowElection, slowAddOne, slowGreedy, slowRun } from './slow-shares.ts';
import type { Choice, ChoiceInput, InReason, OutReason } from './types.ts';

const yuan = 100n;

/**
 * Chooses items of a menu within a budget by the approvals of the households, with the reason for each item in and out.
 * Basic items are fixed first. Ties: more votes, then lower cost, then menu order. Deterministic; the order of the ballots
 * never matters.
 * @throws RangeError on an input that contradicts itself (see readMenu)
 */
export function chooseItems(input: ChoiceInput): Choice {
  const menu = readMenu(input);
  const election: SlowElection = {
    costs: menu.open.map(({ cost }) => cost),
    ballots: menu.ballots,
    barred: (item, chosen) => menu.bar(item, chosen) !== null,
  };
  const completion = input.rule === 'greedy' ? null : (input.completion ?? 'add-one');
  const step = input.step ?? (yuan as Fen);
  const shares =
    input.rule === 'greedy'
      ? { chosen: [], steps: 0 }
      : completion === 'add-one'
        ? slowAddOne(election, menu.left, step)
        : { chosen: slowRun(election, { n: menu.left, d: BigInt(menu.ballots.length || 1) }), steps: 0 };
  const chosen =
    input.rule === 'greedy' || completion === 'greedy'
      ? slowGreedy(election, menu.left, shares.chosen, true)
      : shares.chosen;
  return told(input, menu, completion, {
    chosen,
    byShares: shares.chosen.length,
    raised: BigInt(shares.steps) * step,
  });
}

/** Early version: amounts of payments and supporters' money are still to come. */
function told(
  input: ChoiceInput,
  menu: Menu,
  completion: Choice['completion'],
  run: { chosen: readonly number[]; byShares: number; raised: bigint },
): Choice {
  const votes = menu.open.map((_, item) => menu.ballots.filter((ballot) => ballot.includes(item)).length);
  let left = menu.left;
  const chosen = run.chosen.flatMap((item, index) => {
    const own = menu.open[item];
    if (!own) return [];
    const base = { round: index + 1, votes: votes[item] ?? 0 };
    const why: InReason =
      index < run.byShares
        ? { code: 'equal-shares', ...base, effectiveVotes: base.votes, payment: 0n as Fen, spentUp: 0 }
        : { code: completion === 'greedy' ? 'completion' : 'most-approvals', ...base, left: left as Fen };
    left -= own.cost;
    return [{ id: own.id, cost: own.cost, why }];
  });
  const out = menu.open.flatMap(({ id, cost }, item) => {
    if (run.chosen.includes(item)) return [];
    const bar = menu.bar(item, run.chosen);
    const own = votes[item] ?? 0;
    const why: OutReason =
      own === 0
        ? { code: 'no-votes' }
        : bar
          ? ({ votes: own, ...bar } as OutReason)
          : input.rule === 'greedy' || completion === 'greedy'
            ? { code: 'over-budget', votes: own, left: left as Fen }
            : { code: 'supporters-money', votes: own, money: 0n as Fen, left: left as Fen };
    return [{ id, cost, why }];
  });
  const fixed = menu.fixed.map(({ id, cost }) => ({ id, cost, why: { code: 'fixed' as const } }));
  return {
    rule: input.rule,
    completion,
    budget: input.budget,
    spent: (input.budget - left + menu.short) as Fen,
    short: menu.short as Fen,
    ballots: input.ballots.length,
    raised: run.raised as Fen,
    chosen: [...fixed, ...chosen],
    out,
  };
}
