import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { ProjectsApplication } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { applicationShape } from '../contract.ts';
import { type ApplicationState, type ApplicationStep, stepsFrom } from '../domain/application.ts';

export type ApplicationView = z.infer<typeof applicationShape>;
export type ApplicationRow = Selectable<ProjectsApplication>;

export const applicationRow = (ctx: Pick<Ctx, 'tx'>, estateId: string): Promise<ApplicationRow | undefined> =>
  ctx.tx.selectFrom('projectsApplication').selectAll().where('estateId', '=', estateId).executeTakeFirst();

/** The application of an estate with every step it took, and what the asking user may do next. */
export async function applicationOf(ctx: Ctx, estateId: string): Promise<ApplicationView> {
  const row = await applicationRow(ctx, estateId);
  const state = (row?.state ?? null) as ApplicationState | null;
  const steps = row
    ? await ctx.tx
        .selectFrom('projectsApplicationStep')
        .selectAll()
        .where('applicationId', '=', row.id)
        .orderBy('id', 'desc')
        .execute()
    : [];
  return {
    version: row?.version ?? 0,
    state,
    opinion: (row?.opinion ?? null) as ApplicationView['opinion'],
    steps: steps.map((step) => ({
      id: String(step.id),
      step: step.step as ApplicationStep,
      state: step.toState as ApplicationState,
      opinion: step.opinion as ApplicationView['opinion'],
      reason: step.reason,
      by: step.actorName,
      at: step.at.toISOString(),
    })),
    next: stepsFrom(state, ctx.actor.roles),
  };
}
