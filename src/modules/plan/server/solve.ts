import { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
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
