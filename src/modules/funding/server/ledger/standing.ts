import { type SqlBool, sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import type { LedgerCtx } from './call.ts';
import { reverse } from './post.ts';

/** What stands on a posting, and where it is taken back together with the posting. */
type Owner = { readonly document: string; readonly undo: string };
type At = Pick<Ctx, 'tx'>;

async function bankDocument(ctx: At, postingId: string): Promise<Owner | null> {
  const voucher = await ctx.tx
    .selectFrom('fundingTreasuryVoucher')
    .select('number')
    .where('postingId', '=', postingId)
    .where('state', '=', 'booked')
    .executeTakeFirst();
  if (voucher)
    return { document: `国库凭证 ${voucher.number}`, undo: '请到“国库凭证”打开这张凭证，办理“撤销记账”' };
  const receipt = await ctx.tx
    .selectFrom('fundingReceipt')
    .select('number')
    .where('postingId', '=', postingId)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  if (receipt)
    return { document: `居民收据 ${receipt.number}`, undo: '请到“居民出资”的缴费单上作废这张收据' };
  const refund = await ctx.tx
    .selectFrom('fundingRefund')
    .select('voucher')
    .where(sql<SqlBool>`${postingId}::uuid = any(posting_ids)`)
    .executeTakeFirst();
  return refund
    ? {
        document: `居民退款（凭证 ${refund.voucher ?? ''}）`,
        undo: '退款有误的，收回款项后在“居民出资”的缴费单上登记收款',
      }
    : null;
}

const paymentUndo = '授权以银行付款了结，不能收回；付款不成的，凭原授权再付';

async function officeDocument(ctx: At, postingId: string): Promise<Owner | null> {
  const payment = await ctx.tx
    .selectFrom('fundingAuthorisation as a')
    .innerJoin('fundingPayment as y', 'y.authorisationId', 'a.id')
    .select('y.number')
    .where('a.postingId', '=', postingId)
    .executeTakeFirst();
  if (payment) return { document: `用款申请 ${payment.number}`, undo: paymentUndo };
  const scheme = await ctx.tx
    .selectFrom('fundingAllocation')
    .select(['code', 'state'])
    .where('postingId', '=', postingId)
    .executeTakeFirst();
  if (scheme)
    return {
      document: `资金使用方案 ${scheme.code}`,
      undo:
        scheme.state === 'published'
          ? '方案已经公布，不再改动'
          : '请到“资金使用方案”打开这个方案，办理“撤销批准”',
    };
  const indicator = await ctx.tx
    .selectFrom('fundingIndicator')
    .select('documentNumber')
    .where('postingId', '=', postingId)
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
  return indicator
    ? {
        document: `指标 ${indicator.documentNumber}`,
        undo: '请到“指标文件”撤销这次导入，或对这条指标办理收回',
      }
    : null;
}

/** The source of a collection or a drawdown is as large as what is due or approved; its sum follows from there. */
async function householdSource(ctx: At, sourceId: string): Promise<Owner | null> {
  const collection = await ctx.tx
    .selectFrom('fundingCollection')
    .select('number')
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  if (collection)
    return {
      document: `居民出资 ${collection.number}`,
      undo: '应缴有变的，请在“居民出资”中办理减免、退款或关闭',
    };
  const drawdown = await ctx.tx
    .selectFrom('fundingDrawdown')
    .select('number')
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  return drawdown
    ? {
        document: `维修资金使用申请 ${drawdown.number}`,
        undo: '已批准的不能冲正；用不完的请对这个来源办理“收回”',
      }
    : null;
}

/**
 * Refuses to pull a posting from under the document that made it: the document would go on as if its money were there.
 * @throws Problem funding.ledger.owned
 */
export async function refuseOwned(ctx: At, postingId: string): Promise<void> {
  const posting = await ctx.tx
    .selectFrom('fundingPosting')
    .select(['kind', 'sourceId'])
    .where('id', '=', postingId)
    .executeTakeFirst();
  const owner =
    (await bankDocument(ctx, postingId)) ??
    (await officeDocument(ctx, postingId)) ??
    (posting?.sourceId && ['grant', 'increase', 'recall'].includes(posting.kind)
      ? await householdSource(ctx, posting.sourceId)
      : null);
  if (owner) throw problem(ledgerProblems, 'funding.ledger.owned', owner);
}

/** A document takes its posting back; when that was reversed before, the document follows and nothing is posted twice. */
export async function takeBack(
  ctx: LedgerCtx,
  order: { readonly postingId: string; readonly bookedOn: string; readonly reason: string },
): Promise<{ readonly postingId: string }> {
  const done = await ctx.tx
    .selectFrom('fundingPosting')
    .select('id')
    .where('reversesId', '=', order.postingId)
    .executeTakeFirst();
  return done ? { postingId: done.id } : reverse(ctx, order);
}
