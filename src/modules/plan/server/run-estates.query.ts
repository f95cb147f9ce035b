import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { PlanRunEstate } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { EstateRow, estateDetailShape, mapPointShape } from '../contract-shapes.ts';
import { planProblems } from '../problems.ts';
import { listLimits } from './limits.ts';
import { frozenRun } from './run.query.ts';
import { whyFor } from './why.ts';

type Row = Selectable<PlanRunEstate>;

export type EstateQuery = {
  id: string;
  search?: string | undefined;
  subdistrict?: string | undefined;
  year?: string | undefined;
  target?: 'must' | 'aspire' | undefined;
  sort: 'start' | 'score' | 'households' | 'name' | 'area' | 'need';
  descending: boolean;
};

export const presentEstate = (ctx: Pick<Ctx, 'actor'>, row: Row): EstateRow => ({
  estateId: row.estateId,
  name: row.name,
  subdistrict: row.subdistrict,
  subdistrictName: row.subdistrictName,
  start: row.startYear,
  done: row.done,
  pinned: row.pinned,
  candidate: row.candidate,
  held: row.held,
  eligible: row.eligible as EstateRow['eligible'],
  target: row.target as EstateRow['target'],
  score: row.score,
  rank: row.rank,
  buildings: row.buildings,
  households: row.households,
  floorAreaCm2: row.floorAreaCm2 === null ? null : String(row.floorAreaCm2),
  needFen: String(row.needFen),
  why: whyFor(ctx, row.why),
});

const columns = {
  start: 'startYear',
  score: 'score',
  households: 'households',
  name: 'name',
  area: 'floorAreaCm2',
  need: 'needFen',
} as const;

function selected(ctx: Pick<Ctx, 'tx'>, input: EstateQuery) {
  let rows = ctx.tx.selectFrom('planRunEstate').where('runId', '=', input.id);
  if (input.search) rows = rows.where('name', 'ilike', containing(input.search));
  if (input.subdistrict) rows = rows.where('subdistrict', '=', input.subdistrict);
  if (input.target) rows = rows.where('target', '=', input.target);
  if (input.year === 'done') rows = rows.where('done', '=', true);
  else if (input.year === 'outside')
    rows = rows.where('candidate', '=', false).where('startYear', 'is', null);
  else if (input.year === 'none') rows = rows.where('candidate', '=', true).where('startYear', 'is', null);
  else if (input.year) rows = rows.where('startYear', '=', Number(input.year));
  return rows;
}

/** The estates of a run that the transaction may see; all of them when no page is named. */
export async function runEstates(
  ctx: Pick<Ctx, 'tx' | 'actor'>,
  input: EstateQuery,
  paging?: { page: number; size: number },
) {
  await frozenRun(ctx, input.id);
  const rows = selected(ctx, input);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  let ordered = rows
    .selectAll()
    .orderBy(columns[input.sort], (order) => (input.descending ? order.desc() : order.asc()).nullsLast())
    .orderBy('score', 'desc')
    .orderBy('estateId');
  if (paging) ordered = ordered.limit(paging.size).offset((paging.page - 1) * paging.size);
  return { total: Number(total), items: (await ordered.execute()).map((row) => presentEstate(ctx, row)) };
}

/** One estate of a run: 为何是这一年 / 为何没有列入, year by year, and the years people set for it since. */
export async function runEstate(
  ctx: Pick<Ctx, 'tx' | 'actor'>,
  input: { id: string; estateId: string },
): Promise<z.infer<typeof estateDetailShape>> {
  const row = await ctx.tx
    .selectFrom('planRunEstate')
    .selectAll()
    .where('runId', '=', input.id)
    .where('estateId', '=', input.estateId)
    .executeTakeFirst();
  if (!row) throw problem(planProblems, 'plan.estate.absent');
  const limits = await listLimits(ctx, { estateId: row.estateId, withdrawn: true });
  return { ...presentEstate(ctx, row), trials: row.trials as { year: number; barriers: string[] }[], limits };
}

/** Every estate of a run in sight as a point of the map; without coordinates where it has none. */
export async function runMap(
  ctx: Pick<Ctx, 'tx' | 'actor'>,
  input: { id: string },
): Promise<z.infer<typeof mapPointShape>[]> {
  await frozenRun(ctx, input.id);
  const rows = await ctx.tx
    .selectFrom('planRunEstate')
    .selectAll()
    .where('runId', '=', input.id)
    .orderBy('name')
    .execute();
  return rows.map((row) => {
    const { estateId, name, subdistrict, subdistrictName, eligible, target, start, done, households } =
      presentEstate(ctx, row);
    const { lon, lat } = row;
    return {
      estateId,
      name,
      subdistrict,
      subdistrictName,
      eligible,
      target,
      start,
      done,
      households,
      lon,
      lat,
    };
  });
}
