import type { z } from 'zod';
import { type EstateSummary, estateSummaries } from '#modules/survey/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { schemeQuery } from '../../contract-schemes.ts';
import { differenceOf } from '../../domain/lines/difference.ts';
import { textFromMilli } from '../../domain/lines/line.ts';
import { suggestionsFor } from './create.ts';
import { estateIdsOf, lineOf, lineRows, type SchemeRow, schemeRow, stateOf, versionRow } from './keep.ts';
import { type Detail, presentHead, presentLine, presentScheme, presentVersion } from './present.ts';

type Filter = z.output<typeof schemeQuery>;
const sorts = { updatedAt: 'updatedAt', title: 'title', total: 'totalFen' } as const;

/** Schemes as asked for, in order. */
function filtered(ctx: Ctx, input: Filter) {
  let rows = ctx.tx.selectFrom('schemeScheme as s');
  if (input.state) rows = rows.where('s.state', '=', input.state);
  if (input.over) rows = rows.whereRef('s.totalFen', '>', 's.ceilingFen');
  const { search, subdistrict, estateId } = input;
  const members = ctx.tx
    .selectFrom('schemeEstate as e')
    .innerJoin('surveyEstate as u', 'u.id', 'e.estateId')
    .select('e.schemeId');
  if (search)
    rows = rows.where((one) =>
      one.or([
        one('s.title', 'ilike', containing(search)),
        one('s.id', 'in', members.where('u.name', 'ilike', containing(search))),
      ]),
    );
  if (subdistrict) rows = rows.where('s.id', 'in', members.where('e.regionCode', 'like', `${subdistrict}%`));
  if (estateId) rows = rows.where('s.id', 'in', members.where('e.estateId', '=', estateId));
  return rows;
}

const ordered = (ctx: Ctx, input: Filter) =>
  filtered(ctx, input)
    .selectAll('s')
    .orderBy(`s.${sorts[input.sort]}`, input.descending ? 'desc' : 'asc')
    .orderBy('s.id');

/** Estates in sight of schemes, in each scheme's order. */
async function estatesBy(ctx: Ctx, ids: readonly string[]): Promise<Map<string, EstateSummary[]>> {
  if (ids.length === 0) return new Map();
  const links = await ctx.tx
    .selectFrom('schemeEstate')
    .select(['schemeId', 'estateId'])
    .where('schemeId', 'in', [...ids])
    .orderBy('position')
    .execute();
  const estates = new Map(
    (await estateSummaries(ctx, { ids: [...new Set(links.map(({ estateId }) => estateId))] })).map((one) => [
      one.id,
      one,
    ]),
  );
  const found = new Map<string, EstateSummary[]>();
  for (const { schemeId, estateId } of links) {
    const estate = estates.get(estateId);
    if (estate) found.set(schemeId, [...(found.get(schemeId) ?? []), estate]);
  }
  return found;
}

const headOf = (row: SchemeRow, estates: readonly EstateSummary[]) => ({
  ...{ id: row.id, title: row.title, state: stateOf(row), number: row.currentNumber },
  total: String(row.totalFen),
  ceiling: row.ceilingFen === null ? null : String(row.ceilingFen),
  overCeiling: row.ceilingFen !== null && row.totalFen > row.ceilingFen,
  projectId: row.projectId,
  estates: estates.map(({ id, name, subdistrictName }) => ({ id, name, subdistrictName })),
  ...{ updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy, version: row.version },
});

/** Schemes in sight. */
export async function listSchemes(ctx: Ctx, input: Filter & { page: number; size: number }) {
  const { total } = await filtered(ctx, input)
    .select((one) => one.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await ordered(ctx, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const estates = await estatesBy(
    ctx,
    rows.map(({ id }) => id),
  );
  return { total: Number(total), items: rows.map((row) => headOf(row, estates.get(row.id) ?? [])) };
}

/** All schemes as asked for with their estates, for the export; at most as many as a sheet is read for. */
export async function allSchemes(ctx: Ctx, input: Filter) {
  const rows = await ordered(ctx, input).limit(10_000).execute();
  const estates = await estatesBy(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ row, estates: estates.get(row.id) ?? [] }));
}

export const showScheme = async (ctx: Ctx, input: { id: string }): Promise<Detail> =>
  presentScheme(ctx, await schemeRow(ctx, input.id));

export async function showSuggestions(ctx: Ctx, input: { id: string }) {
  const scheme = await schemeRow(ctx, input.id);
  const { items, choices } = await suggestionsFor(ctx, await estateIdsOf(ctx.tx, scheme.id));
  return {
    items: items.map(({ quantityMilli, unitPriceFen, ...one }) => ({
      ...one,
      quantity: quantityMilli === null ? null : textFromMilli(quantityMilli),
      unitPrice: String(unitPriceFen),
    })),
    choices: choices.map((one) => ({
      estateId: one.estateId,
      title: one.title,
      closedOn: one.closedAt.toISOString(),
    })),
  };
}

/** Every version of a scheme, the newest first, without its lines. */
export async function listVersions(ctx: Ctx, input: { id: string }) {
  const scheme = await schemeRow(ctx, input.id);
  const rows = await ctx.tx
    .selectFrom('schemeVersion')
    .selectAll()
    .select((one) =>
      one
        .selectFrom('schemeLine')
        .select((line) => line.fn.countAll<bigint>().as('n'))
        .whereRef('schemeLine.versionId', '=', 'schemeVersion.id')
        .as('lineCount'),
    )
    .where('schemeId', '=', scheme.id)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ ...presentHead(row), lineCount: Number(row.lineCount ?? 0n) }));
}

export async function showVersion(ctx: Ctx, input: { id: string; number: number }) {
  const scheme = await schemeRow(ctx, input.id);
  return presentVersion(ctx, await versionRow(ctx.tx, scheme, input.number));
}

/** What changed between two versions, line by line, and in all. */
export async function showDifference(ctx: Ctx, input: { id: string; from: number; to: number }) {
  const scheme = await schemeRow(ctx, input.id);
  const [before, after] = [
    await versionRow(ctx.tx, scheme, input.from),
    await versionRow(ctx.tx, scheme, input.to),
  ];
  const [old, now] = [await lineRows(ctx.tx, before.id), await lineRows(ctx.tx, after.id)];
  const amountsOf = (rows: typeof old) => new Map(rows.map((row) => [row.id, row.amountFen]));
  const [was, is] = [amountsOf(old), amountsOf(now)];
  const difference = differenceOf(old.map(lineOf), now.map(lineOf));
  return {
    added: difference.added.map((line) => presentLine(line, is.get(line.id) ?? 0n)),
    removed: difference.removed.map((line) => presentLine(line, was.get(line.id) ?? 0n)),
    changed: difference.changed.map((one) => ({
      before: presentLine(one.before, was.get(one.before.id) ?? 0n),
      after: presentLine(one.after, is.get(one.after.id) ?? 0n),
      fields: [...one.fields],
    })),
    beforeTotal: String(before.totalFen),
    afterTotal: String(after.totalFen),
  };
}
