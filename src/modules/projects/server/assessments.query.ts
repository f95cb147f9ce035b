import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { ProjectsAssessment } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { assessmentList, assessmentQuery, assessmentShape } from '../contract.ts';
import type { ConditionVerdict } from '../domain/eligibility.ts';
import type { FactorScore, TieBreak } from '../domain/score.ts';
import { projectsProblems } from '../problems.ts';
import { applicationOf } from './application.query.ts';
import { isEstateStale, isStale } from './assess.ts';
import { disputesOf, objectedOf } from './disputes.query.ts';
import { type Standing, standingsOf } from './standing.query.ts';

export type AssessmentFilter = z.infer<typeof assessmentQuery>;
export type AssessmentRow = Selectable<ProjectsAssessment>;

/** The assessments a filter leaves of those in sight. */
function filtered(ctx: Pick<Ctx, 'tx'>, filter: AssessmentFilter) {
  let rows = ctx.tx.selectFrom('projectsAssessment as a');
  if (filter.search) rows = rows.where('a.name', 'ilike', containing(filter.search));
  if (filter.eligible) rows = rows.where('a.eligible', '=', filter.eligible);
  if (filter.target) rows = rows.where('a.target', '=', filter.target);
  if (filter.subdistrict)
    rows = rows
      .where('a.regionCode', '>=', filter.subdistrict)
      .where('a.regionCode', '<', String(BigInt(filter.subdistrict) + 1n));
  if (filter.failed) rows = rows.where(sql<boolean>`${filter.failed} = any(a.failed)`);
  if (filter.unknown) rows = rows.where(sql<boolean>`${filter.unknown} = any(a.unknown)`);
  const { state } = filter;
  if (state)
    rows = rows.where(({ exists, not, selectFrom }) => {
      let own = selectFrom('projectsApplication as ap')
        .whereRef('ap.estateId', '=', 'a.estateId')
        .select(sql.lit(1).as('one'));
      if (state !== 'none') own = own.where('ap.state', '=', state);
      return state === 'none' ? not(exists(own)) : exists(own);
    });
  return rows;
}

const tieColumns = {
  committee: 'a.committee',
  willingness: 'a.willingness',
  participation: 'a.participation',
} as const;
const sortColumns = {
  name: 'a.name',
  builtYear: 'a.builtYear',
  households: 'a.households',
  subdistrict: 'a.regionCode',
} as const;

/** Rows in the order asked for; by default that of priority: score, the policy's tie-breaks, the id. */
export function orderedAssessments(
  ctx: Pick<Ctx, 'tx'>,
  filter: AssessmentFilter,
  tieBreak: readonly TieBreak[],
) {
  let rows = filtered(ctx, filter).selectAll('a');
  if (filter.sort !== 'score')
    rows = rows.orderBy(sortColumns[filter.sort], (order) =>
      (filter.descending ? order.desc() : order.asc()).nullsLast(),
    );
  const lowestFirst = filter.sort === 'score' && filter.descending === false;
  rows = rows.orderBy('a.score', lowestFirst ? 'asc' : 'desc');
  for (const key of tieBreak) rows = rows.orderBy(tieColumns[key], (order) => order.desc().nullsLast());
  return rows.orderBy('a.estateId');
}

export function presentAssessment(row: AssessmentRow, standing: Standing | undefined) {
  return {
    id: row.estateId,
    name: row.name,
    regionCode: row.regionCode,
    subdistrictName: row.subdistrictName,
    community: row.community,
    eligible: row.eligible as 'yes' | 'no' | 'unknown',
    target: row.target as 'must' | 'aspire' | null,
    failed: row.failed,
    unknown: row.unknown,
    score: row.score / 100,
    scoreComplete: row.scoreComplete,
    households: row.households,
    builtYear: row.builtYear,
    floorAreaCm2: row.floorAreaCm2 === null ? null : String(row.floorAreaCm2),
    state: standing?.state ?? null,
    applicationVersion: standing?.version ?? 0,
    disputed: standing?.disputed ?? false,
    projectCode: standing?.projectCode ?? null,
  };
}

async function countsOf(ctx: Ctx, filter: AssessmentFilter) {
  const counted = await filtered(ctx, filter)
    .select((row) => [
      row.fn.countAll<bigint>().as('total'),
      row.fn.countAll<bigint>().filterWhere('a.eligible', '=', 'yes').as('yes'),
      row.fn.countAll<bigint>().filterWhere('a.eligible', '=', 'no').as('no'),
      row.fn.countAll<bigint>().filterWhere('a.eligible', '=', 'unknown').as('unknown'),
      row.fn
        .countAll<bigint>()
        .filterWhere('a.eligible', '=', 'yes')
        .filterWhere('a.target', '=', 'must')
        .as('must'),
      row.fn
        .countAll<bigint>()
        .filterWhere('a.eligible', '=', 'yes')
        .filterWhere('a.target', '=', 'aspire')
        .as('aspire'),
    ])
    .executeTakeFirstOrThrow();
  const { total, ...counts } = counted;
  const number = (value: bigint) => Number(value);
  return {
    total: Number(total),
    counts: {
      yes: number(counts.yes),
      no: number(counts.no),
      unknown: number(counts.unknown),
      must: number(counts.must),
      aspire: number(counts.aspire),
    },
  };
}

/** One page of estates with verdict, score and where each stands on the way in. */
export async function listAssessments(
  ctx: Ctx,
  input: AssessmentFilter & { page: number; size: number },
): Promise<z.infer<typeof assessmentList>> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const { total, counts } = await countsOf(ctx, input);
  const rows = await orderedAssessments(ctx, input, values['score.tieBreak'])
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const ids = rows.map((row) => row.estateId);
  const standings = await standingsOf(ctx, ids);
  const items = rows.map((row) => presentAssessment(row, standings.get(row.estateId)));
  return { total, items, counts, stale: await isStale(ctx) };
}

/** Everything known of one estate on its way in, with evidence and formulas. */
export async function showAssessment(
  ctx: Ctx,
  input: { id: string },
): Promise<z.infer<typeof assessmentShape>> {
  const row = await ctx.tx
    .selectFrom('projectsAssessment')
    .selectAll()
    .where('estateId', '=', input.id)
    .executeTakeFirst();
  if (!row) throw problem(projectsProblems, 'projects.estate.absent');
  const standing = (await standingsOf(ctx, [input.id])).get(input.id);
  return {
    ...presentAssessment(row, standing),
    conditions: row.conditions as unknown as ConditionVerdict[],
    factors: row.factors as unknown as FactorScore[],
    policyVersion: row.policyVersion,
    assessedAt: row.assessedAt.toISOString(),
    stale: await isEstateStale(ctx, row),
    application: await applicationOf(ctx, input.id),
    disputes: await disputesOf(ctx, input.id),
    objected: await objectedOf(ctx, input.id),
  };
}
