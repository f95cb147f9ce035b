import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { SchemeInvestment } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import type { investmentShape } from '../../contract-changes.ts';
import {
  budgetStanding,
  estimateStanding,
  excessOver,
  type Fraction,
} from '../../domain/changes/investment.ts';
import type { FigureKind, FigureState } from '../../domain/changes/variation.ts';
import { changesProblems } from '../../problems-changes.ts';
import type { SchemeRow } from '../schemes/keep.ts';

type Figure = Selectable<SchemeInvestment>;

export const figuresOf = (ctx: Pick<Ctx, 'tx'>, schemeId: string): Promise<Figure[]> =>
  ctx.tx
    .selectFrom('schemeInvestment')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .orderBy('seq', 'desc')
    .execute();

/** Of a kind, in force; what waits for a second person counts for nothing yet. */
const inForce = (figures: readonly Figure[], kind: FigureKind): Figure[] =>
  figures.filter((one) => one.kind === kind && one.state === 'effective');
export const latest = (figures: readonly Figure[], kind: FigureKind): Figure | null =>
  inForce(figures, kind)[0] ?? null;
const largest = (figures: readonly Figure[], kind: FigureKind): bigint | null =>
  inForce(figures, kind).reduce<bigint | null>(
    (most, { amountFen }) => (most !== null && most > amountFen ? most : amountFen),
    null,
  );

/** The pack's fraction; its shape was checked when the pack was read. */
function fractionOf(share: string): Fraction {
  const [num = '0', den] = share.split('/');
  if (den !== undefined) return { num: BigInt(num), den: BigInt(den) };
  const [whole = '0', part = ''] = num.split('.');
  return { num: BigInt(whole + part), den: 10n ** BigInt(part.length) };
}

const rules = async (ctx: Ctx) =>
  (await policyOn(ctx.tx, ctx.actor.scope, ctx.today)).values['scheme.investment'];

const yuanText = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;

/** The budget as approved: what was entered as such, else the total the scheme was first approved with. */
export async function budgetOf(
  ctx: Ctx,
  schemeId: string,
  figures: readonly Figure[],
): Promise<bigint | null> {
  const entered = latest(figures, 'preliminaryBudget');
  if (entered !== null) return entered.amountFen;
  const first = await ctx.tx
    .selectFrom('schemeVersion')
    .select('totalFen')
    .where('schemeId', '=', schemeId)
    .where('state', '=', 'approved')
    .orderBy('number')
    .executeTakeFirst();
  return first?.totalFen ?? null;
}

const estimateOf = (figures: readonly Figure[], preliminaryFen: bigint, share: string) => {
  const estimateFen = latest(figures, 'estimate')?.amountFen ?? null;
  const reportedFen = largest(figures, 'report');
  return {
    estimateFen,
    ...estimateStanding({ estimateFen, preliminaryFen, reportedFen }, fractionOf(share)),
  };
};

const budgetStandingOf = async (
  ctx: Ctx,
  schemeId: string,
  figures: readonly Figure[],
  plannedFen: bigint,
) => {
  const budgetFen = await budgetOf(ctx, schemeId, figures);
  const approvedFen = excessOver(latest(figures, 'preliminaryBudget'), latest(figures, 'excess'));
  return { budgetFen, ...budgetStanding({ budgetFen, plannedFen, approvedFen }) };
};

async function budgetFault(ctx: Ctx, schemeId: string, figures: readonly Figure[], plannedFen: bigint) {
  const standing = await budgetStandingOf(ctx, schemeId, figures, plannedFen);
  if (standing.mayGoOn) return null;
  return problem(changesProblems, 'scheme.investment.budget', {
    total: yuanText(plannedFen),
    budget: yuanText(standing.budgetFen ?? 0n),
    over: yuanText(standing.overFen),
    article: (await rules(ctx)).excessArticle,
  });
}

/**
 * What the two rules have against a scheme of a total, for its submission and again for its approval: figures may have
 * been entered in between. A preliminary budget too far above the estimate has to be reported first (政府投资条例 12); a
 * sum above the approved budget needs an approval with a source of money first (23).
 */
export async function investmentFaults(
  ctx: Ctx,
  scheme: Pick<SchemeRow, 'id'>,
  totalFen: bigint,
): Promise<Problem[]> {
  const figures = await figuresOf(ctx, scheme.id);
  if (figures.length === 0) return [];
  const { overEstimate, overEstimateArticle } = await rules(ctx);
  const standing = estimateOf(figures, totalFen, overEstimate);
  const reportFirst = standing.mayGoOn
    ? null
    : problem(changesProblems, 'scheme.investment.estimate', {
        total: yuanText(totalFen),
        estimate: yuanText(standing.estimateFen ?? 0n),
        over: yuanText(standing.overFen),
        limit: overEstimate,
        article: overEstimateArticle,
      });
  const faults = [reportFirst, await budgetFault(ctx, scheme.id, figures, totalFen)];
  return faults.filter((one) => one !== null);
}

/** Refuses a sum above the approved budget that has no approval with a source of money (政府投资条例 23). */
export async function demandBudget(ctx: Ctx, scheme: SchemeRow, plannedFen: bigint): Promise<void> {
  const fault = await budgetFault(ctx, scheme.id, await figuresOf(ctx, scheme.id), plannedFen);
  if (fault) throw fault;
}

/** Both rules as they stand; they are two, with their own figures and their own states. */
export async function presentInvestment(
  ctx: Ctx,
  scheme: SchemeRow,
  askedFen: bigint | null,
): Promise<z.infer<typeof investmentShape>> {
  const figures = await figuresOf(ctx, scheme.id);
  const { overEstimate, overEstimateArticle, excessArticle } = await rules(ctx);
  const estimate = estimateOf(figures, scheme.totalFen, overEstimate);
  const plannedFen = askedFen ?? scheme.totalFen;
  const budget = await budgetStandingOf(ctx, scheme.id, figures, plannedFen);
  const textOf = (fen: bigint | null) => (fen === null ? null : String(fen));
  return {
    figures: figures.map((one) => ({
      ...{ id: one.id, kind: one.kind as FigureKind, amount: String(one.amountFen), note: one.note },
      ...{ authority: one.authority, documentNumber: one.documentNumber, decidedOn: one.decidedOn },
      moneySource: one.moneySource,
      ...{ enteredBy: one.enteredBy, enteredAt: one.enteredAt.toISOString() },
      ...{ state: one.state as FigureState, own: one.enteredById === ctx.actor.id },
      ...{ decision: one.decision, decidedBy: one.decidedBy },
      decidedAt: one.decidedAt?.toISOString() ?? null,
    })),
    total: String(scheme.totalFen),
    estimate: {
      ...{ state: estimate.state, estimate: textOf(estimate.estimateFen), limit: textOf(estimate.limitFen) },
      ...{ over: String(estimate.overFen), share: overEstimate, article: overEstimateArticle },
    },
    budget: {
      ...{ state: budget.state, budget: textOf(budget.budgetFen), planned: String(plannedFen) },
      ...{ over: String(budget.overFen), article: excessArticle },
    },
  };
}
