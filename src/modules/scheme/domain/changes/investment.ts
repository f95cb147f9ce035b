/** A fraction of integers, as the pack writes 10 %. */
export type Fraction = { readonly num: bigint; readonly den: bigint };

/**
 * 政府投资条例 12: a preliminary budget above the approved estimate by more than the fraction has to be reported, and
 * the feasibility report may have to be handed in again. `within`: no more than it, the boundary itself included;
 * `mustReport`; `reported`: a report on record covers it.
 */
export type EstimateStanding = {
  readonly state: 'noEstimate' | 'within' | 'mustReport' | 'reported';
  /** The most that needs no report; null without an estimate. All in fen. */
  readonly limitFen: bigint | null;
  readonly overFen: bigint;
  readonly mayGoOn: boolean;
};

export function estimateStanding(
  facts: {
    readonly estimateFen: bigint | null;
    readonly preliminaryFen: bigint;
    /** The largest sum a report on record covers. */
    readonly reportedFen: bigint | null;
  },
  over: Fraction,
): EstimateStanding {
  const { estimateFen, preliminaryFen, reportedFen } = facts;
  if (estimateFen === null) return { state: 'noEstimate', limitFen: null, overFen: 0n, mayGoOn: true };
  const limitFen = estimateFen + (estimateFen * over.num) / over.den;
  const overFen = preliminaryFen > estimateFen ? preliminaryFen - estimateFen : 0n;
  // Cross-multiplied, so that no rounding decides: exactly 10 % is not more than 10 %.
  if (overFen * over.den <= estimateFen * over.num)
    return { state: 'within', limitFen, overFen, mayGoOn: true };
  const covered = reportedFen !== null && preliminaryFen <= reportedFen;
  return { state: covered ? 'reported' : 'mustReport', limitFen, overFen, mayGoOn: covered };
}

/**
 * 政府投资条例 23: the investment may not exceed the approved budget; any fen above it needs an approval and a source of
 * money first.
 */
export type BudgetStanding = {
  readonly state: 'noBudget' | 'within' | 'needsApproval' | 'approved';
  readonly overFen: bigint;
  readonly mayGoOn: boolean;
};

export function budgetStanding(facts: {
  readonly budgetFen: bigint | null;
  readonly plannedFen: bigint;
  /** The sum allowed in all by the approval in force that names its source of money. */
  readonly approvedFen: bigint | null;
}): BudgetStanding {
  const { budgetFen, plannedFen, approvedFen } = facts;
  if (budgetFen === null) return { state: 'noBudget', overFen: 0n, mayGoOn: true };
  const overFen = plannedFen > budgetFen ? plannedFen - budgetFen : 0n;
  if (overFen === 0n) return { state: 'within', overFen, mayGoOn: true };
  const covered = approvedFen !== null && plannedFen <= approvedFen;
  return { state: covered ? 'approved' : 'needsApproval', overFen, mayGoOn: covered };
}

/**
 * Whether a figure would let a scheme cost more than what holds now, so that one person's word is not enough: an
 * approval of an excess always, an estimate or a budget above the one it takes the place of. A report (article 12)
 * tells of a fact and allows nothing by itself.
 */
export const raisesLimit = (
  kind: 'estimate' | 'preliminaryBudget' | 'report' | 'excess',
  amountFen: bigint,
  /** What holds now, in fen; null: nothing yet. */
  holdsFen: bigint | null,
): boolean =>
  kind === 'excess' ||
  ((kind === 'estimate' || kind === 'preliminaryBudget') && holdsFen !== null && amountFen > holdsFen);

type DatedSum = { readonly amountFen: bigint; readonly decidedOn: string };

/** The sum an approval allows above a budget: one older than the budget itself was given for another budget. */
export const excessOver = (budget: DatedSum | null, excess: DatedSum | null): bigint | null =>
  excess === null || (budget !== null && excess.decidedOn < budget.decidedOn) ? null : excess.amountFen;
