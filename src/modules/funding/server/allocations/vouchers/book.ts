import type { Selectable } from 'kysely';
import type { FundingTreasuryVoucher } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { partyKey } from '../../../domain/allocation/cells.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { receive, recordPaid } from '../../ledger/post.ts';
import { takeBack } from '../../ledger/standing.ts';

export type VoucherRow = Selectable<FundingTreasuryVoucher>;

/** One voucher the transaction may see. @throws Problem funding.voucher.absent */
export async function findVoucher(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<VoucherRow> {
  const query = ctx.tx.selectFrom('fundingTreasuryVoucher').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.voucher.absent');
  return row;
}

type Where = { readonly sourceId: string | null; readonly authorisationId: string | null };
type How = 'automatic' | 'hand' | 'fact';
type Fact = Pick<VoucherRow, 'kind' | 'number' | 'amountFen' | 'payee' | 'payer' | 'day' | 'summary'>;

/** Posts the voucher as the bank's fact; what breaks a rule becomes a case there. */
export async function postVoucher(ctx: Ctx, row: Fact, where: Where, fileId: string | null) {
  const common = {
    ...{ amountFen: row.amountFen, bookedOn: row.day, voucherNumber: row.number, fileId },
    reason: row.summary,
  };
  if (row.kind === 'receipt') {
    const sourceId = where.sourceId ?? '';
    return receive(ctx, { ...common, sourceId, payer: row.payer || '国库' });
  }
  return recordPaid(ctx, {
    ...common,
    ...where,
    payee: await payeeOf(ctx, row.payee, where.authorisationId),
  });
}

/** The payee as authorised when it is the same party written another way. */
async function payeeOf(ctx: Ctx, payee: string, authorisationId: string | null): Promise<string> {
  if (authorisationId === null) return payee;
  const row = await ctx.tx
    .selectFrom('fundingAuthorisation')
    .select('payee')
    .where('id', '=', authorisationId)
    .executeTakeFirst();
  return row && partyKey(row.payee) === partyKey(payee) ? row.payee : payee;
}

export async function decide(
  ctx: Ctx,
  row: Pick<VoucherRow, 'id' | 'regionCode' | 'version'>,
  change: Partial<
    Pick<VoucherRow, 'state' | 'how' | 'sourceId' | 'authorisationId' | 'postingId' | 'caseId' | 'note'>
  >,
  action: string,
) {
  await ctx.tx
    .updateTable('fundingTreasuryVoucher')
    .set({ ...change, decidedBy: ctx.actor.name, decidedAt: ctx.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    ...{ action, subjectKind: 'treasuryVoucher', subjectId: row.id, regionCode: row.regionCode },
    detail: { ...change },
  });
  return { version: row.version + 1, caseId: change.caseId ?? null };
}

type One = { readonly id: string; readonly version: number };
async function take(ctx: Ctx, input: One, states: readonly string[]): Promise<VoucherRow> {
  const row = await findVoucher(ctx, input.id, true);
  if (row.version !== input.version) throw problem(allocationProblems, 'funding.voucher.stale');
  if (!states.includes(row.state)) throw problem(allocationProblems, 'funding.voucher.state');
  return row;
}

/** Books a voucher from the desk: a receipt to its source, a payment to its authorisation, or as a fact of its source. */
export async function bookVoucher(ctx: Ctx, input: One & Where & { readonly note: string }) {
  const row = await take(ctx, input, ['open']);
  const receipt = row.kind === 'receipt';
  if (receipt ? !input.sourceId || input.authorisationId : !input.authorisationId && !input.sourceId) {
    const words = receipt
      ? { kind: '到账凭证', needs: '一个资金来源' }
      : { kind: '支付凭证', needs: '一笔授权，或在没有授权时选择一个来源并作为违规事项登记' };
    throw problem(allocationProblems, 'funding.voucher.target', words);
  }
  const fact = !receipt && !input.authorisationId;
  if (fact && input.note === '')
    throw problem(
      allocationProblems,
      'funding.voucher.target',
      { kind: '没有授权的支付', needs: '来源并写明情况' },
      { at: 'note' },
    );
  const { postingId, caseId } = await postVoucher(ctx, row, input, await fileOf(ctx, row.importId));
  const how: How = fact ? 'fact' : 'hand';
  const { sourceId, authorisationId, note } = input;
  const change = { state: 'booked', how, sourceId, authorisationId, postingId, caseId, note };
  return decide(ctx, row, change, 'funding.allocations.book');
}

export async function fileOf(ctx: Ctx, importId: string): Promise<string> {
  const { fileId } = await ctx.tx
    .selectFrom('fundingFinanceImport')
    .select('fileId')
    .where('id', '=', importId)
    .executeTakeFirstOrThrow();
  return fileId;
}

/** 搁置: the voucher is none of this programme; with a reason, and only until it is reopened. */
export async function setAsideVoucher(ctx: Ctx, input: One & { readonly note: string }) {
  const row = await take(ctx, input, ['open']);
  return decide(ctx, row, { state: 'setAside', note: input.note }, 'funding.allocations.setAside');
}

/** Back to the desk; a booking is reversed in the ledger. */
export async function reopenVoucher(ctx: Ctx, input: One & { readonly note: string }) {
  const row = await take(ctx, input, ['booked', 'setAside']);
  if (row.postingId)
    await takeBack(ctx, { postingId: row.postingId, bookedOn: ctx.today, reason: input.note });
  const nothing = { sourceId: null, authorisationId: null, postingId: null, caseId: null, how: null };
  return decide(ctx, row, { state: 'open', ...nothing, note: input.note }, 'funding.allocations.reopen');
}
