import type { Ctx } from '#platform/http/context.ts';
import { instalmentsOf } from '../../domain/household/instalments.ts';
import { type MatchBill, Matcher, type MatchReceipt } from '../../domain/household/match.ts';
import { issuedOf } from './bills.query.ts';
import { netOf } from './rows.ts';

/** Everything of an estate a bank line may belong to: issued bills, and receipts of earlier lines. */
export async function matcherOf(ctx: Pick<Ctx, 'tx'>, estateId: string): Promise<Matcher> {
  const collections = await issuedOf(ctx, estateId);
  const bills: MatchBill[] = [];
  for (const of of collections) {
    const rows = await ctx.tx
      .selectFrom('fundingBill')
      .selectAll()
      .where('collectionId', '=', of.id)
      .execute();
    for (const row of rows) {
      if (row.dueFen === null || row.number === null) continue;
      const net = netOf(row);
      const open = instalmentsOf(row.dueFen, net, of.instalments).find((one) => one.paidFen < one.amountFen);
      bills.push({
        ...{ id: row.id, number: row.number, building: row.building, entrance: row.entrance, room: row.room },
        ownerMasked: row.ownerMasked,
        leftFen: row.dueFen > net ? row.dueFen - net : 0n,
        openFen: open ? open.amountFen - open.paidFen : 0n,
      });
    }
  }
  const receipts = await ctx.tx
    .selectFrom('fundingReceipt as r')
    .innerJoin('fundingBill as b', 'b.id', 'r.billId')
    .select(['r.id', 'r.amountFen', 'r.payerMasked', 'b.number'])
    .where('r.estateId', '=', estateId)
    .where('r.way', '=', 'bank')
    .where('r.voidedAt', 'is', null)
    .orderBy('r.receivedOn', 'desc')
    .execute();
  const taken: MatchReceipt[] = receipts.map((row) => ({
    ...{ id: row.id, amountFen: row.amountFen, payerMasked: row.payerMasked, billNumber: row.number ?? '' },
  }));
  return new Matcher(bills, taken);
}
