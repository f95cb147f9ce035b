import { equalShares } from './add-one.ts';
import { type Election, layOut } from './election.ts';
import { paidRounds } from './explain.ts';
import { freeItems, mostApprovals } from './greedy.ts';
import type { PabulibElection } from './pabulib.ts';
import type { Completion, Rule } from './types.ts';

/** One project chosen; amounts in the file's currency unit. */
export type PabulibRound = {
  readonly round: number;
  readonly id: string;
  readonly how: 'free' | 'equal-shares' | 'most-approvals' | 'completion';
  readonly cost: number;
  readonly votes: number;
  /** Of the budget, after this project. */
  readonly left: number;
  /** Equal shares only: cost ÷ highest payment, the highest payment of one supporter, and how many could only pay less. */
  readonly effectiveVotes?: number;
  readonly payment?: number;
  readonly spentUp?: number;
};

export type PabulibResult = {
  readonly rule: Rule;
  readonly completion: Completion;
  readonly budget: number;
  readonly spent: number;
  /** Project ids in the order chosen. */
  readonly winners: readonly string[];
  readonly rounds: readonly PabulibRound[];
};

type Taken = Pick<PabulibRound, 'how' | 'effectiveVotes' | 'payment' | 'spentUp'> & { readonly item: number };

const rounded = (value: number, unit: number): number => Math.round((value / unit) * 1e6) / 1e6;

function decide(election: Election, file: PabulibElection, rule: Rule, completion: Completion) {
  const unit = 10 ** file.decimals;
  const step = rule === 'equal-shares' && completion === 'add-one' ? unit : 0;
  const free = rule === 'equal-shares' ? freeItems(election, () => false) : [];
  const shares = rule === 'equal-shares' ? equalShares(election, null, file.budget, step, free) : null;
  const taken: Taken[] = free.map((item) => ({ item, how: 'free' }));
  for (const { item, effectiveVotes, payment, spentUp } of shares ? paidRounds(shares.run) : [])
    taken.push({
      item,
      how: 'equal-shares',
      effectiveVotes: rounded(effectiveVotes, 1),
      payment: rounded(payment, unit),
      spentUp,
    });
  if (shares === null || completion === 'greedy') {
    const before = taken.map(({ item }) => item);
    const left = before.reduce((money, item) => money - (file.costs[item] ?? 0), file.budget);
    const how = shares ? 'completion' : 'most-approvals';
    for (const item of mostApprovals(election, left, before, () => false, true)) taken.push({ item, how });
  }
  return { taken, steps: shares?.steps ?? 0, unit };
}

/**
 * The winners of a Pabulib election; `share` is what a ballot had in the last run, which add-one raised `steps` times. As the published tools do: shares rise by one unit of the file's currency, projects
 * without any vote are taken by most-approvals-first when they fit and never by equal shares.
 */
export function decidePabulib(
  file: PabulibElection,
  rule: Rule,
  completion: Completion,
): { readonly result: PabulibResult; readonly share: number; readonly steps: number } {
  const election = layOut(file.costs, file.ballots);
  const { taken, steps, unit } = decide(election, file, rule, completion);
  let left = file.budget;
  const rounds = taken.map(({ item, ...more }, index) => {
    const cost = file.costs[item] ?? 0;
    left -= cost;
    return {
      round: index + 1,
      id: file.ids[item] ?? '',
      cost: cost / unit,
      votes: election.votes[item] ?? 0,
      left: left / unit,
      ...more,
    };
  });
  const result = {
    rule,
    completion: rule === 'greedy' ? ('none' as const) : completion,
    budget: file.budget / unit,
    spent: (file.budget - left) / unit,
    winners: rounds.map(({ id }) => id),
    rounds,
  } as const;
  return { result, share: rounded(file.budget / Math.max(1, election.voters) + steps * unit, unit), steps };
}
