import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { householdProblems } from '../../problems-households.ts';
import { fileOf } from './files.ts';
import { postRefund } from './ledger-door.ts';
import { type Decision, pageOf, secondPerson } from './reliefs.ts';
import { audit, findBill, findCollection, found, netOf, notLater, placeOf } from './rows.ts';

const lockRefund = async (ctx: Ctx, id: string, version: number) =>
  found(
    await ctx.tx.selectFrom('fundingRefund').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    version,
  );

/** What may still be given back: paid, not refunded, and not asked for by another open request. */
async function refundable(ctx: Ctx, billId: string, except: string | null): Promise<bigint> {
  const bill = await findBill(ctx.tx, billId, true);
  const open = await ctx.tx
    .selectFrom('fundingRefund')
    .select(['id', 'amountFen'])
    .where('billId', '=', billId)
    .where('state', 'in', ['proposed', 'approved'])
    .execute();
  return open.reduce((left, one) => (one.id === except ? left : left - one.amountFen), netOf(bill));
}

export async function proposeRefund(
  ctx: Ctx,
  input: { id: string; amountFen: bigint; reason: string; fileId: string | null },
) {
  const bill = await findBill(ctx.tx, input.id, true);
  if (input.fileId) await fileOf(ctx.tx, bill.estateId, input.fileId);
  const paid = await refundable(ctx, bill.id, null);
  if (input.amountFen > paid)
    throw problem(
      householdProblems,
      'funding.households.refund-over',
      { paid: yuanText(paid) },
      { at: 'amountFen' },
    );
  const row = { id: randomUUID(), regionCode: bill.regionCode };
  await ctx.tx
    .insertInto('fundingRefund')
    .values({
      ...{ ...row, billId: bill.id, collectionId: bill.collectionId, amountFen: input.amountFen },
      ...{ reason: input.reason, fileId: input.fileId, state: 'proposed' },
      ...{ proposedAt: ctx.now, proposedById: ctx.actor.id, proposedBy: ctx.actor.name },
    })
    .execute();
  await audit(ctx, 'propose-refund', 'refund', row, { bill: bill.id, amount: input.amountFen });
  return { id: row.id, version: 1 };
}

export async function decideRefund(ctx: Ctx, input: Decision) {
  const asked = await lockRefund(ctx, input.id, input.version);
  secondPerson(ctx, asked, 'proposed');
  await ctx.tx
    .updateTable('fundingRefund')
    .set({
      ...{
        state: input.approve ? 'approved' : 'refused',
        decisionNote: input.note,
        version: asked.version + 1,
      },
      ...{ decidedAt: ctx.now, decidedById: ctx.actor.id, decidedBy: ctx.actor.name },
    })
    .where('id', '=', asked.id)
    .execute();
  await audit(ctx, 'decide-refund', 'refund', asked, { approve: input.approve });
  return { id: asked.id, version: asked.version + 1 };
}

/** The money has left: posted to the ledger and taken off what the part has paid. */
export async function payRefund(
  ctx: Ctx,
  input: { id: string; version: number; paidOn: string; voucher: string },
) {
  const asked = await lockRefund(ctx, input.id, input.version);
  if (asked.state !== 'approved') throw problem(householdProblems, 'funding.households.decided');
  notLater(input.paidOn, ctx.today, 'paidOn');
  const paid = await refundable(ctx, asked.billId, asked.id);
  if (asked.amountFen > paid)
    throw problem(householdProblems, 'funding.households.refund-over', { paid: yuanText(paid) });
  const bill = await findBill(ctx.tx, asked.billId, true);
  const of = await findCollection(ctx.tx, asked.collectionId);
  if (of.sourceId === null) throw problem(householdProblems, 'funding.households.not-due');
  const posting = await postRefund(ctx, {
    ...{ sourceId: of.sourceId, amountFen: asked.amountFen, bookedOn: input.paidOn },
    ...{ voucherNumber: input.voucher, fileId: asked.fileId, payee: bill.ownerMasked || placeOf(bill) },
  });
  await ctx.tx
    .updateTable('fundingRefund')
    .set({
      ...{ state: 'paid', paidOn: input.paidOn, voucher: input.voucher, postingIds: [posting] },
      version: asked.version + 1,
    })
    .where('id', '=', asked.id)
    .execute();
  await audit(ctx, 'pay-refund', 'refund', asked, { amount: asked.amountFen, posting });
  return { id: asked.id, version: asked.version + 1 };
}

type Filter = { readonly billId?: string; readonly estateId?: string | undefined; readonly open?: boolean };

export async function refundsOf(ctx: Ctx, filter: Filter) {
  let query = ctx.tx
    .selectFrom('fundingRefund as r')
    .innerJoin('fundingBill as b', 'b.id', 'r.billId')
    .innerJoin('fundingCollection as c', 'c.id', 'r.collectionId')
    .selectAll('r')
    .select(['c.title as collectionTitle', 'b.building', 'b.entrance', 'b.room']);
  if (filter.billId) query = query.where('r.billId', '=', filter.billId);
  if (filter.estateId) query = query.where('b.estateId', '=', filter.estateId);
  if (filter.open) query = query.where('r.state', 'in', ['proposed', 'approved']);
  const rows = await query.orderBy('r.proposedAt', 'desc').orderBy('r.id').execute();
  return rows.map((row) => ({
    ...{
      id: row.id,
      billId: row.billId,
      collectionId: row.collectionId,
      collectionTitle: row.collectionTitle,
    },
    ...{ place: placeOf(row), amountFen: row.amountFen.toString(), reason: row.reason, fileId: row.fileId },
    state: row.state as 'proposed' | 'approved' | 'refused' | 'paid',
    ...{ proposedAt: row.proposedAt.toISOString(), proposedBy: row.proposedBy, decidedBy: row.decidedBy },
    own: row.proposedById === ctx.actor.id,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    ...{ decisionNote: row.decisionNote, paidOn: row.paidOn, voucher: row.voucher, version: row.version },
  }));
}

export const listRefunds = async (
  ctx: Ctx,
  input: { page: number; size: number; open: boolean; estateId?: string | undefined },
) => pageOf(await refundsOf(ctx, input), input);
