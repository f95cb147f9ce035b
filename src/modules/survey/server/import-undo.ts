import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { ImportOutcome } from '../contract-imports.ts';
import type { EstateValues, FieldChange, ValueKey } from '../domain/estate-values.ts';
import { changeLine, fieldLines, writeChanges } from './changes.ts';
import { columnsOf, type EstateRow, sourcesOf, type ValueSource, valuesOf } from './estate-row.ts';
import { moveParts } from './estates.write.ts';
import type { ImportRow } from './import-read.ts';
import { presentImport } from './imports.query.ts';
import { auditImport, importIn } from './imports.ts';

type Undone = NonNullable<ImportOutcome['undone']>;

/**
 * Takes a committed ledger back: estates it registered are archived, figures it changed get their former value,
 * buildings and wishes it brought go. What was changed again since stays as it is and is counted as kept.
 */
export async function undoImport(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const row = await importIn(ctx, input, ['committed'], '撤销');
  const fresh = await archiveFresh(ctx, row, input.reason);
  const figures = await restoreFigures(ctx, row, input.reason);
  const undone: Undone = {
    archived: fresh.archived,
    restored: figures.restored,
    kept: fresh.kept + figures.kept,
    buildings: await restoreBuildings(ctx, row),
    households: await restoreWishes(ctx, row),
  };
  const outcome = { ...(row.outcome as ImportOutcome), undone };
  const after = await ctx.tx
    .updateTable('surveyImport')
    .set({
      state: 'undone',
      undoneAt: ctx.now,
      undoReason: input.reason,
      outcome: JSON.stringify(outcome),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditImport(ctx, 'survey.undo', row, { ...undone, reason: input.reason });
  return presentImport(after);
}

/** Estates this ledger registered and nobody has touched since. */
async function archiveFresh(ctx: Ctx, row: ImportRow, reason: string) {
  const estates = await ctx.tx
    .selectFrom('surveyEstate')
    .selectAll()
    .where('importId', '=', row.id)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .execute();
  const untouched = estates.filter((estate) => estate.version === 1);
  const note = `撤销导入“${row.fileName}”：${reason}`.slice(0, 500);
  if (untouched.length > 0)
    await ctx.tx
      .updateTable('surveyEstate')
      .set({
        archivedAt: ctx.now,
        archiveReason: note,
        version: 2,
        updatedAt: ctx.now,
        updatedBy: ctx.actor.name,
      })
      .where('importId', '=', row.id)
      .where('archivedAt', 'is', null)
      .where('version', '=', 1)
      .execute();
  await writeChanges(
    ctx.tx,
    untouched.map((estate) =>
      changeLine(ctx, { estate, source: 'undo', reason, importId: row.id }, '*', { to: { archived: true } }),
    ),
  );
  return { archived: untouched.length, kept: estates.length - untouched.length };
}

type Old = { field: ValueKey; from: unknown; to: unknown; source: ValueSource | null };

/** Former values of the figures this ledger changed, where the figure is still what the ledger made it. */
async function restoreFigures(ctx: Ctx, row: ImportRow, reason: string) {
  const lines = await ctx.tx
    .selectFrom('surveyChange')
    .selectAll()
    .where('importId', '=', row.id)
    .where('source', '=', 'import')
    .where('field', '!=', '*')
    .orderBy('id')
    .execute();
  const byEstate = Map.groupBy(lines, (line) => line.estateId);
  let restored = 0;
  let kept = 0;
  for (const [id, changed] of byEstate) {
    const estate = await ctx.tx
      .selectFrom('surveyEstate')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!estate) continue;
    const olds = changed.map(
      (line): Old => ({
        field: line.field as ValueKey,
        from: line.oldValue,
        to: line.newValue,
        source: line.oldSource as ValueSource | null,
      }),
    );
    const back = await restoreEstate(ctx, row, estate, olds, reason);
    restored += back;
    kept += olds.length - back;
  }
  return { restored, kept };
}

async function restoreEstate(
  ctx: Ctx,
  row: ImportRow,
  estate: EstateRow,
  olds: readonly Old[],
  reason: string,
): Promise<number> {
  const now = valuesOf(estate);
  const sources = { ...sourcesOf(estate) };
  const mine = olds.filter(({ field, to }) => {
    const source = sources[field];
    const ours = source?.kind === 'import' && source.importId === row.id;
    return ours && JSON.stringify(now[field]) === JSON.stringify(to);
  });
  if (mine.length === 0) return 0;
  const changes = mine.map(
    ({ field, from }): FieldChange => ({
      field,
      from: now[field],
      to: from as EstateValues[ValueKey],
    }),
  );
  const next: EstateValues = { ...now, ...Object.fromEntries(mine.map(({ field, from }) => [field, from])) };
  for (const { field, source } of mine) {
    if (source) sources[field] = source;
    else delete sources[field];
  }
  const after = await ctx.tx
    .updateTable('surveyEstate')
    .set({
      ...columnsOf(next, estate.code),
      sources: JSON.stringify(sources),
      version: estate.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', estate.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (after.regionCode !== estate.regionCode) await moveParts(ctx, after);
  await writeChanges(ctx.tx, fieldLines(ctx, { estate, source: 'undo', reason, importId: row.id }, changes));
  return mine.length;
}

/** Buildings the ledger renewed become what they were; those it added go; edited ones stay. */
async function restoreBuildings(ctx: Ctx, row: ImportRow): Promise<number> {
  const mine = sql`b.import_id = ${row.id} and b.source ->> 'importId' = ${row.id}::text`;
  const back = await sql<{ id: string }>`update survey_building b set
      built_year = p.built_year, floors = p.floors, entrances = p.entrances, households = p.households,
      floor_area_cm2 = p.floor_area_cm2, structure = p.structure, roof_kind = p.roof_kind,
      elevators = p.elevators, insulation = p.insulation, source = p.source, import_id = p.import_id,
      archived_at = p.archived_at, version = b.version + 1, previous = null
    from survey_building o, jsonb_populate_record(null::survey_building, o.previous) p
    where o.id = b.id and ${mine} and b.previous is not null returning b.id`.execute(ctx.tx);
  const gone = await sql<{ id: string }>`delete from survey_building b where ${mine} and b.previous is null
      and not exists (select from survey_change c where c.building_id = b.id)
      returning id`.execute(ctx.tx);
  return back.rows.length + gone.rows.length;
}

/** The same for the answers of households; one changed by hand since has no import any more and stays. */
async function restoreWishes(ctx: Ctx, row: ImportRow): Promise<number> {
  const gone = await sql<{
    id: string;
  }>`delete from survey_wish where import_id = ${row.id} and previous is null
    returning id`.execute(ctx.tx);
  const back = await sql<{ id: string }>`update survey_wish w set
      area_cm2 = p.area_cm2, agree = p.agree, pay = p.pay, pay_fen = p.pay_fen, items = p.items,
      management = p.management, visited_on = p.visited_on, sheet_row = p.sheet_row, import_id = p.import_id,
      edited_at = p.edited_at, edited_by = p.edited_by, version = w.version + 1, previous = null
    from survey_wish o, jsonb_populate_record(null::survey_wish, o.previous) p
    where o.id = w.id and w.import_id = ${row.id} and w.previous is not null returning w.id`.execute(ctx.tx);
  return gone.rows.length + back.rows.length;
}
