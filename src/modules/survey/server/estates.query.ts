import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { DB } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { estateQuery } from '../contract.ts';
import { type EstateItem, type EstateRow, presentEstate, searchable } from './estate-row.ts';
import { regionNames } from './facts.query.ts';

export type EstateListQuery = z.infer<typeof estateQuery>;

const sortColumns = {
  code: 'code',
  name: 'name',
  builtYear: 'builtYear',
  households: 'households',
  floorAreaM2: 'floorAreaCm2',
  completeness: 'completeness',
  updatedAt: 'updatedAt',
} as const;

/** Columns whose empty values stand last in both directions; the others follow their index backwards too. */
const nullable: ReadonlySet<string> = new Set(['builtYear', 'households', 'floorAreaCm2']);

/** Completeness in per cent: below 60, 60 to 99, 100. */
const completenessBounds = { low: [0, 59], middle: [60, 99], full: [100, 100] } as const;

/** The condition of a list or export; the region range is tested by row-level security beside it. */
function matches(input: EstateListQuery) {
  return (row: ExpressionBuilder<DB, 'surveyEstate'>) => {
    const all = [row('archivedAt', input.archived ? 'is not' : 'is', null)];
    if (input.search) {
      const part = searchable(input.search);
      all.push(sql<SqlBool>`strpos(search_text, ${part}) > 0` as never);
    }
    if (input.region) {
      const next = String(BigInt(input.region) + 1n);
      all.push(row('regionCode', '>=', input.region), row('regionCode', '<', next));
    }
    if (input.yearFrom) all.push(row('builtYear', '>=', input.yearFrom));
    if (input.yearTo) all.push(row('builtYear', '<=', input.yearTo));
    if (input.land === 'unknown') all.push(row('land', 'is', null));
    else if (input.land) all.push(row('land', '=', input.land));
    if (input.completeness) {
      const [from, to] = completenessBounds[input.completeness];
      all.push(row('completeness', '>=', from), row('completeness', '<=', to));
    }
    return row.and(all);
  };
}

/** One page of estates the actor may see. */
export async function listEstates(
  ctx: Ctx,
  input: EstateListQuery & { page: number; size: number },
): Promise<{ total: number; items: EstateItem[] }> {
  const { total } = await ctx.tx
    .selectFrom('surveyEstate')
    .where(matches(input))
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await sorted(ctx, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const names = await regionNames(ctx);
  return { total: Number(total), items: rows.map((row) => presentEstate(row, names)) };
}

/** Every estate a query finds, in its order: what the export writes. */
export const allEstates = (ctx: Pick<Ctx, 'tx'>, input: EstateListQuery): Promise<EstateRow[]> =>
  sorted(ctx, input).execute();

function sorted(ctx: Pick<Ctx, 'tx'>, input: EstateListQuery) {
  const direction = input.descending ? 'desc' : 'asc';
  const rows = ctx.tx.selectFrom('surveyEstate').selectAll().where(matches(input));
  const column = sortColumns[input.sort];
  return column === 'code'
    ? rows.orderBy('code', direction)
    : rows
        .orderBy(column, (order) =>
          input.descending && nullable.has(column) ? order.desc().nullsLast() : order[direction](),
        )
        .orderBy('id', direction);
}

/** Where the actor's estates lie, for maps. */
export async function estatePoints(ctx: Ctx) {
  const rows = await ctx.tx
    .selectFrom('surveyEstate')
    .select(['id', 'name', 'regionCode', 'lon', 'lat'])
    .where('archivedAt', 'is', null)
    .where('lon', 'is not', null)
    .where('lat', 'is not', null)
    .orderBy('code')
    .execute();
  return rows.flatMap(({ lon, lat, ...row }) => (lon === null || lat === null ? [] : [{ ...row, lon, lat }]));
}
