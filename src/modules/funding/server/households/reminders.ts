import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { reminderWays } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { standingOf } from './present.ts';
import { pageOf } from './reliefs.ts';
import { audit, findCollection, mustBe, notLater, placeOf } from './rows.ts';

type Way = (typeof reminderWays)[number];
type RemindInput = {
  readonly id: string;
  readonly batchId: string;
  readonly billIds: readonly string[];
  readonly way: Way;
  readonly remindedOn: string;
  readonly note: string;
};

/** Records a batch of reminders 催缴 of parts in arrears; the same batch twice is one. */
export async function remind(ctx: Ctx, input: RemindInput) {
  const of = await findCollection(ctx.tx, input.id, true);
  mustBe(of, ['issued'], '催缴');
  notLater(input.remindedOn, ctx.today, 'remindedOn');
  const rows = await ctx.tx
    .selectFrom('fundingBill')
    .selectAll()
    .where('collectionId', '=', of.id)
    .$if(input.billIds.length > 0, (query) => query.where('id', 'in', [...input.billIds]))
    .execute();
  const late = rows
    .map((row) => ({ row, overdueFen: standingOf(row, of.instalments, ctx.today).overdueFen }))
    .filter(({ overdueFen }) => overdueFen > 0n);
  if (late.length === 0) throw problem(householdProblems, 'funding.households.nothing-to-remind');
  for (let from = 0; from < late.length; from += 1000)
    await ctx.tx
      .insertInto('fundingReminder')
      .values(
        late.slice(from, from + 1000).map(({ row, overdueFen }) => ({
          ...{ id: randomUUID(), batchId: input.batchId, billId: row.id, collectionId: of.id },
          ...{
            regionCode: of.regionCode,
            way: input.way,
            amountFen: overdueFen,
            remindedOn: input.remindedOn,
          },
          ...{ note: input.note, createdAt: ctx.now, createdBy: ctx.actor.name },
        })),
      )
      .onConflict((conflict) => conflict.constraint('funding_reminder_once').doNothing())
      .execute();
  await ctx.tx
    .updateTable('fundingBill')
    .set({ lastRemindedOn: input.remindedOn })
    .where(
      'id',
      'in',
      late.map(({ row }) => row.id),
    )
    .execute();
  await audit(ctx, 'remind', 'collection', of, { parts: late.length, way: input.way, batch: input.batchId });
  return { reminded: late.length };
}

export async function remindersOf(ctx: Ctx, filter: { billId?: string; collectionId?: string }) {
  let query = ctx.tx
    .selectFrom('fundingReminder as r')
    .innerJoin('fundingBill as b', 'b.id', 'r.billId')
    .selectAll('r')
    .select(['b.building', 'b.entrance', 'b.room']);
  if (filter.billId) query = query.where('r.billId', '=', filter.billId);
  if (filter.collectionId) query = query.where('r.collectionId', '=', filter.collectionId);
  const rows = await query
    .orderBy('r.createdAt', 'desc')
    .orderBy('r.batchId')
    .orderBy('b.position')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, batchId: row.batchId, billId: row.billId, place: placeOf(row), way: row.way as Way },
    ...{ amountFen: row.amountFen.toString(), remindedOn: row.remindedOn, note: row.note },
    createdBy: row.createdBy,
  }));
}

export async function listReminders(ctx: Ctx, input: { id: string; page: number; size: number }) {
  await findCollection(ctx.tx, input.id);
  return pageOf(await remindersOf(ctx, { collectionId: input.id }), input);
}
