import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { listAssessedEstates } from '#modules/projects/index.ts';
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
  await refuseAgainstProject(ctx, ids, kind, year);
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

/** A project fixes its estates' year (五(二)): a year set against it would count them in two years. */
async function refuseAgainstProject(
  ctx: Ctx,
  ids: readonly string[],
  kind: Kind,
  year: number,
): Promise<void> {
  const against = (await listAssessedEstates(ctx)).find(
    (one) =>
      ids.includes(one.id) && one.projectYear !== null && (one.projectYear === year) === (kind === 'forbid'),
  );
  if (against)
    throw problem(
      planProblems,
      'plan.limit.project',
      { name: against.name, code: against.projectCode ?? '', year: against.projectYear ?? year },
      { at: 'year' },
    );
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
