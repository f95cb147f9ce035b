import type { Fen } from '#shared/money.ts';

/** 基础类 · 完善类 · 提升类 (四(一)): basic items are fixed before the vote, the others are chosen within the budget. */
export type ItemClass = 'basic' | 'improvement' | 'enhancement';

/** One priced line of a frozen menu; `cost` in whole fen, 0 or more. */
export type ChoiceItem = { readonly id: string; readonly class: ItemClass; readonly cost: Fen };

/** The ids of the items a household approves; naming one twice counts once, an empty ballot still has its share of the budget. */
export type Approvals = readonly string[];

/** Most approvals first (票数优先), or the Method of Equal Shares (均等份额法). */
export type Rule = 'equal-shares' | 'greedy';

/** What happens with money equal shares leaves: raise every share step by step, nothing, or most approvals first. */
export type Completion = 'add-one' | 'none' | 'greedy';

export type ChoiceInput = {
  /** In the published order of the menu: the last tie-break. */
  readonly items: readonly ChoiceItem[];
  readonly ballots: readonly Approvals[];
  /** For everything, basic items included. */
  readonly budget: Fen;
  readonly rule: Rule;
  /** Default add-one; without meaning for greedy. */
  readonly completion?: Completion;
  /** Most that may be spent on the items of a class. */
  readonly caps?: Readonly<Partial<Record<'improvement' | 'enhancement', Fen>>>;
  /** Groups of item ids; of each at most one is chosen. */
  readonly incompatible?: readonly (readonly string[])[];
  /** By how much add-one raises every household's share at a time; default one yuan (100 fen). */
  readonly step?: Fen;
};

/** Why an item is in. Amounts in fen. `round` counts the chosen items from 1. */
export type InReason =
  /** A basic item: outside the vote. */
  | { readonly code: 'fixed' }
  /** Costs nothing and somebody approves it. */
  | { readonly code: 'free'; readonly votes: number }
  /** Most approvals of what still fitted; `left` is the money left before. */
  | { readonly code: 'most-approvals'; readonly round: number; readonly votes: number; readonly left: Fen }
  /** Added with money equal shares left over, most approvals first. */
  | { readonly code: 'completion'; readonly round: number; readonly votes: number; readonly left: Fen }
  /**
   * Equal shares: its supporters pay it at the lowest rate of all items.
   * `effectiveVotes` = cost ÷ highest payment; `payment` = highest payment of one supporter, fen, rounded up;
   * `spentUp` supporters gave all they had left and have no share any more.
   */
  | {
      readonly code: 'equal-shares';
      readonly round: number;
      readonly votes: number;
      readonly effectiveVotes: number;
      readonly payment: Fen;
      readonly spentUp: number;
    };

/** Why an item is out. Amounts in fen. */
export type OutReason =
  | { readonly code: 'no-votes' }
  /** Dearer than the money left, in the end as at its turn. */
  | { readonly code: 'over-budget'; readonly votes: number; readonly left: Fen }
  /** The class has `cap`, of which `spent` is used by what is chosen. */
  | {
      readonly code: 'class-cap';
      readonly votes: number;
      readonly class: ItemClass;
      readonly cap: Fen;
      readonly spent: Fen;
    }
  | { readonly code: 'incompatible'; readonly votes: number; readonly with: string }
  /** Its supporters hold `money` (rounded down) of their shares, less than it costs; `left` of the budget is unspent. */
  | { readonly code: 'supporters-money'; readonly votes: number; readonly money: Fen; readonly left: Fen };

export type ItemIn = { readonly id: string; readonly cost: Fen; readonly why: InReason };
export type ItemOut = { readonly id: string; readonly cost: Fen; readonly why: OutReason };

export type Choice = {
  readonly rule: Rule;
  /** null for greedy. */
  readonly completion: Completion | null;
  readonly budget: Fen;
  /** May exceed the budget only through the basic items; `short` says by how much, 0 as a rule. */
  readonly spent: Fen;
  readonly short: Fen;
  readonly ballots: number;
  /** What add-one raised every share by in the end, 0 without it; the share itself is (budget − basic) ÷ ballots + raised. */
  readonly raised: Fen;
  /** In the order chosen: basic items in menu order first. */
  readonly chosen: readonly ItemIn[];
  /** In menu order. */
  readonly out: readonly ItemOut[];
};
