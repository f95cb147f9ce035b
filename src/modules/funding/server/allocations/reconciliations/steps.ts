import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { NoteInput } from '../../../contract-reconciliations.ts';
import { yuanText } from '../../../domain/calculator/step.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import {
  findAccount,
  firstOf,
  monthEnds,
  type One,
  openPostings,
  type Reconciliation,
  takeReconciliation,
} from './movements.query.ts';
import { reconciliationOf } from './reconciliations.query.ts';

type Change = Partial<Omit<Reconciliation, 'id' | 'version' | 'signed'>> & { readonly signed?: string };
async function step(
  ctx: Ctx,
  row: Reconciliation,
  change: Change,
  action: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<{ version: number }> {
  const version = row.version + 1;
  await ctx.tx
    .updateTable('fundingReconciliation')
    .set({ ...change, version })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    ...{ action, subjectKind: 'reconciliation', subjectId: row.id, regionCode: row.regionCode },
    detail: { month: row.month, ...detail },
  });
  return { version };
}

/** Pairs a line with a posting of the same amount and direction, or takes the pair apart. */
export async function matchLine(
  ctx: Ctx,
  input: One & { readonly lineId: string; readonly postingId: string | null },
): Promise<{ version: number }> {
  const row = await takeReconciliation(ctx, input, ['open']);
  const line = await ctx.tx
    .selectFrom('fundingTreasuryStatementLine as l')
    .innerJoin('fundingReconciliation as r', 'r.id', 'l.reconciliationId')
    .selectAll('l')
    .where('l.id', '=', input.lineId)
    .where('r.accountId', '=', row.accountId)
    .where('r.month', '<=', row.month)
    .executeTakeFirst();
  if (!line) throw problem(allocationProblems, 'funding.reconciliation.line');
  if (input.postingId !== null) {
    const account = await findAccount(ctx, row.accountId);
    const first = await firstOf(ctx, row.accountId);
    const open = await openPostings(
      ctx,
      account,
      monthEnds(first?.month ?? row.month).first,
      monthEnds(row.month).next,
    );
    const posting = open.find(({ id }) => id === input.postingId);
    if (!posting || posting.amountFen !== line.amountFen || line.postingId !== null)
      throw problem(allocationProblems, 'funding.reconciliation.line');
  }
  const { postingId } = input;
  await ctx.tx
    .updateTable('fundingTreasuryStatementLine')
    .set({ postingId })
    .where('id', '=', line.id)
    .execute();
  return step(ctx, row, {}, 'funding.allocations.match', { line: line.cell, posting: postingId });
}

/** Says why an item stands on one side only. */
export async function explainItem(ctx: Ctx, input: NoteInput): Promise<{ version: number }> {
  const row = await takeReconciliation(ctx, input, ['open']);
  const { bank, book } = await reconciliationOf(ctx, row, await findAccount(ctx, row.accountId));
  const there =
    input.side === 'opening'
      ? input.ref === 'opening'
      : input.side === 'bank'
        ? bank.some((one) => one.id === input.ref && one.postingId === null)
        : book.some((one) => one.postingId === input.ref);
  if (!there) throw problem(allocationProblems, 'funding.reconciliation.line');
  const { side, ref, kind, note } = input;
  const told = { kind, note, byName: ctx.actor.name, at: ctx.now };
  await ctx.tx
    .insertInto('fundingReconciliationNote')
    .values({ reconciliationId: row.id, regionCode: row.regionCode, side, ref, ...told })
    .onConflict((clash) => clash.columns(['reconciliationId', 'side', 'ref']).doUpdateSet(told))
    .execute();
  return step(ctx, row, {}, 'funding.allocations.explain', { side, kind });
}

/** The first signature: every item is paired or explained, and the adjusted balances agree. */
export async function prepareReconciliation(ctx: Ctx, input: One): Promise<{ version: number }> {
  const row = await takeReconciliation(ctx, input, ['open']);
  const { figures } = await reconciliationOf(ctx, row, await findAccount(ctx, row.accountId));
  if (figures.unexplained > 0)
    throw problem(allocationProblems, 'funding.reconciliation.unexplained', { count: figures.unexplained });
  const difference = BigInt(figures.differenceFen);
  if (difference !== 0n)
    throw problem(allocationProblems, 'funding.reconciliation.difference', {
      difference: yuanText(difference),
    });
  const change = { preparedById: ctx.actor.id, preparedBy: ctx.actor.name, preparedAt: ctx.now };
  return step(ctx, row, { state: 'prepared', ...change }, 'funding.allocations.prepare');
}

const nobody = { preparedById: null, preparedBy: null, preparedAt: null };
export async function sendBackReconciliation(ctx: Ctx, input: One & { readonly reason: string }) {
  const row = await takeReconciliation(ctx, input, ['prepared']);
  return step(ctx, row, { state: 'open', ...nobody }, 'funding.allocations.sendBack', {
    reason: input.reason,
  });
}

/** The second signature, by another person; looked at again, for the ledger may have moved, then frozen. */
export async function signReconciliation(ctx: Ctx, input: One): Promise<{ version: number }> {
  const row = await takeReconciliation(ctx, input, ['prepared']);
  if (row.preparedById === ctx.actor.id)
    throw problem(allocationProblems, 'funding.reconciliation.same-person');
  const { figures, bank, book } = await reconciliationOf(ctx, row, await findAccount(ctx, row.accountId));
  if (figures.unexplained > 0)
    throw problem(allocationProblems, 'funding.reconciliation.unexplained', { count: figures.unexplained });
  const change = { signedById: ctx.actor.id, signedBy: ctx.actor.name, signedAt: ctx.now };
  const signed = JSON.stringify({ figures, bank, book });
  return step(ctx, row, { state: 'signed', ...change, signed }, 'funding.allocations.sign');
}

/** Takes an unsigned month away with its pairs, so that a better statement can be handed in. */
export async function removeReconciliation(ctx: Ctx, input: One & { readonly reason: string }) {
  const row = await takeReconciliation(ctx, input, ['open', 'prepared']);
  const later = await ctx.tx
    .selectFrom('fundingReconciliation')
    .select('id')
    .where('accountId', '=', row.accountId)
    .where('month', '>', row.month)
    .executeTakeFirst();
  if (later) throw problem(allocationProblems, 'funding.reconciliation.order', { month: row.month });
  for (const table of ['fundingReconciliationNote', 'fundingTreasuryStatementLine'] as const)
    await ctx.tx.deleteFrom(table).where('reconciliationId', '=', row.id).execute();
  await ctx.tx.deleteFrom('fundingReconciliation').where('id', '=', row.id).execute();
  await ctx.audit({
    ...{ action: 'funding.allocations.remove', subjectKind: 'reconciliation', subjectId: row.id },
    ...{ regionCode: row.regionCode, detail: { month: row.month, reason: input.reason } },
  });
  return {};
}
