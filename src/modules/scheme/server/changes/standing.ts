import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { SchemeInvestment } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { investmentShape } from '../../contract-changes.ts';
import { budgetStanding, estimateStanding, type Fraction } from '../../domain/changes/investment.ts';
import type { FigureKind } from '../../domain/changes/variation.ts';
import { changesProblems } from '../../problems-changes.ts';
import type { SchemeRow } from '../schemes/keep.ts';

type Figure = Selectable<SchemeInvestment>;

const figuresOf = (ctx: Pick<Ctx, 'tx'>, schemeId: string): Promise<Figure[]> =>
  ctx.tx
    .selectFrom('schemeInvestment')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .orderBy('seq', 'desc')
    .execute();

const latest = (figures: readonly Figure[], kind: FigureKind): bigint | null =>
  figures.find((one) => one.kind === kind)?.amountFen ?? null;
const largest = (figures: readonly Figure[], kind: FigureKind): bigint | null =>
  figures
    .filter((one) => one.kind === kind)
    .reduce<bigint | null>(
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

/** Refuses to go on with a preliminary budget that has to be reported first (政府投资条例 12). */
export async function demandEstimate(ctx: Ctx, scheme: SchemeRow, totalFen: bigint): Promise<void> {
  const figures = await figuresOf(ctx, scheme.id);
  const { overEstimate, overEstimateArticle } = await rules(ctx);
  const estimateFen = latest(figures, 'estimate');
  const facts = { estimateFen, preliminaryFen: totalFen, reportedFen: largest(figures, 'report') };
  const standing = estimateStanding(facts, fractionOf(overEstimate));
  if (standing.mayGoOn) return;
  throw problem(changesProblems, 'scheme.investment.estimate', {
    total: yuanText(totalFen),
    estimate: yuanText(estimateFen ?? 0n),
    over: yuanText(standing.overFen),
    limit: overEstimate,
    article: overEstimateArticle,
  });
}

/** The budget as approved: what was entered as such, else the total the scheme was first approved with. */
async function budgetOf(ctx: Ctx, schemeId: string, figures: readonly Figure[]): Promise<bigint | null> {
  const entered = latest(figures, 'preliminaryBudget');
  if (entered !== null) return entered;
  const first = await ctx.tx
    .selectFrom('schemeVersion')
    .select('totalFen')
    .where('schemeId', '=', schemeId)
    .where('state', '=', 'approved')
    .orderBy('number')
    .executeTakeFirst();
  return first?.totalFen ?? null;
}

/** Refuses a sum above the approved budget that has no approval with a source of money (政府投资条例 23). */
export async function demandBudget(ctx: Ctx, scheme: SchemeRow, plannedFen: bigint): Promise<void> {
  const figures = await figuresOf(ctx, scheme.id);
  const budgetFen = await budgetOf(ctx, scheme.id, figures);
  const standing = budgetStanding({ budgetFen, plannedFen, approvedFen: largest(figures, 'excess') });
  if (standing.mayGoOn) return;
  throw problem(changesProblems, 'scheme.investment.budget', {
    total: yuanText(plannedFen),
    budget: yuanText(budgetFen ?? 0n),
    over: yuanText(standing.overFen),
    article: (await rules(ctx)).excessArticle,
  });
}

/** Both rules as they stand; they are two, with their own figures and their own states. */
export async function presentInvestment(
  ctx: Ctx,
  scheme: SchemeRow,
  askedFen: bigint | null,
): Promise<z.infer<typeof investmentShape>> {
  const figures = await figuresOf(ctx, scheme.id);
  const { overEstimate, overEstimateArticle, excessArticle } = await rules(ctx);
  const estimateFen = latest(figures, 'estimate');
  const preliminaryFen = scheme.totalFen;
  const reportedFen = largest(figures, 'report');
  const estimate = estimateStanding({ estimateFen, preliminaryFen, reportedFen }, fractionOf(overEstimate));
  const budgetFen = await budgetOf(ctx, scheme.id, figures);
  const plannedFen = askedFen ?? scheme.totalFen;
  const budget = budgetStanding({ budgetFen, plannedFen, approvedFen: largest(figures, 'excess') });
  const textOf = (fen: bigint | null) => (fen === null ? null : String(fen));
  return {
    figures: figures.map((one) => ({
      ...{ id: one.id, kind: one.kind as FigureKind, amount: String(one.amountFen), note: one.note },
      ...{ authority: one.authority, documentNumber: one.documentNumber, decidedOn: one.decidedOn },
      moneySource: one.moneySource,
      ...{ enteredBy: one.enteredBy, enteredAt: one.enteredAt.toISOString() },
    })),
    total: String(scheme.totalFen),
    estimate: {
      ...{ state: estimate.state, estimate: textOf(estimateFen), limit: textOf(estimate.limitFen) },
      ...{ over: String(estimate.overFen), share: overEstimate, article: overEstimateArticle },
    },
    budget: {
      ...{ state: budget.state, budget: textOf(budgetFen), planned: String(plannedFen) },
      ...{ over: String(budget.overFen), article: excessArticle },
    },
  };
}
