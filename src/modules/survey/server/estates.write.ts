import { randomUUID } from 'node:crypto';
import { regionsIn } from '#modules/identity/index.ts';
import { serialise } from '#platform/database/serialise.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { isWithin } from '#shared/region.ts';
import { nameKey } from '../domain/duplicates.ts';
import {
  blankEstate,
  changesBetween,
  contradictions,
  type EstateValues,
  type ValueKey,
} from '../domain/estate-values.ts';
import { surveyProblems } from '../problems.ts';
import { changeLine, editedSources, fieldLines, writeChanges } from './changes.ts';
import {
  codePrefix,
  columnsOf,
  type EstateItem,
  type EstateRow,
  presentEstate,
  takeCodes,
  valuesOf,
} from './estate-row.ts';
import { regionNames } from './facts.query.ts';
import { moveRoll } from './roll/move-roll.ts';

/** Values as the wire brings them: an absent field is left as it is. */
export type Patch = { [K in ValueKey]?: EstateValues[K] | undefined };

/** Only the fields that were sent. */
function sent(patch: Patch): Partial<EstateValues> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** Registers an estate by hand. */
export async function createEstate(ctx: Ctx, input: { values: Patch }): Promise<EstateItem> {
  const given = sent(input.values);
  const values = { ...blankEstate(given.name ?? '', given.regionCode ?? ''), ...given };
  await checkRegion(ctx, values.regionCode);
  refuseContradictions(values, Object.keys(given), ctx.today);
  await refuseSameName(ctx, values, null);
  const [code = ''] = await takeCodes(ctx.tx, codePrefix(values.regionCode), 1);
  const source = { kind: 'edit', by: ctx.actor.name, at: ctx.now.toISOString(), reason: '' };
  const row = await ctx.tx
    .insertInto('surveyEstate')
    .values({
      id: randomUUID(),
      code,
      ...columnsOf(values, code),
      sources: JSON.stringify(Object.fromEntries(Object.keys(given).map((key) => [key, source]))),
      createdAt: ctx.now,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeChanges(ctx.tx, [
    changeLine(ctx, { estate: row, source: 'create' }, '*', { to: { name: row.name } }),
  ]);
  await auditEstate(ctx, 'survey.create', row, { name: row.name });
  return presentEstate(row, await regionNames(ctx));
}

type Edit = { id: string; version: number; values: Patch };

/** Changes fields of one estate; every changed field gets its line of history. */
export async function editEstate(ctx: Ctx, input: Edit & { reason: string }): Promise<EstateItem> {
  const row = await changeEstate(ctx, input, input.reason);
  return presentEstate(row, await regionNames(ctx));
}

/** Changes several estates together: all or none. */
export async function editEstates(
  ctx: Ctx,
  input: { items: readonly Edit[]; reason: string },
): Promise<{ items: EstateItem[] }> {
  const names = await regionNames(ctx);
  const items: EstateItem[] = [];
  for (const item of input.items)
    items.push(presentEstate(await changeEstate(ctx, item, input.reason), names));
  return { items };
}

async function changeEstate(ctx: Ctx, input: Edit, reason: string): Promise<EstateRow> {
  const before = await liveEstate(ctx, input.id, input.version);
  const now = valuesOf(before);
  const changes = changesBetween(now, sent(input.values));
  if (changes.length === 0) throw problem(surveyProblems, 'survey.estate.unchanged', {}, { at: before.name });
  const fields = changes.map((change) => change.field);
  const next: EstateValues = { ...now, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
  if (next.regionCode !== now.regionCode) await checkRegion(ctx, next.regionCode);
  if (next.regionCode.length >= 9) next.subdistrictText = null;
  refuseContradictions(next, fields, ctx.today);
  if (fields.includes('name') || fields.includes('regionCode')) await refuseSameName(ctx, next, before.id);
  const row = await ctx.tx
    .updateTable('surveyEstate')
    .set({
      ...columnsOf(next, before.code),
      sources: JSON.stringify(editedSources(before, ctx, fields, reason)),
      version: before.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (row.regionCode !== before.regionCode) await moveParts(ctx, row);
  await writeChanges(ctx.tx, fieldLines(ctx, { estate: before, source: 'edit', reason }, changes));
  await auditEstate(ctx, 'survey.edit', row, { fields, reason });
  return row;
}

/** Finds an estate, locks it, and refuses a stale or archived one. */
export async function liveEstate(ctx: Ctx, id: string, version: number): Promise<EstateRow> {
  const row = await ctx.tx
    .selectFrom('surveyEstate')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.estate.absent');
  if (row.version !== version)
    throw problem(surveyProblems, 'survey.estate.stale', { name: row.name }, { at: id });
  if (row.archivedAt) throw problem(surveyProblems, 'survey.estate.archived', { name: row.name });
  return row;
}

/** Buildings, wishes and the roll carry their estate's region for row-level security. */
export async function moveParts(ctx: Ctx, row: EstateRow): Promise<void> {
  const { regionCode } = row;
  await ctx.tx.updateTable('surveyBuilding').set({ regionCode }).where('estateId', '=', row.id).execute();
  await ctx.tx.updateTable('surveyWish').set({ regionCode }).where('estateId', '=', row.id).execute();
  await moveRoll(ctx.tx, row);
}

async function checkRegion(ctx: Ctx, code: string): Promise<void> {
  const known = code.length >= 9 && (await regionsIn(ctx, code)).some((region) => region.code === code);
  if (!known || !isWithin(code, ctx.actor.scope))
    throw problem(surveyProblems, 'survey.estate.region', {}, { at: 'values.regionCode' });
}

/** A new contradiction is refused where it was typed; one that came with a ledger is only shown. */
function refuseContradictions(values: EstateValues, fields: readonly string[], today: Day): void {
  const mine = contradictions(values, today).find(
    ({ field }) => fields.includes(field) || (fields.includes('households') && /^(agree|pay)$/.test(field)),
  );
  if (mine)
    throw problem(
      surveyProblems,
      'survey.estate.invalid',
      { what: mine.message },
      { at: `values.${mine.field}` },
    );
}

async function refuseSameName(ctx: Ctx, values: EstateValues, ownId: string | null): Promise<void> {
  const subdistrict = values.regionCode.slice(0, 9);
  // Two clicks at once: the second waits here and then finds the first one's estate.
  await serialise(ctx.tx, `survey_estate ${subdistrict}`);
  const rows = await ctx.tx
    .selectFrom('surveyEstate')
    .select(['id', 'name', 'code', 'regionCode'])
    .where('regionCode', 'like', `${subdistrict}%`)
    .where('archivedAt', 'is', null)
    .execute();
  const key = nameKey(values.name);
  const other = rows.find((row) => row.id !== ownId && nameKey(row.name) === key);
  if (other)
    throw problem(
      surveyProblems,
      'survey.estate.exists',
      { name: other.name, code: other.code },
      { at: 'values.name' },
    );
}

/** The audit line of a write to one estate. */
export const auditEstate = (
  ctx: Ctx,
  action: string,
  row: Pick<EstateRow, 'id' | 'regionCode'>,
  detail: Readonly<Record<string, unknown>>,
) => ctx.audit({ action, subjectKind: 'estate', subjectId: row.id, regionCode: row.regionCode, detail });
