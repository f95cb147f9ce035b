import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { partValues } from '../../contract-roll-shapes.ts';
import { areaText } from '../../domain/roll/area.ts';
import { partPlace, placeText } from '../../domain/roll/place.ts';
import { surveyProblems } from '../../problems.ts';
import { writeChanges } from '../changes.ts';
import { findEstate } from '../estate-detail.query.ts';
import { type PartDetail, showPart } from './part-detail.query.ts';
import {
  auditPart,
  findPart,
  livePart,
  type PartRow,
  partLine,
  partSources,
  recordPart,
} from './part-row.ts';

type Values = z.infer<typeof partValues>;
type Patch = { [K in keyof Values]?: Values[K] | undefined };

const columnsOf = (values: Values) => {
  if ((values.areaCm2 === null) !== (values.areaSource === null))
    throw problem(surveyProblems, 'survey.part.source', {}, { at: 'values.areaSource' });
  return {
    ...values,
    ...partPlace(values.building, values.entrance, values.room),
    areaCm2: values.areaCm2 === null ? null : BigInt(values.areaCm2),
  };
};

const editSource = (ctx: Ctx, reason: string) => ({
  kind: 'edit',
  by: ctx.actor.name,
  at: ctx.now.toISOString(),
  reason,
});

/** Registers one exclusive part by hand. */
export async function createPart(
  ctx: Ctx,
  input: { id: string; values: Values; reason: string },
): Promise<PartDetail> {
  const estate = await findEstate(ctx, input.id);
  if (estate.archivedAt) throw problem(surveyProblems, 'survey.estate.archived', { name: estate.name });
  const source = editSource(ctx, input.reason);
  const keys = Object.keys(input.values);
  const row = await ctx.tx
    .insertInto('surveyPart')
    .values({
      id: randomUUID(),
      estateId: estate.id,
      regionCode: estate.regionCode,
      ...columnsOf(input.values),
      sources: JSON.stringify(Object.fromEntries(keys.map((key) => [key, source]))),
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const what = { action: 'survey.roll.edit', source: 'create', reason: input.reason, field: '*' } as const;
  await recordPart(ctx, row, { ...what, to: { place: placeText(row) } });
  return showPart(ctx, { id: row.id });
}

/** A part's values in the shape forms send them. */
const valuesOf = (row: PartRow): Values => ({
  building: row.building,
  entrance: row.entrance,
  room: row.room,
  floor: row.floor,
  kind: row.kind as Values['kind'],
  areaCm2: row.areaCm2 === null ? null : String(row.areaCm2),
  areaSource: row.areaSource as Values['areaSource'],
  areaEvidence: row.areaEvidence,
  titled: row.titled,
  unsold: row.unsold,
});

const shown = (key: string, value: unknown): unknown =>
  key === 'areaCm2' && value !== null ? `${areaText(Number(value))} ㎡` : value;

/** Changes a part; each changed field gets its line of history and is from then on a typed-in one. */
export async function editPart(
  ctx: Ctx,
  input: { id: string; version: number; values: Patch; reason: string },
): Promise<PartDetail> {
  const before = await livePart(ctx, input.id, input.version);
  const now = valuesOf(before);
  const sent = Object.fromEntries(Object.entries(input.values).filter(([, value]) => value !== undefined));
  const columns = columnsOf({ ...now, ...sent });
  const next = { ...columns, areaCm2: columns.areaCm2 === null ? null : String(columns.areaCm2) };
  const keys = (Object.keys(now) as (keyof Values)[]).filter((key) => now[key] !== next[key]);
  if (keys.length === 0) throw problem(surveyProblems, 'survey.part.unchanged');
  const source = editSource(ctx, input.reason);
  await ctx.tx
    .updateTable('surveyPart')
    .set({
      ...columns,
      sources: JSON.stringify({
        ...partSources(before),
        ...Object.fromEntries(keys.map((key) => [key, source])),
      }),
      version: before.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', before.id)
    .execute();
  await writeChanges(
    ctx.tx,
    keys.map((key) =>
      partLine(ctx, before, 'edit', input.reason, key, {
        from: shown(key, now[key]),
        to: shown(key, next[key]),
      }),
    ),
  );
  await auditPart(ctx, before, 'survey.roll.edit', { fields: keys, reason: input.reason });
  return showPart(ctx, { id: before.id });
}

/** Takes a part out of lists and votes, or brings it back; owners and history stay. */
export async function archivePart(
  ctx: Ctx,
  input: { id: string; version: number; archived: boolean; reason: string },
): Promise<PartDetail> {
  const before = await findPart(ctx, input.id, true);
  if (before.version !== input.version)
    throw problem(surveyProblems, 'survey.part.stale', { place: placeText(before) });
  if ((before.archivedAt !== null) === input.archived) throw problem(surveyProblems, 'survey.part.unchanged');
  await ctx.tx
    .updateTable('surveyPart')
    .set({
      archivedAt: input.archived ? ctx.now : null,
      archiveReason: input.archived ? input.reason : null,
      version: before.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', before.id)
    .execute();
  const what = { action: 'survey.roll.edit', source: 'archive', reason: input.reason, field: '*' } as const;
  await recordPart(ctx, before, { ...what, to: { archived: input.archived } }, { archived: input.archived });
  return showPart(ctx, { id: before.id });
}
