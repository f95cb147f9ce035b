import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { changesBetween, type EstateValues, type ValueKey } from '../domain/estate-values.ts';
import { surveyProblems } from '../problems.ts';
import { changeLine, fieldLines, writeChanges } from './changes.ts';
import { findEstate } from './estate-detail.query.ts';
import {
  columnsOf,
  type EstateItem,
  type EstateRow,
  presentEstate,
  sourcesOf,
  valuesOf,
} from './estate-row.ts';
import { auditEstate, liveEstate } from './estates.write.ts';
import { regionNames } from './facts.query.ts';
import { takeOverRoll } from './roll/move-roll.ts';

type ArchiveInput = { id: string; version: number; archived: boolean; reason: string };

/** Takes an estate out of all lists, or brings it back; nothing of it is deleted. */
export async function archiveEstate(ctx: Ctx, input: ArchiveInput): Promise<EstateItem> {
  const before = await findEstate(ctx, input.id);
  if ((before.archivedAt !== null) === input.archived)
    throw problem(surveyProblems, 'survey.estate.unchanged');
  const row = await ctx.tx
    .updateTable('surveyEstate')
    .set({
      archivedAt: input.archived ? ctx.now : null,
      archiveReason: input.archived ? input.reason : null,
      ...(input.archived ? {} : { mergedInto: null }),
      version: input.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', input.id)
    .where('version', '=', input.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.estate.stale', { name: before.name });
  await writeChanges(ctx.tx, [
    changeLine(ctx, { estate: row, source: 'archive', reason: input.reason }, '*', {
      to: { archived: input.archived },
    }),
  ]);
  await auditEstate(ctx, 'survey.archive', row, { archived: input.archived, reason: input.reason });
  return presentEstate(row, await regionNames(ctx));
}

type MergeInput = { id: string; version: number; dropId: string; dropVersion: number; reason: string };

/**
 * Makes two entries of one estate one: the kept one takes the other's names as aliases, fills its own blanks from
 * it, and takes over its buildings and wishes where it has none of that place; the other is archived and points to it.
 */
export async function mergeEstates(ctx: Ctx, input: MergeInput): Promise<EstateItem> {
  if (input.id === input.dropId) throw problem(surveyProblems, 'survey.merge.self');
  const keep = await liveEstate(ctx, input.id, input.version);
  const drop = await liveEstate(ctx, input.dropId, input.dropVersion);
  if (keep.regionCode.slice(0, 9) !== drop.regionCode.slice(0, 9))
    throw problem(surveyProblems, 'survey.merge.region');
  const now = valuesOf(keep);
  const changes = changesBetween(now, filledFrom(now, valuesOf(drop)));
  const next: EstateValues = { ...now, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
  const sources = { ...sourcesOf(keep) };
  for (const { field } of changes) {
    const source = sourcesOf(drop)[field];
    if (source) sources[field] = source;
  }
  const row = await ctx.tx
    .updateTable('surveyEstate')
    .set({
      ...columnsOf(next, keep.code),
      sources: JSON.stringify(sources),
      version: keep.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', keep.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await takeOverParts(ctx, keep, drop);
  await takeOverRoll(ctx.tx, keep, drop);
  await closeMerged(ctx, keep, drop, input.reason);
  await writeChanges(ctx.tx, [
    ...fieldLines(ctx, { estate: keep, source: 'merge', reason: input.reason }, changes),
    changeLine(ctx, { estate: keep, source: 'merge', reason: input.reason }, '*', {
      to: { merged: drop.name, code: drop.code },
    }),
  ]);
  await auditEstate(ctx, 'survey.merge', row, { dropped: drop.id, reason: input.reason });
  return presentEstate(row, await regionNames(ctx));
}

/** The kept estate's blanks from the other, and all other names it went by. */
function filledFrom(keep: EstateValues, drop: EstateValues): Partial<EstateValues> {
  const fixed: ReadonlySet<string> = new Set(['name', 'aliases', 'regionCode', 'subdistrictText', 'note']);
  const blanks = (Object.keys(keep) as ValueKey[])
    .filter((key) => !fixed.has(key) && keep[key] === null && drop[key] !== null)
    .map((key) => [key, drop[key]]);
  const aliases = [...new Set([...keep.aliases, drop.name, ...drop.aliases])].filter(
    (name) => name !== keep.name,
  );
  const note = [keep.note, drop.note].filter(Boolean).join('；').slice(0, 1000);
  return { ...Object.fromEntries(blanks), aliases, note };
}

async function takeOverParts(ctx: Ctx, keep: EstateRow, drop: EstateRow): Promise<void> {
  const to = { estateId: keep.id, regionCode: keep.regionCode };
  await ctx.tx
    .updateTable('surveyBuilding')
    .set(to)
    .where('estateId', '=', drop.id)
    .where('name', 'not in', (sub) =>
      sub.selectFrom('surveyBuilding').select('name').where('estateId', '=', keep.id),
    )
    .execute();
  await ctx.tx
    .updateTable('surveyWish')
    .set(to)
    .where('estateId', '=', drop.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('surveyWish as own')
            .select('own.id')
            .where('own.estateId', '=', keep.id)
            .whereRef('own.building', '=', 'surveyWish.building')
            .whereRef('own.entrance', '=', 'surveyWish.entrance')
            .whereRef('own.room', '=', 'surveyWish.room'),
        ),
      ),
    )
    .execute();
}

async function closeMerged(ctx: Ctx, keep: EstateRow, drop: EstateRow, reason: string): Promise<void> {
  await ctx.tx
    .updateTable('surveyEstate')
    .set({
      archivedAt: ctx.now,
      archiveReason: `已并入“${keep.name}”（${keep.code}）：${reason}`,
      mergedInto: keep.id,
      version: drop.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', drop.id)
    .execute();
  await writeChanges(ctx.tx, [
    changeLine(ctx, { estate: drop, source: 'merge', reason }, '*', {
      to: { mergedInto: keep.name, code: keep.code },
    }),
  ]);
}
