import { visitedHouseholds } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { placeKeys } from '../../domain/household/place-text.ts';
import { householdProblems } from '../../problems-households.ts';
import { fileOf } from './files.ts';
import { audit, findBill, findCollection, mustBe, notLater, stale } from './rows.ts';

type PledgeInput = {
  readonly id: string;
  readonly version: number;
  readonly amountFen: bigint;
  readonly source: 'wish' | 'agreement';
  readonly signedOn: string;
  readonly fileId: string | null;
};

/** 认缴 of one part: what somebody said or signed; it asks nobody for money. */
export async function pledgeBill(ctx: Ctx, input: PledgeInput) {
  const row = await findBill(ctx.tx, input.id, true);
  if (row.version !== input.version) throw stale();
  mustBe(await findCollection(ctx.tx, row.collectionId), ['draft', 'issued'], '登记认缴');
  notLater(input.signedOn, ctx.today, 'signedOn');
  if (input.source === 'agreement' && input.fileId === null)
    throw problem(householdProblems, 'funding.households.pledge-file', {}, { at: 'fileId' });
  if (input.fileId) await fileOf(ctx.tx, row.estateId, input.fileId);
  await ctx.tx
    .updateTable('fundingBill')
    .set({
      ...{ pledgedFen: input.amountFen, pledgeSource: input.source, pledgedOn: input.signedOn },
      ...{ pledgeFile: input.fileId, version: row.version + 1 },
    })
    .where('id', '=', row.id)
    .execute();
  await audit(ctx, 'pledge', 'bill', row, { amount: input.amountFen, source: input.source });
  return { id: row.id, version: row.version + 1 };
}

/**
 * Takes what household visits noted as pledges of parts that have none: the amount said, or the whole share where only
 * 愿意出资 was said. The later visit counts.
 */
export async function pledgesFromWishes(ctx: Ctx, input: { id: string }) {
  const of = await findCollection(ctx.tx, input.id, true);
  mustBe(of, ['draft', 'issued'], '登记认缴');
  const bills = await ctx.tx
    .selectFrom('fundingBill')
    .select(['id', 'building', 'entrance', 'room', 'shareFen', 'pledgedFen'])
    .where('collectionId', '=', of.id)
    .execute();
  const byPlace = new Map(bills.map((bill) => [placeKeys(bill).full, bill]));
  const said = new Map<string, { fen: bigint; on: string }>();
  let unmatched = 0;
  for (const visit of await visitedHouseholds(ctx.tx, of.estateId)) {
    const bill = byPlace.get(placeKeys(visit).full);
    if (visit.pay !== true && visit.payFen === null) continue;
    if (!bill) unmatched += 1;
    else if (bill.pledgedFen === null)
      said.set(bill.id, { fen: visit.payFen ?? bill.shareFen, on: visit.visitedOn ?? ctx.today });
  }
  for (const [id, { fen, on }] of said)
    await ctx.tx
      .updateTable('fundingBill')
      .set((row) => ({
        pledgedFen: fen,
        pledgeSource: 'wish',
        pledgedOn: on,
        version: row('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
  await audit(ctx, 'pledges-from-wishes', 'collection', of, { taken: said.size, unmatched });
  return { taken: said.size, unmatched };
}
