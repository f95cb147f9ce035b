import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { RunView } from '../contract-shapes.ts';
import { planProblems } from '../problems.ts';
import { ownDistrict } from './district.ts';
import { frozenRun, showRun } from './run.query.ts';

/** Publishes a run as the next version of the annual plan; it can never be changed or taken back afterwards. */
export async function publishRun(ctx: Ctx, input: { id: string; note: string }): Promise<RunView> {
  const district = ownDistrict(ctx);
  const { row } = await frozenRun(ctx, input.id);
  if (row.publishedVersion !== null)
    throw problem(planProblems, 'plan.run.published', { version: row.publishedVersion });
  const unfit =
    row.status === 'infeasible'
      ? '没有可行的计划'
      : (row.verdict as { ok: boolean }).ok
        ? null
        : '没有通过独立核验';
  if (unfit) throw problem(planProblems, 'plan.run.not-publishable', { why: unfit });
  const { last } = await ctx.tx
    .selectFrom('planRun')
    .select((one) => one.fn.max('publishedVersion').as('last'))
    .where('regionCode', '=', district)
    .executeTakeFirstOrThrow();
  const version = (last ?? 0) + 1;
  await ctx.tx
    .updateTable('planRun')
    .set({
      publishedVersion: version,
      publishedAt: ctx.now,
      publishedBy: ctx.actor.name,
      publishNote: input.note,
    })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'plan.publish',
    subjectKind: 'planRun',
    subjectId: row.id,
    regionCode: district,
    detail: { version, note: input.note },
  });
  return showRun(ctx, { id: row.id });
}
