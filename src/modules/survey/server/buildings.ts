import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { SurveyBuilding } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { cm2FromM2, m2FromCm2 } from '#shared/area.ts';
import { problem } from '#shared/problem.ts';
import type { buildingShape } from '../contract.ts';
import { buildingName } from '../domain/prepare-units.ts';
import { surveyProblems } from '../problems.ts';
import { type ChangeLine, changeLine, writeChanges } from './changes.ts';
import { findEstate } from './estate-detail.query.ts';
import type { EstateRow } from './estate-row.ts';
import { auditEstate } from './estates.write.ts';

type Row = Selectable<SurveyBuilding>;
type View = z.infer<typeof buildingShape>;
type Values = Omit<View, 'id' | 'version' | 'source'>;
type Patch = { [K in keyof Values]?: Values[K] | undefined };
type SaveItem = { id: string | null; version: number; values: Patch };

const blank: Values = {
  name: '',
  builtYear: null,
  floors: null,
  entrances: null,
  households: null,
  floorAreaM2: null,
  structure: null,
  roofKind: null,
  elevators: null,
  insulation: null,
};

const valuesOf = (row: Row): Values => ({
  name: row.name,
  builtYear: row.builtYear,
  floors: row.floors,
  entrances: row.entrances,
  households: row.households,
  floorAreaM2: row.floorAreaCm2 === null ? null : m2FromCm2(row.floorAreaCm2),
  structure: row.structure,
  roofKind: row.roofKind,
  elevators: row.elevators,
  insulation: row.insulation,
});

function sourceText(row: Row): string {
  const source = row.source as { kind?: string; cell?: string; by?: string };
  if (source.kind === 'import') return `台账${source.cell ? `第 ${source.cell.replace(/^\D+/, '')} 行` : ''}`;
  return source.by ? `${source.by}填写` : '';
}

const present = (row: Row): View => ({
  id: row.id,
  version: row.version,
  ...valuesOf(row),
  source: sourceText(row),
});

/** Buildings of an estate, 2 before 10. */
export async function listBuildings(ctx: Ctx, input: { id: string }): Promise<View[]> {
  await findEstate(ctx, input.id);
  const rows = await ctx.tx
    .selectFrom('surveyBuilding')
    .selectAll()
    .where('estateId', '=', input.id)
    .where('archivedAt', 'is', null)
    .execute();
  const order = new Intl.Collator('zh-CN', { numeric: true });
  return rows.sort((a, b) => order.compare(a.name, b.name)).map(present);
}

/** Adds and changes buildings of one estate: all or none. */
export async function saveBuildings(
  ctx: Ctx,
  input: { id: string; items: readonly SaveItem[]; reason: string },
): Promise<View[]> {
  const estate = await findEstate(ctx, input.id);
  if (estate.archivedAt) throw problem(surveyProblems, 'survey.estate.archived', { name: estate.name });
  const lines: ChangeLine[] = [];
  for (const item of input.items)
    lines.push(
      ...(item.id === null
        ? await addBuilding(ctx, estate, item, input.reason)
        : await changeBuilding(ctx, estate, { ...item, id: item.id }, input.reason)),
    );
  await writeChanges(ctx.tx, lines);
  await auditEstate(ctx, 'survey.edit', estate, { buildings: input.items.length, reason: input.reason });
  return listBuildings(ctx, { id: estate.id });
}

function columnsOf(ctx: Ctx, values: Values, reason: string) {
  const { floorAreaM2, ...others } = values;
  return {
    ...others,
    name: buildingName(values.name),
    floorAreaCm2: floorAreaM2 === null ? null : cm2FromM2(floorAreaM2),
    source: JSON.stringify({ kind: 'edit', by: ctx.actor.name, at: ctx.now.toISOString(), reason }),
  };
}

async function addBuilding(ctx: Ctx, estate: EstateRow, item: SaveItem, reason: string) {
  const values = { ...blank, ...sent(item.values) };
  if (values.name === '')
    throw problem(surveyProblems, 'survey.estate.invalid', { what: '请填写楼号。' }, { at: 'name' });
  const row = await ctx.tx
    .insertInto('surveyBuilding')
    .values({
      id: randomUUID(),
      estateId: estate.id,
      regionCode: estate.regionCode,
      ...columnsOf(ctx, values, reason),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return [
    changeLine(ctx, { estate, source: 'create', reason, buildingId: row.id }, '*', {
      to: { name: row.name },
    }),
  ];
}

async function changeBuilding(ctx: Ctx, estate: EstateRow, item: SaveItem & { id: string }, reason: string) {
  const before = await ctx.tx
    .selectFrom('surveyBuilding')
    .selectAll()
    .where('id', '=', item.id)
    .where('estateId', '=', estate.id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw problem(surveyProblems, 'survey.building.absent');
  if (before.version !== item.version)
    throw problem(surveyProblems, 'survey.building.stale', { name: before.name }, { at: before.name });
  const now = valuesOf(before);
  const next = { ...now, ...sent(item.values) };
  const fields = (Object.keys(next) as (keyof Values)[]).filter((field) => next[field] !== now[field]);
  if (fields.length === 0) return [];
  await ctx.tx
    .updateTable('surveyBuilding')
    .set({ ...columnsOf(ctx, next, reason), version: before.version + 1 })
    .where('id', '=', before.id)
    .execute();
  return fields.map((field) =>
    changeLine(ctx, { estate, source: 'edit', reason, buildingId: before.id }, field, {
      from: now[field],
      to: next[field],
    }),
  );
}

const sent = (patch: Patch): Partial<Values> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
