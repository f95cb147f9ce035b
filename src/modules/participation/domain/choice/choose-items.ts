import type { Fen } from '#shared/money.ts';
import { equalShares, type SharesOutcome } from './add-one.ts';
import { type Election, groupBallots, layOut } from './election.ts';
import { paidRounds, supportersMoney } from './explain.ts';
import { freeItems, mostApprovals } from './greedy.ts';
import { type Menu, readMenu } from './menu.ts';
import type { Choice, ChoiceInput, InReason, ItemIn, ItemOut, OutReason } from './types.ts';

const yuan = 100n as Fen;

type Decision = {
  readonly menu: Menu;
  readonly election: Election;
  readonly completion: Choice['completion'];
  /** Numbers of open items in the order chosen: free ones, by shares, then by approvals. */
  readonly free: readonly number[];
  readonly shares: SharesOutcome | null;
  readonly added: readonly number[];
};

/**
 * Chooses items of a menu within a budget by the approvals of the households, with the reason for each item in and out.
 * Basic items are fixed first. Ties: more votes, then lower cost, then menu order. Exact and deterministic; the order of
 * the ballots never matters.
 * @throws RangeError on an input that contradicts itself (see readMenu)
 */
export function chooseItems(input: ChoiceInput): Choice {
  const menu = readMenu(input);
  const costs = menu.open.map(({ cost }) => Number(cost));
  const election = layOut(costs, groupBallots(menu.ballots));
  const completion = input.rule === 'greedy' ? null : (input.completion ?? 'add-one');
  const barred = (item: number, chosen: readonly number[]) => menu.bar(item, chosen) !== null;
  const left = Number(menu.left);
  const free = input.rule === 'equal-shares' ? freeItems(election, barred) : [];
  const step = completion === 'add-one' ? Number(input.step ?? yuan) : 0;
  const shares = input.rule === 'equal-shares' ? equalShares(election, menu.limits, left, step, free) : null;
  const before = [...free, ...(shares?.chosen ?? [])];
  const unspent = before.reduce((money, item) => money - (costs[item] ?? 0), left);
  const added =
    shares === null || completion === 'greedy' ? mostApprovals(election, unspent, before, barred) : [];
  return told(input, { menu, election, completion, free, shares, added });
}

const fen = (amount: number | bigint): Fen => BigInt(amount) as Fen;

function reasonsIn({ election, completion, free, shares, added, menu }: Decision): Map<number, InReason> {
  const votesOf = (item: number): number => election.votes[item] ?? 0;
  const reasons = new Map<number, InReason>(
    free.map((item) => [item, { code: 'free', votes: votesOf(item) }]),
  );
  let left = menu.left;
  for (const paid of shares ? paidRounds(shares.run) : []) {
    const { item, votes, effectiveVotes, paymentUp, spentUp } = paid;
    const round = reasons.size + 1;
    const payment = paymentUp as Fen;
    reasons.set(item, { code: 'equal-shares', round, votes, effectiveVotes, payment, spentUp });
    left -= menu.open[item]?.cost ?? 0n;
  }
  const code = completion === 'greedy' ? 'completion' : 'most-approvals';
  for (const item of added) {
    reasons.set(item, { code, round: reasons.size + 1, votes: votesOf(item), left: left as Fen });
    left -= menu.open[item]?.cost ?? 0n;
  }
  return reasons;
}

/** Why an open item is out; `chosen` is everything in, `left` the money unspent at the end. */
function reasonOut(decision: Decision, item: number, chosen: readonly number[], left: Fen): OutReason {
  const { menu, election, completion, shares } = decision;
  const votes = election.votes[item] ?? 0;
  if (votes === 0) return { code: 'no-votes' };
  const bar = menu.bar(item, chosen);
  if (bar) return { votes, ...bar };
  if (shares === null || completion === 'greedy') return { code: 'over-budget', votes, left };
  return { code: 'supporters-money', votes, money: fen(supportersMoney(shares.run, item)), left };
}

function told(input: ChoiceInput, decision: Decision): Choice {
  const { menu, completion, shares } = decision;
  const reasons = reasonsIn(decision);
  const order = [...reasons.keys()];
  const spent = order.reduce<bigint>((sum, item) => sum + (menu.open[item]?.cost ?? 0n), 0n);
  const left = (menu.left - spent) as Fen;
  const fixed = menu.fixed.map<ItemIn>(({ id, cost }) => ({ id, cost, why: { code: 'fixed' } }));
  const chosen = [...reasons].flatMap<ItemIn>(([item, why]) => {
    const own = menu.open[item];
    return own ? [{ id: own.id, cost: own.cost, why }] : [];
  });
  const out = menu.open.flatMap<ItemOut>(({ id, cost }, item) =>
    reasons.has(item) ? [] : [{ id, cost, why: reasonOut(decision, item, order, left) }],
  );
  const step = completion === 'add-one' ? (input.step ?? yuan) : 0n;
  return {
    rule: input.rule,
    completion,
    budget: input.budget,
    spent: (input.budget + menu.short - left) as Fen,
    short: menu.short as Fen,
    ballots: input.ballots.length,
    raised: (BigInt(shares?.steps ?? 0) * step) as Fen,
    chosen: [...fixed, ...chosen],
    out,
  };
}
