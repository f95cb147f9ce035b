import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import {
  type ApplicationState,
  type ApplicationStep,
  type StepRefusal,
  stateNames,
  stepNames,
  takeStep,
} from '../domain/application.ts';
import type { ConditionVerdict } from '../domain/eligibility.ts';
import { projectsProblems } from '../problems.ts';
import {
  type ApplicationRow,
  type ApplicationView,
  applicationOf,
  applicationRow,
} from './application.query.ts';
import { isEstateStale } from './assess.ts';
import { standingsOf } from './standing.query.ts';

export type StepInput = {
  id: string;
  step: ApplicationStep;
  reason: string;
  opinion: 'support' | 'oppose' | null;
  version: number;
};

type Assessed = { name: string; regionCode: string; eligible: string; conditions: unknown };

function refusal(
  code: StepRefusal,
  step: ApplicationStep,
  state: ApplicationState | null,
  why: string,
): Problem {
  return problem(projectsProblems, `projects.application.${code}`, {
    step: stepNames[step],
    state: state === null ? '尚未申请' : stateNames[state],
    why,
  });
}

/** The conditions that stand in the way, in words. */
const obstacles = (assessed: Assessed): string =>
  (assessed.conditions as ConditionVerdict[])
    .filter((one) => one.met !== 'yes')
    .map((one) => `${one.title}（${one.evidence}）`)
    .join('；');

/** Takes one step of the way in: community applies, subdistrict gives its opinion, task force accepts or returns. */
export async function takeApplicationStep(ctx: Ctx, input: StepInput): Promise<ApplicationView> {
  const assessed = await ctx.tx
    .selectFrom('projectsAssessment')
    .select([
      'estateId',
      'name',
      'regionCode',
      'eligible',
      'conditions',
      'estateVersion',
      'assessedAt',
      'policyVersion',
    ])
    .where('estateId', '=', input.id)
    .executeTakeFirst();
  if (!assessed) throw problem(projectsProblems, 'projects.estate.absent');
  const row = await applicationRow(ctx, input.id);
  const standing = (await standingsOf(ctx, [input.id])).get(input.id);
  const state = standing?.state ?? null;
  if ((row?.version ?? 0) !== input.version) throw problem(projectsProblems, 'projects.version.stale');
  const result = takeStep(
    state,
    input.step,
    { roles: ctx.actor.roles, text: input.reason },
    {
      eligible: assessed.eligible as 'yes' | 'no' | 'unknown',
      opinion: standing?.opinion ?? null,
      disputeOpen: standing?.disputed ?? false,
      inProject: (standing?.projectCode ?? null) !== null,
    },
  );
  if (!result.ok) throw refusal(result.refusal, input.step, state, obstacles(assessed));
  if (input.step === 'opine' && input.opinion === null)
    throw problem(projectsProblems, 'projects.application.opinion-missing', {}, { at: 'opinion' });
  if (input.step === 'accept' && (await isEstateStale(ctx, assessed)))
    throw problem(projectsProblems, 'projects.assessment.stale', { name: assessed.name });
  await write(ctx, input, { row, state: result.state, regionCode: assessed.regionCode });
  await ctx.audit({
    action: `projects.application.${input.step}`,
    subjectKind: 'estate',
    subjectId: input.id,
    regionCode: assessed.regionCode,
    detail: { from: state, to: result.state, opinion: input.opinion },
  });
  return applicationOf(ctx, input.id);
}

async function write(
  ctx: Ctx,
  input: StepInput,
  to: { row: ApplicationRow | undefined; state: ApplicationState; regionCode: string },
): Promise<void> {
  const { row, state, regionCode } = to;
  const kept = state === 'accepted' || state === 'returned' ? (row?.opinion ?? null) : null;
  const opinion = input.step === 'opine' ? input.opinion : kept;
  const id = row?.id ?? randomUUID();
  const fields = { state, opinion, regionCode, version: input.version + 1, updatedAt: ctx.now };
  if (row) {
    const changed = await ctx.tx
      .updateTable('projectsApplication')
      .set(fields)
      .where('id', '=', id)
      .where('version', '=', input.version)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw problem(projectsProblems, 'projects.version.stale');
  } else
    await ctx.tx
      .insertInto('projectsApplication')
      .values({ id, estateId: input.id, createdAt: ctx.now, ...fields })
      .execute();
  await ctx.tx
    .insertInto('projectsApplicationStep')
    .values({
      applicationId: id,
      regionCode,
      step: input.step,
      toState: state,
      opinion: input.step === 'opine' ? input.opinion : null,
      reason: input.reason,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      at: ctx.now,
    })
    .execute();
}
