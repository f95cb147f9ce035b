import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { CarryInput, RecallInput } from '../../../contract-indicators.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { carryOverSource, recallSource, refund } from '../../ledger/post.ts';

async function findSource(ctx: Ctx, sourceId: string) {
  const row = await ctx.tx
    .selectFrom('fundingSource')
    .select(['regionCode', 'documentNumber'])
    .where('id', '=', sourceId)
    .executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.indicator.absent');
  return row;
}

type Act = {
  readonly kind: 'carry' | 'recall' | 'clawback';
  readonly amountFen: bigint;
  readonly toYear: number | null;
  readonly postingId: string;
  readonly refundPostingId: string | null;
};

async function keep(
  ctx: Ctx,
  input: Pick<CarryInput, 'sourceId' | 'documentNumber' | 'fileId' | 'reason'>,
  regionCode: string,
  act: Act,
): Promise<void> {
  const id = randomUUID();
  const { sourceId, documentNumber, fileId, reason } = input;
  await ctx.tx
    .insertInto('fundingSourceAct')
    .values({
      ...{ id, regionCode, sourceId, documentNumber, fileId, reason, ...act },
      ...{ byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now },
    })
    .execute();
  await ctx.audit({
    ...{
      action: `funding.allocations.${act.kind}`,
      subjectKind: 'fundingSource',
      subjectId: sourceId,
      regionCode,
    },
    detail: { document: documentNumber, amountFen: String(act.amountFen), toYear: act.toYear, reason },
  });
}

/** 年末结转, by a document: the year moves on, or what may not be carried lapses. @throws Problem funding.ledger.* */
export async function carryIndicator(ctx: Ctx, input: CarryInput) {
  const { regionCode } = await findSource(ctx, input.sourceId);
  const { sourceId, toYear, bookedOn } = input;
  const reason = `${input.documentNumber}：${input.reason}`;
  const { postingId, lapsedFen } = await carryOverSource(ctx, { sourceId, toYear, bookedOn, reason });
  const amountFen = BigInt(lapsedFen);
  await keep(ctx, input, regionCode, { kind: 'carry', amountFen, toYear, postingId, refundPostingId: null });
  return { lapsedFen };
}

/**
 * 收回 what is not arranged; 追回 may also return cash, which the ledger lets go only as far as it is there and promised to
 * nobody. Both in one transaction.
 * @throws Problem funding.indicator.refund-*, funding.ledger.*
 */
export async function recallIndicator(ctx: Ctx, input: RecallInput) {
  const { regionCode } = await findSource(ctx, input.sourceId);
  const { sourceId, amountFen, bookedOn, documentNumber, fileId, reason, refundFen, voucherNumber, payee } =
    input;
  if (refundFen > 0n && input.kind !== 'clawback')
    throw problem(allocationProblems, 'funding.indicator.refund-only-clawback', {}, { at: 'refundFen' });
  if (refundFen > 0n && (voucherNumber === '' || payee === ''))
    throw problem(allocationProblems, 'funding.indicator.refund-voucher', {}, { at: 'voucherNumber' });
  const cash =
    refundFen > 0n
      ? await refund(ctx, { sourceId, amountFen: refundFen, bookedOn, voucherNumber, fileId, payee, reason })
      : null;
  const order = { sourceId, amountFen, bookedOn, reason, documentNumber, fileId };
  const { postingId } = await recallSource(ctx, order);
  const refundPostingId = cash?.postingId ?? null;
  await keep(ctx, input, regionCode, {
    kind: input.kind,
    amountFen,
    toYear: null,
    postingId,
    refundPostingId,
  });
  return { postingId };
}
