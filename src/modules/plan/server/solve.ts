import { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { serialise } from '#platform/database/serialise.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { planProblems } from '../problems.ts';
import { ownDistrict } from './district.ts';

/** What a solve is asked for; also the input of its job. */
export const solveInput = z.object({
  title: z.string(),
  openFrom: z.number().int(),
  limitSeconds: z.number().int(),
  seed: z.number().int(),
});
export type SolveInput = z.infer<typeof solveInput>;

export const solveJobKind = 'plan.solve';

/** Queues a solve of the whole district; the job's result names the run. */
export async function startSolve(ctx: Ctx, input: SolveInput): Promise<{ jobId: string }> {
  const district = ownDistrict(ctx);
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  if (!values['cycle.startYears'].some((year) => year >= input.openFrom))
    throw problem(planProblems, 'plan.solve.no-years', { year: input.openFrom }, { at: 'openFrom' });
  await refuseSecond(ctx, district);
  const title = input.title || `${input.openFrom} 年起的年度计划`;
  const jobId = await ctx.enqueue({
    kind: solveJobKind,
    title: `测算 ${title}`,
    input: { ...input, title },
    regionCode: district,
  });
  await ctx.audit({
    action: 'plan.solve',
    subjectKind: 'job',
    subjectId: jobId,
    regionCode: district,
    detail: { openFrom: input.openFrom, limitSeconds: input.limitSeconds, seed: input.seed },
  });
  return { jobId };
}

/** One solve of a district at a time: two clicks at once would queue the same work twice. */
async function refuseSecond(ctx: Ctx, district: string): Promise<void> {
  await serialise(ctx.tx, `plan.solve ${district}`);
  const busy = await ctx.tx
    .selectFrom('job')
    .select('title')
    .where('kind', '=', solveJobKind)
    .where('regionCode', '=', district)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  if (busy) throw problem(planProblems, 'plan.solve.running', { title: busy.title });
}
