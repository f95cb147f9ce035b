import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { recordFigureInput } from '../../contract-changes.ts';
import { changesProblems } from '../../problems-changes.ts';
import { auditScheme, schemeRow } from '../schemes/keep.ts';
import { type ChangesView, presentChanges } from './changes.query.ts';

type RecordInput = z.output<typeof recordFigureInput>;

/** Enters an approved figure, a report or an approval, with its paper; entered is entered, the latest holds. */
export async function recordFigure(ctx: Ctx, input: RecordInput): Promise<ChangesView> {
  const scheme = await schemeRow(ctx, input.id, true);
  const amountFen = BigInt(input.amount);
  if (amountFen === 0n) throw problem(changesProblems, 'scheme.investment.amount', {}, { at: 'amount' });
  if (input.decidedOn > ctx.today)
    throw problem(changesProblems, 'scheme.investment.day', {}, { at: 'decidedOn' });
  if (input.kind === 'excess' && !input.moneySource)
    throw problem(changesProblems, 'scheme.investment.source', {}, { at: 'moneySource' });
  const { kind, authority, documentNumber, decidedOn, moneySource, note } = input;
  await ctx.tx
    .insertInto('schemeInvestment')
    .values({
      ...{ id: randomUUID(), schemeId: scheme.id, regionCode: scheme.regionCode, kind, amountFen, note },
      ...{ authority, documentNumber, decidedOn, moneySource },
      ...{ enteredAt: ctx.now, enteredBy: ctx.actor.name, enteredById: ctx.actor.id },
    })
    .execute();
  await auditScheme(ctx, scheme, 'scheme.investment.record', { kind, amountFen, documentNumber });
  return presentChanges(ctx, scheme);
}
