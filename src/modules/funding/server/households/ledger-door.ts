import { sql } from 'kysely';
import type { RenovationClass } from '#modules/policy/index.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import type { Actor } from '#shared/actor.ts';
import { grantSource, increaseSource, recallSource, receive, refund } from '../ledger/post.ts';
import { takeBack } from '../ledger/standing.ts';
import type { CollectionRow } from './rows.ts';

/** Whatever of contributions is money goes through here to the ledger; the source's own door checks the rest. */
type PostCtx = WorkCtx & { readonly actor: Actor };

type Opening = {
  readonly dueFen: bigint;
  readonly estateName: string;
  readonly basis: { readonly title: string; readonly documentNumber: string; readonly fileId: string | null };
};

/** The source of a collection: residents' own money, for its estate, classes and nothing else. */
export async function openSource(ctx: PostCtx, row: CollectionRow, of: Opening): Promise<string> {
  const { sourceId } = await grantSource(ctx, {
    ...{ regionCode: row.regionCode, channel: 'residents', subChannel: 'residents' },
    title: `${of.estateName}居民出资：${row.title}（${row.number}）`,
    documentNumber: of.basis.documentNumber || of.basis.title,
    documentFileId: of.basis.fileId,
    classes: row.classes as RenovationClass[],
    estates: [row.estateId],
    excludedItems: [],
    budgetYear: Number(ctx.today.slice(0, 4)),
    ...{ expiresOn: null, carry: true, cash: true, amountFen: of.dueFen, bookedOn: ctx.today },
  });
  return sourceId;
}

/** The maintenance fund's own source for one approved drawdown; what utilities owe is closed to it. */
export async function openFundSource(
  ctx: PostCtx,
  of: {
    readonly regionCode: string;
    readonly estateId: string;
    readonly title: string;
    readonly documentNumber: string;
    readonly fileId: string | null;
    readonly classes: readonly RenovationClass[];
    readonly excludedItems: readonly string[];
    readonly amountFen: bigint;
  },
): Promise<string> {
  const { sourceId } = await grantSource(ctx, {
    ...{ regionCode: of.regionCode, channel: 'residents', subChannel: 'maintenanceFund', title: of.title },
    ...{ documentNumber: of.documentNumber, documentFileId: of.fileId, classes: of.classes },
    ...{ estates: [of.estateId], excludedItems: of.excludedItems, amountFen: of.amountFen },
    budgetYear: Number(ctx.today.slice(0, 4)),
    ...{ expiresOn: null, carry: true, cash: true, bookedOn: ctx.today },
  });
  return sourceId;
}

type Money = {
  readonly sourceId: string;
  readonly amountFen: bigint;
  readonly bookedOn: string;
  readonly voucherNumber: string;
  readonly fileId: string | null;
};

/** One receipt, one posting; the receipt's number is the voucher, the payer stays masked. */
export const postReceipt = async (ctx: PostCtx, of: Money & { readonly payer: string }): Promise<string> =>
  (await receive(ctx, of)).postingId;

export const postRefund = async (ctx: PostCtx, of: Money & { readonly payee: string }): Promise<string> =>
  (await refund(ctx, of)).postingId;

export const postVoid = async (ctx: PostCtx, postingId: string, reason: string): Promise<string> =>
  (await takeBack(ctx, { postingId, bookedOn: ctx.today, reason })).postingId;

/** What is due changed after issuing: the source's sum follows. */
export async function postDueChange(
  ctx: PostCtx,
  of: { readonly sourceId: string; readonly byFen: bigint; readonly reason: string },
): Promise<void> {
  if (of.byFen === 0n) return;
  const change = of.byFen > 0n ? increaseSource : recallSource;
  const amountFen = of.byFen > 0n ? of.byFen : -of.byFen;
  await change(ctx, { sourceId: of.sourceId, amountFen, bookedOn: ctx.today, reason: of.reason });
}

/**
 * What a relief takes off the source: what of it is not arranged yet is recalled. What is arranged stays, for the work
 * goes on; that rest is returned, in fen, and is owed by the channel that pays the relief.
 */
export async function postRelief(
  ctx: PostCtx,
  of: { readonly sourceId: string; readonly amountFen: bigint; readonly reason: string },
): Promise<bigint> {
  const { rows } = await sql<{ fen: string }>`select coalesce(sum(balance_fen), 0)::text as fen
    from funding_total where source_id = ${of.sourceId}::uuid and account = 'budget'`.execute(ctx.tx);
  const free = BigInt(rows[0]?.fen ?? '0');
  const back = free < of.amountFen ? free : of.amountFen;
  if (back > 0n) await postDueChange(ctx, { sourceId: of.sourceId, byFen: -back, reason: of.reason });
  return of.amountFen - back;
}
