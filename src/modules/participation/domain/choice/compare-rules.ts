import type { Fen } from '#shared/money.ts';
import { chooseItems } from './choose-items.ts';
import type { Choice, ChoiceInput } from './types.ts';

/** How well one outcome serves the households; sums over ballots, items outside the vote not counted. */
export type RuleFigures = {
  readonly choice: Choice;
  readonly spent: Fen;
  /** Ballots with at least one approved item chosen; the share is this ÷ choice.ballots. */
  readonly served: number;
  /** Approved items that are chosen, summed over ballots; the average satisfaction is this ÷ choice.ballots. */
  readonly approvedItems: number;
  /** What the approved items that are chosen cost, summed over ballots. */
  readonly approvedCost: Fen;
};

export type RulesCompared = {
  readonly equalShares: RuleFigures;
  readonly greedy: RuleFigures;
  /** Item ids in menu order, basic items included. */
  readonly both: readonly string[];
  readonly onlyEqualShares: readonly string[];
  readonly onlyGreedy: readonly string[];
};

function figuresOf(input: ChoiceInput, choice: Choice): RuleFigures {
  const costs = new Map<string, bigint>(
    choice.chosen.flatMap(({ id, cost, why }) => (why.code === 'fixed' ? [] : [[id, cost]])),
  );
  let served = 0;
  let approvedItems = 0;
  let approvedCost = 0n;
  for (const ballot of input.ballots) {
    let items = 0;
    for (const id of new Set(ballot)) {
      const cost = costs.get(id);
      if (cost === undefined) continue;
      items += 1;
      approvedCost += cost;
    }
    approvedItems += items;
    if (items > 0) served += 1;
  }
  return { choice, spent: choice.spent, served, approvedItems, approvedCost: approvedCost as Fen };
}

/** Both rules on the same menu, ballots, budget, caps and incompatible groups; `completion` is that of equal shares. */
export function compareRules(input: Omit<ChoiceInput, 'rule'>): RulesCompared {
  const equal = chooseItems({ ...input, rule: 'equal-shares' });
  const greedy = chooseItems({ ...input, rule: 'greedy' });
  const ids = input.items.map(({ id }) => id);
  const inEqual = new Set(equal.chosen.map(({ id }) => id));
  const inGreedy = new Set(greedy.chosen.map(({ id }) => id));
  return {
    equalShares: figuresOf({ ...input, rule: 'equal-shares' }, equal),
    greedy: figuresOf({ ...input, rule: 'greedy' }, greedy),
    both: ids.filter((id) => inEqual.has(id) && inGreedy.has(id)),
    onlyEqualShares: ids.filter((id) => inEqual.has(id) && !inGreedy.has(id)),
    onlyGreedy: ids.filter((id) => inGreedy.has(id) && !inEqual.has(id)),
  };
}
