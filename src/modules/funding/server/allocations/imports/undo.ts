import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { takeBack } from '../../ledger/standing.ts';
import { auditImport, findImport, writeImport } from './import-row.ts';

/**
 * Takes a booked file back: every posting it made is reversed in the ledger, which refuses when the money has been used
 * meanwhile; then nothing of it is undone.
 * @throws Problem funding.import.*, funding.ledger.*
 */
export async function undoImport(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const row = await findImport(ctx, input.id, true);
  if (row.version !== input.version) throw problem(allocationProblems, 'funding.import.stale');
  if (row.state !== 'committed') throw problem(allocationProblems, 'funding.import.state');
  const reason = `撤销导入 ${row.fileName}：${input.reason}`;
  const postings = [...(await indicatorPostings(ctx, row.id)), ...(await voucherPostings(ctx, row.id))];
  for (const postingId of postings) await takeBack(ctx, { postingId, bookedOn: ctx.today, reason });
  await ctx.tx
    .updateTable('fundingIndicator')
    .set({ undoneAt: ctx.now })
    .where('importId', '=', row.id)
    .execute();
  await ctx.tx
    .updateTable('fundingTreasuryVoucher')
    .set((one) => ({
      ...{ state: 'undone', postingId: null, note: reason, decidedBy: ctx.actor.name, decidedAt: ctx.now },
      version: one('version', '+', 1),
    }))
    .where('importId', '=', row.id)
    .execute();
  await writeImport(ctx, row, {
    ...{ state: 'undone', undoneBy: ctx.actor.name, undoneAt: ctx.now, undoReason: input.reason },
  });
  await auditImport(ctx, row, 'funding.allocations.undo', {
    postings: postings.length,
    reason: input.reason,
  });
  return { version: row.version + 1 };
}

async function indicatorPostings(ctx: Ctx, importId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('fundingIndicator')
    .select('postingId')
    .where('importId', '=', importId)
    .where('undoneAt', 'is', null)
    .orderBy('sourceId')
    .execute();
  return rows.map(({ postingId }) => postingId);
}

async function voucherPostings(ctx: Ctx, importId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('fundingTreasuryVoucher')
    .select('postingId')
    .where('importId', '=', importId)
    .where('state', '=', 'booked')
    .orderBy('sourceId')
    .orderBy('day', 'desc')
    .execute();
  return rows.flatMap(({ postingId }) => postingId ?? []);
}
