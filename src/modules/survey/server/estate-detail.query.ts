import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { estateDetail, provenanceShape } from '../contract.ts';
import { missingFields } from '../domain/estate-fields.ts';
import { contradictions } from '../domain/estate-values.ts';
import { surveyProblems } from '../problems.ts';
import { type EstateRow, presentEstate, sourcesOf, valuesOf } from './estate-row.ts';
import { regionNames } from './facts.query.ts';

type Detail = z.infer<typeof estateDetail>;
type Provenance = z.infer<typeof provenanceShape>;

/** One estate with where each figure comes from, what contradicts, what is missing. */
export async function showEstate(ctx: Ctx, input: { id: string }): Promise<Detail> {
  const row = await findEstate(ctx, input.id);
  const values = valuesOf(row);
  const { total } = await ctx.tx
    .selectFrom('surveyBuilding')
    .where('estateId', '=', row.id)
    .where('archivedAt', 'is', null)
    .select((building) => building.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const merged = row.mergedInto
    ? await ctx.tx
        .selectFrom('surveyEstate')
        .select(['id', 'name'])
        .where('id', '=', row.mergedInto)
        .executeTakeFirst()
    : undefined;
  return {
    ...presentEstate(row, await regionNames(ctx)),
    provenance: await provenanceOf(ctx, row),
    contradictions: contradictions(values, ctx.today),
    missing: missingFields(values),
    archiveReason: row.archiveReason,
    mergedInto: merged ?? null,
    buildingCount: Number(total),
    wishes: await wishSummary(ctx, row.id),
  };
}

/** Finds an estate of the actor's region, archived ones too; throws `survey.estate.absent`. */
export async function findEstate(ctx: Ctx, id: string): Promise<EstateRow> {
  const row = await ctx.tx.selectFrom('surveyEstate').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.estate.absent');
  return row;
}

/** An import of a wider region stays unnamed for a clerk: the cell is told, the file is not theirs. */
async function provenanceOf(ctx: Ctx, row: EstateRow): Promise<Record<string, Provenance>> {
  const sources = sourcesOf(row);
  const ids = [
    ...new Set(Object.values(sources).flatMap((each) => (each.kind === 'import' ? [each.importId] : []))),
  ];
  const imports = ids.length
    ? await ctx.tx.selectFrom('surveyImport').selectAll().where('id', 'in', ids).execute()
    : [];
  const byId = new Map(imports.map((each) => [each.id, each]));
  const entries = Object.entries(sources).map(([field, source]): [string, Provenance] => {
    if (source.kind === 'edit')
      return [field, { ...source, file: null, sheet: null, cell: null, importId: null }];
    const found = byId.get(source.importId);
    return [
      field,
      {
        kind: 'import',
        by: found?.createdByName ?? '',
        at: (found?.committedAt ?? row.createdAt).toISOString(),
        file: found?.fileName ?? '上级导入的台账',
        sheet: found?.sheet ?? null,
        cell: source.cell || null,
        importId: found?.id ?? null,
        reason: '',
      },
    ];
  });
  return Object.fromEntries(entries);
}

type Counted = { visited: bigint; agree: bigint; refuse: bigint; pay: bigint; fen: bigint | null };

async function wishSummary(ctx: Ctx, estateId: string): Promise<Detail['wishes']> {
  const counted = await sql<Counted>`select count(*) as visited, count(*) filter (where agree) as agree,
      count(*) filter (where not agree) as refuse, count(*) filter (where pay) as pay, sum(pay_fen)::bigint as fen
    from survey_wish where estate_id = ${estateId}`.execute(ctx.tx);
  const items = await sql<{ item: string; households: bigint }>`select item, count(*) as households
    from survey_wish, unnest(items) as item where estate_id = ${estateId}
    group by item order by count(*) desc, item limit 20`.execute(ctx.tx);
  const row = counted.rows[0];
  return {
    visited: Number(row?.visited ?? 0),
    agree: Number(row?.agree ?? 0),
    refuse: Number(row?.refuse ?? 0),
    pay: Number(row?.pay ?? 0),
    payYuan: Number(row?.fen ?? 0) / 100,
    items: items.rows.map(({ item, households }) => ({ item, households: Number(households) })),
  };
}

type ChangeSource = 'create' | 'edit' | 'import' | 'merge' | 'archive' | 'undo';

/** Who changed what of an estate and its buildings, newest first. */
export async function estateHistory(ctx: Ctx, input: { id: string; page: number; size: number }) {
  await findEstate(ctx, input.id);
  // A roll of thousands of parts would drown what happened to the estate itself; each part shows its own.
  const mine = ctx.tx
    .selectFrom('surveyChange')
    .where('surveyChange.estateId', '=', input.id)
    .where('surveyChange.partId', 'is', null);
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await mine
    .leftJoin('surveyBuilding', 'surveyBuilding.id', 'surveyChange.buildingId')
    .leftJoin('surveyImport', 'surveyImport.id', 'surveyChange.importId')
    .selectAll('surveyChange')
    .select(['surveyBuilding.name as buildingName', 'surveyImport.fileName'])
    .orderBy('surveyChange.id', 'desc')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = rows.map((row) => ({
    id: String(row.id),
    field: row.field,
    building: row.buildingName,
    from: row.oldValue,
    to: row.newValue,
    source: row.source as ChangeSource,
    reason: row.reason,
    file: row.fileName,
    cell: row.cell,
    by: row.actorName,
    at: row.at.toISOString(),
  }));
  return { total: Number(total), items };
}
