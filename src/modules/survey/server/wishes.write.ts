import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { SurveyWish } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { wishRemove, wishSave } from '../contract-roll-shapes.ts';
import { householdPlace } from '../domain/prepare-units.ts';
import { areaText } from '../domain/roll/area.ts';
import { placeText } from '../domain/roll/place.ts';
import { surveyProblems } from '../problems.ts';
import { changeLine, writeChanges } from './changes.ts';
import { findEstate } from './estate-detail.query.ts';
import { auditEstate } from './estates.write.ts';

type Row = Selectable<SurveyWish>;
type Values = z.infer<typeof wishSave>['values'];

const columnsOf = (values: Values) => ({
  ...householdPlace(values),
  areaCm2: values.areaCm2 === null ? null : BigInt(values.areaCm2),
  agree: values.agree,
  pay: values.pay,
  payFen: values.payFen === null ? null : BigInt(values.payFen),
  items: [...new Set(values.items)],
  management: values.management,
  visitedOn: values.visitedOn,
});
type Columns = ReturnType<typeof columnsOf>;

/** A visit in words, for the history. */
const yes = (value: boolean | null, word: string) => (value === null ? null : `${value ? '' : '不'}${word}`);
const wishText = (row: Columns): string =>
  [
    placeText(row),
    yes(row.agree, '同意改造'),
    yes(row.pay, '愿意出资'),
    row.payFen === null ? null : `${Number(row.payFen) / 100} 元`,
    row.areaCm2 === null ? null : `${areaText(Number(row.areaCm2))} ㎡`,
    row.items.join('、') || null,
    row.management,
    row.visitedOn,
  ]
    .filter((text) => text !== null)
    .join('，');

/**
 * Keys in what one household said, or corrects it. The figures of the estate (同意户数, 愿意出资户数) stay as they are:
 * as with an imported visit they come from the ledger or are typed in, never counted over in silence.
 */
export async function saveWish(ctx: Ctx, input: z.infer<typeof wishSave>): Promise<{ id: string }> {
  const estate = await findEstate(ctx, input.id);
  if (estate.archivedAt) throw problem(surveyProblems, 'survey.estate.archived', { name: estate.name });
  const columns = columnsOf(input.values);
  refuseUnsound(ctx, columns);
  const before = input.wishId === null ? null : await liveWish(ctx, input.id, input.wishId, input.version);
  if (before && wishText(before) === wishText(columns))
    throw problem(surveyProblems, 'survey.wish.unchanged');
  const edited = {
    editedAt: ctx.now,
    editedBy: ctx.actor.name,
    importId: null,
    sheetRow: null,
    previous: null,
  };
  const id = before?.id ?? randomUUID();
  if (before)
    await ctx.tx
      .updateTable('surveyWish')
      .set({ ...columns, ...edited, version: before.version + 1 })
      .where('id', '=', id)
      .execute();
  else
    await ctx.tx
      .insertInto('surveyWish')
      .values({ id, estateId: estate.id, regionCode: estate.regionCode, ...columns, ...edited })
      .execute();
  const of = { estate, source: before ? 'edit' : 'create', reason: input.reason } as const;
  const values = { from: before ? wishText(before) : null, to: wishText(columns) };
  await writeChanges(ctx.tx, [changeLine(ctx, of, 'wish', values)]);
  await auditEstate(ctx, 'survey.edit', estate, {
    wish: id,
    place: placeText(columns),
    reason: input.reason,
  });
  return { id };
}

function refuseUnsound(ctx: Ctx, columns: Columns): void {
  if (columns.pay === false && columns.payFen !== null && columns.payFen > 0n)
    throw problem(surveyProblems, 'survey.wish.pay', {}, { at: 'values.payFen' });
  if (columns.visitedOn !== null && columns.visitedOn > ctx.today)
    throw problem(surveyProblems, 'survey.wish.date', {}, { at: 'values.visitedOn' });
}

async function liveWish(ctx: Ctx, estateId: string, id: string, version: number): Promise<Row> {
  const row = await ctx.tx
    .selectFrom('surveyWish')
    .selectAll()
    .where('id', '=', id)
    .where('estateId', '=', estateId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.wish.absent');
  if (row.version !== version) throw problem(surveyProblems, 'survey.wish.stale');
  return row;
}

/** Takes a visit out, for example one entered for the wrong house; what it said stays in the history. */
export async function removeWish(ctx: Ctx, input: z.infer<typeof wishRemove>): Promise<{ id: string }> {
  const estate = await findEstate(ctx, input.id);
  const before = await liveWish(ctx, input.id, input.wishId, input.version);
  await ctx.tx.deleteFrom('surveyWish').where('id', '=', before.id).execute();
  const of = { estate, source: 'archive', reason: input.reason } as const;
  await writeChanges(ctx.tx, [changeLine(ctx, of, 'wish', { from: wishText(before), to: null })]);
  await auditEstate(ctx, 'survey.edit', estate, { wishRemoved: before.id, reason: input.reason });
  return { id: before.id };
}
