import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { type AssessedEstate, listAssessedEstates } from '#modules/projects/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { PlanLimit } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { yearOf } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import type { limitShape } from '../contract-shapes.ts';
import type { YearLimit } from '../domain/build-instance.ts';
import { planProblems } from '../problems.ts';

export type LimitView = z.infer<typeof limitShape>;
type Kind = YearLimit['kind'];
type LimitRow = Selectable<PlanLimit>;

const present = (row: LimitRow): LimitView => ({
  id: row.id,
  estateId: row.estateId,
  estateName: row.estateName,
  subdistrict: row.regionCode.slice(0, 9),
  kind: row.kind as Kind,
  year: row.year,
  reason: row.reason,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  withdrawnBy: row.withdrawnBy,
  withdrawReason: row.withdrawReason,
});

/** Set years the transaction may see, newest first; withdrawn ones only when asked for. */
export async function listLimits(
  ctx: Pick<Ctx, 'tx'>,
  input: { estateId?: string | undefined; withdrawn: boolean },
): Promise<LimitView[]> {
  let rows = ctx.tx.selectFrom('planLimit').selectAll();
  if (!input.withdrawn) rows = rows.where('withdrawnAt', 'is', null);
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  return (await rows.orderBy('createdAt', 'desc').orderBy('id').execute()).map(present);
}

/** Pins, forbids or enters as done a year for estates, with one reason for all of them. */
export async function setLimits(
  ctx: Ctx,
  input: { estateIds: string[]; kind: Kind; year: number; reason: string },
): Promise<LimitView[]> {
  const { kind, year, reason } = input;
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const years = values['cycle.startYears'];
  if (!years.includes(year))
    throw problem(planProblems, 'plan.limit.year', { year, years: years.join('、') }, { at: 'year' });
  if (kind === 'done' && year > yearOf(ctx.today))
    throw problem(planProblems, 'plan.limit.future', { year }, { at: 'year' });
  const ids = [...new Set(input.estateIds)];
  const estates = await estateSummaries(ctx, { ids });
  if (estates.length !== ids.length)
    throw problem(planProblems, 'plan.estate.absent', {}, { at: 'estateIds' });
  await refuseAgainstFacts(ctx, ids, kind, year);
  const rows = await ctx.tx
    .insertInto('planLimit')
    .values(
      estates.map((estate) => ({
        id: randomUUID(),
        regionCode: estate.regionCode,
        estateId: estate.id,
        estateName: estate.name,
        kind,
        year,
        reason,
        createdAt: ctx.now,
        createdBy: ctx.actor.name,
      })),
    )
    .returningAll()
    .execute();
  for (const row of rows) await auditLimit(ctx, row, { kind, year, reason });
  return rows.map(present);
}

/** Refuses a year against an estate's project, and a pin that no plan could honour. */
async function refuseAgainstFacts(ctx: Ctx, ids: readonly string[], kind: Kind, year: number): Promise<void> {
  for (const one of (await listAssessedEstates(ctx)).filter(({ id }) => ids.includes(id))) {
    const { name, projectYear } = one;
    // A project fixes its estates' year (五(二)): a year set against it would count them in two years.
    if (projectYear !== null && (projectYear === year) === (kind === 'forbid'))
      throw problem(
        planProblems,
        'plan.limit.project',
        { name, code: one.projectCode ?? '', year: projectYear },
        { at: 'year' },
      );
    const why = kind === 'pin' ? unfitWhy(one) : null;
    if (why) throw problem(planProblems, 'plan.limit.unfit', { name, why }, { at: 'estateIds' });
  }
}

function unfitWhy(one: AssessedEstate): string | null {
  if (one.eligible === 'no') return '不符合改造范围';
  if (one.eligible === 'unknown') return '资料不全，尚不能认定是否符合改造范围';
  return one.held ? '存在争议，风险评估、应急预案和各方一致意见齐备之前暂缓' : null;
}

/** Takes a set year back; it stays on record with the reason. */
export async function withdrawLimit(ctx: Ctx, input: { id: string; reason: string }): Promise<LimitView> {
  const before = await ctx.tx
    .selectFrom('planLimit')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw problem(planProblems, 'plan.limit.absent');
  if (before.withdrawnAt) throw problem(planProblems, 'plan.limit.withdrawn');
  const row = await ctx.tx
    .updateTable('planLimit')
    .set({ withdrawnAt: ctx.now, withdrawnBy: ctx.actor.name, withdrawReason: input.reason })
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditLimit(ctx, row, { withdrawn: true, reason: input.reason });
  return present(row);
}

const auditLimit = (ctx: Ctx, row: LimitRow, detail: Readonly<Record<string, unknown>>) =>
  ctx.audit({
    action: 'plan.limit.edit',
    subjectKind: 'estate',
    subjectId: row.estateId,
    regionCode: row.regionCode,
    detail,
  });
