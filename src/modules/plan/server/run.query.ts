import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { PlanRun } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { RunView, runRowShape } from '../contract-shapes.ts';
import type { RunSummary } from '../domain/frozen.ts';
import type { Instance, PlanResult } from '../domain/instance.ts';
import { moneyUse } from '../domain/money-use.ts';
import { planProblems } from '../problems.ts';
import { whyFor } from './why.ts';

type RunRowView = z.infer<typeof runRowShape>;
export type RunRow = Selectable<PlanRun>;
/** A run with its frozen parts read. */
export type FrozenRun = {
  readonly row: RunRow;
  readonly instance: Instance;
  readonly result: PlanResult;
  readonly summary: RunSummary;
};

export const presentRow = (row: Omit<RunRow, 'instance' | 'verdict' | 'summary'>): RunRowView => ({
  id: row.id,
  number: String(row.number),
  title: row.title,
  status: row.status as RunRowView['status'],
  gap: (row.result as unknown as PlanResult).gap,
  openFrom: row.openFrom,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  publishedVersion: row.publishedVersion,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  publishNote: row.publishNote,
});

/** A run by id. @throws Problem plan.run.absent */
export async function frozenRun(ctx: Pick<Ctx, 'tx'>, id: string): Promise<FrozenRun> {
  const row = await ctx.tx.selectFrom('planRun').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw problem(planProblems, 'plan.run.absent');
  return {
    row,
    instance: row.instance as unknown as Instance,
    result: row.result as unknown as PlanResult,
    summary: row.summary as unknown as RunSummary,
  };
}

/** Runs of the district, newest first. */
export async function listRuns(
  ctx: Pick<Ctx, 'tx'>,
  input: { page: number; size: number; published?: boolean | undefined },
) {
  let rows = ctx.tx.selectFrom('planRun');
  if (input.published !== undefined)
    rows = rows.where('publishedVersion', input.published ? 'is not' : 'is', null);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await rows
    .selectAll()
    .orderBy('number', 'desc')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: items.map(presentRow) };
}

/** Placed or done, and left out, of the estates of one target that the transaction may see. */
export async function progressOf(ctx: Pick<Ctx, 'tx'>, runId: string, target: 'must' | 'aspire') {
  const rows = await sql<{ placed: boolean; estates: bigint; households: bigint }>`
    select start_year is not null as placed, count(*) as estates, coalesce(sum(households), 0)::bigint as households
    from plan_run_estate
    where run_id = ${runId} and target = ${target} and (eligible = 'yes' or start_year is not null)
    group by 1`.execute(ctx.tx);
  const of = (placed: boolean) => {
    const row = rows.rows.find((one) => one.placed === placed);
    return { estates: Number(row?.estates ?? 0), households: Number(row?.households ?? 0) };
  };
  return { placed: of(true), left: of(false) };
}

type Sums = {
  subdistrict: string;
  name: string;
  year: number | null;
  estates: bigint;
  buildings: bigint;
  households: bigint;
  area: bigint;
  need: bigint;
  mustEstates: bigint;
  mustHouseholds: bigint;
};

/** Sums by subdistrict and year over what clearly qualifies or was done. */
async function sums(ctx: Pick<Ctx, 'tx'>, runId: string): Promise<readonly Sums[]> {
  const answer = await sql<Sums>`
    select subdistrict, subdistrict_name as name, start_year as year, count(*) as estates,
      coalesce(sum(buildings), 0)::bigint as buildings, coalesce(sum(households), 0)::bigint as households,
      coalesce(sum(floor_area_cm2), 0)::bigint as area, coalesce(sum(need_fen), 0)::bigint as need,
      count(*) filter (where target = 'must') as must_estates,
      coalesce(sum(households) filter (where target = 'must'), 0)::bigint as must_households
    from plan_run_estate
    where run_id = ${runId} and (eligible = 'yes' or start_year is not null)
    group by subdistrict, subdistrict_name, start_year order by subdistrict, start_year`.execute(ctx.tx);
  return answer.rows;
}

function tableOf(rows: readonly Sums[], years: readonly number[]): RunView['byYear'] {
  const keys: (number | null)[] = [...years, null];
  return keys.map((year) => {
    const own = rows.filter((row) => row.year === year);
    const add = (pick: (row: Sums) => bigint): bigint => own.reduce((sum, row) => sum + pick(row), 0n);
    return {
      key: year === null ? 'none' : String(year),
      name: year === null ? '未列入' : `${year} 年`,
      estates: Number(add((row) => row.estates)),
      buildings: Number(add((row) => row.buildings)),
      households: Number(add((row) => row.households)),
      floorAreaCm2: String(add((row) => row.area)),
      needFen: String(add((row) => row.need)),
      must: {
        estates: Number(add((row) => row.mustEstates)),
        households: Number(add((row) => row.mustHouseholds)),
      },
    };
  });
}

function subdistrictsOf(rows: readonly Sums[]): RunView['bySubdistrict'] {
  const codes = [...new Set(rows.map((row) => row.subdistrict))];
  return codes.map((subdistrict) => {
    const own = rows.filter((row) => row.subdistrict === subdistrict);
    const years = own.flatMap((row) =>
      row.year === null
        ? []
        : [{ year: row.year, estates: Number(row.estates), households: Number(row.households) }],
    );
    return { subdistrict, name: own[0]?.name ?? subdistrict, years };
  });
}

/** 必改 that qualify and are left out, the largest first. */
const leftMust = (ctx: Pick<Ctx, 'tx'>, runId: string) =>
  ctx.tx
    .selectFrom('planRunEstate')
    .select(['estateId', 'name', 'subdistrictName', 'households', 'why'])
    .where('runId', '=', runId)
    .where('target', '=', 'must')
    .where('eligible', '=', 'yes')
    .where('startYear', 'is', null)
    .orderBy(sql`households desc nulls last`)
    .orderBy('name')
    .limit(500)
    .execute();

/** Estates of a run the transaction may see. */
export const visibleIds = async (ctx: Pick<Ctx, 'tx'>, runId: string): Promise<ReadonlySet<string>> =>
  new Set(
    (await ctx.tx.selectFrom('planRunEstate').select('estateId').where('runId', '=', runId).execute()).map(
      (row) => row.estateId,
    ),
  );

/** The limits in conflict; those of estates out of sight are told without the name. */
async function conflictsOf(ctx: Pick<Ctx, 'tx'>, runId: string, result: PlanResult) {
  if (result.conflicts.length === 0) return [];
  const visible = await visibleIds(ctx, runId);
  return result.conflicts.map(({ limit, text }) => {
    const [kind = '', id = ''] = limit.split(':');
    const own = !['pin', 'forbid', 'held', 'after'].includes(kind) || visible.has(id);
    return own ? { limit, text } : { limit: kind, text: '其他街道（乡镇）某小区的指定' };
  });
}

/** A whole run; its tables and lists count only what the asking person may see, its money is the district's. */
export async function showRun(ctx: Pick<Ctx, 'tx' | 'actor'>, input: { id: string }): Promise<RunView> {
  const { row, instance, result, summary } = await frozenRun(ctx, input.id);
  const rows = await sums(ctx, row.id);
  const verdict = row.verdict as RunView['verdict'];
  const past = rows.flatMap((one) => (one.year !== null && one.year < row.openFrom ? [one.year] : []));
  const years = [...new Set([...past, ...instance.startYears])].sort((a, b) => a - b);
  return {
    ...presentRow(row),
    objective: result.objective,
    bound: result.bound,
    seed: row.seed,
    limitSeconds: row.limitSeconds,
    ms: result.ms,
    policyVersion: row.policyVersion,
    publishedBy: row.publishedBy,
    // The verifier's sentences name estates of the whole district.
    verdict: { ...verdict, faults: ctx.actor.scope.length > 6 ? [] : verdict.faults },
    warnings: [...summary.warnings],
    conflicts: await conflictsOf(ctx, row.id, result),
    years,
    must: await progressOf(ctx, row.id, 'must'),
    aspire: await progressOf(ctx, row.id, 'aspire'),
    money: moneyUse(instance, result).map((one) => ({
      source: one.source,
      title: summary.names.sources[one.source] ?? one.source,
      year: one.year,
      budgetFen: String(one.budget),
      usedFen: String(one.used),
      carriedFen: String(one.carried),
    })),
    byYear: tableOf(rows, years),
    bySubdistrict: subdistrictsOf(rows),
    leftMust: (await leftMust(ctx, row.id)).map((one) => ({ ...one, why: whyFor(ctx, one.why) })),
  };
}
