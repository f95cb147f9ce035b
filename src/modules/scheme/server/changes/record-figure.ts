import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { decideFigureInput, recordFigureInput } from '../../contract-changes.ts';
import { raisesLimit } from '../../domain/changes/investment.ts';
import { type FigureState, figureKindNames, figureStateNames } from '../../domain/changes/variation.ts';
import { changesProblems } from '../../problems-changes.ts';
import { auditScheme, schemeRow } from '../schemes/keep.ts';
import { type ChangesView, presentChanges } from './changes.query.ts';
import { budgetOf, figuresOf, latest } from './standing.ts';

type RecordInput = z.output<typeof recordFigureInput>;

/**
 * Enters an approved figure, a report or an approval, with its paper. What only keeps or lowers the limit holds at once;
 * what raises it waits for a second person, and what held before holds on (政府投资条例 12, 23). Before anything is
 * approved a budget is held against the scheme's own total, or a first entry could make room nobody planned.
 */
export async function recordFigure(ctx: Ctx, input: RecordInput): Promise<ChangesView> {
  const scheme = await schemeRow(ctx, input.id, true);
  const amountFen = BigInt(input.amount);
  if (amountFen === 0n) throw problem(changesProblems, 'scheme.investment.amount', {}, { at: 'amount' });
  if (input.decidedOn > ctx.today)
    throw problem(changesProblems, 'scheme.investment.day', {}, { at: 'decidedOn' });
  const figures = await figuresOf(ctx, scheme.id);
  if (figures.some((one) => one.kind === input.kind && one.state === 'asked'))
    throw problem(changesProblems, 'scheme.investment.open', { kind: figureKindNames[input.kind] });
  const holds =
    input.kind === 'estimate'
      ? (latest(figures, 'estimate')?.amountFen ?? null)
      : await budgetOf(ctx, scheme.id, figures);
  const sourced = input.kind === 'excess' || input.kind === 'preliminaryBudget';
  if (sourced && raisesLimit(input.kind, amountFen, holds) && !input.moneySource)
    throw problem(changesProblems, 'scheme.investment.source', {}, { at: 'moneySource' });
  const against = input.kind === 'preliminaryBudget' ? (holds ?? scheme.totalFen) : holds;
  const state: FigureState = raisesLimit(input.kind, amountFen, against) ? 'asked' : 'effective';
  const { kind, authority, documentNumber, decidedOn, moneySource, note } = input;
  await ctx.tx
    .insertInto('schemeInvestment')
    .values({
      ...{ id: randomUUID(), schemeId: scheme.id, regionCode: scheme.regionCode, kind, amountFen, note },
      ...{ authority, documentNumber, decidedOn, moneySource, state },
      ...{ enteredAt: ctx.now, enteredBy: ctx.actor.name, enteredById: ctx.actor.id },
    })
    .execute();
  await auditScheme(ctx, scheme, 'scheme.investment.record', { kind, amountFen, documentNumber, state });
  return presentChanges(ctx, scheme);
}

/**
 * Brings a figure into force that was only asked for, or refuses it. Whoever entered it never confirms it and may only
 * take it back. A figure of the kind cannot have been entered in between, so that what is confirmed last holds.
 */
export async function decideFigure(
  ctx: Ctx,
  input: z.output<typeof decideFigureInput>,
): Promise<ChangesView> {
  const found = await ctx.tx
    .selectFrom('schemeInvestment')
    .select('schemeId')
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!found) throw problem(changesProblems, 'scheme.investment.absent');
  const scheme = await schemeRow(ctx, found.schemeId, true);
  const row = await ctx.tx
    .selectFrom('schemeInvestment')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow();
  if (row.state !== 'asked') {
    const state = figureStateNames[row.state as FigureState];
    throw problem(changesProblems, 'scheme.investment.decided', { state });
  }
  if (input.approve && row.enteredById === ctx.actor.id)
    throw problem(changesProblems, 'scheme.investment.persons');
  await ctx.tx
    .updateTable('schemeInvestment')
    .set({
      ...{ state: input.approve ? 'effective' : 'refused', decision: input.decision || null },
      ...{ decidedAt: ctx.now, decidedBy: ctx.actor.name, decidedById: ctx.actor.id },
    })
    .where('id', '=', row.id)
    .execute();
  const { kind, amountFen, documentNumber } = row;
  const detail = { kind, amountFen, documentNumber, approve: input.approve };
  await auditScheme(ctx, scheme, 'scheme.investment.confirm', detail);
  return presentChanges(ctx, scheme);
}
