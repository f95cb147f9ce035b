import { implement } from '@orpc/server';
import { type Selectable, sql } from 'kysely';
import { type JobView, jobActions, jobContract } from '#shared/job-contract.ts';
import { problem } from '#shared/problem.ts';
import type { Job } from '../database/tables.ts';
import type { Ctx, RequestContext } from '../http/context.ts';
import { door } from '../http/door.ts';
import { platformProblems } from '../problems.ts';

const os = implement(jobContract).$context<RequestContext>();

const present = (row: Selectable<Job>): JobView => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state as JobView['state'],
  progress: row.progress,
  message: row.message,
  result: row.result ?? null,
  problem: row.problem as JobView['problem'],
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

const own = (ctx: Ctx) =>
  ctx.tx.selectFrom('job').selectAll().where(sql<boolean>`actor ->> 'id' = ${ctx.actor.id}`);

async function show(ctx: Ctx, input: { id: string }): Promise<JobView> {
  const row = await own(ctx).where('id', '=', input.id).executeTakeFirst();
  if (!row) throw problem(platformProblems, 'job.absent');
  return present(row);
}

async function cancel(ctx: Ctx, input: { id: string }): Promise<JobView> {
  const before = await own(ctx).where('id', '=', input.id).forUpdate().executeTakeFirst();
  if (!before) throw problem(platformProblems, 'job.absent');
  if (before.finishedAt) throw problem(platformProblems, 'job.ended');
  // Not begun: ended at once. Running: the worker sees the wish at its next progress report.
  const ended =
    before.state === 'queued' ? { state: 'cancelled', message: '已取消', finishedAt: ctx.now } : {};
  const row = await ctx.tx
    .updateTable('job')
    .set({ cancelRequested: true, ...ended })
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.audit({
    action: 'job.cancel',
    subjectKind: 'job',
    subjectId: row.id,
    regionCode: row.regionCode,
  });
  return present(row);
}

export const jobRoutes = os.router({
  list: os.list.handler(
    door({ action: 'job.read', allowed: jobActions['job.read'], kind: 'read' }, async (ctx) =>
      (await own(ctx).orderBy('createdAt', 'desc').limit(50).execute()).map(present),
    ),
  ),
  show: os.show.handler(door({ action: 'job.read', allowed: jobActions['job.read'], kind: 'read' }, show)),
  cancel: os.cancel.handler(
    door({ action: 'job.cancel', allowed: jobActions['job.cancel'], kind: 'write' }, cancel),
  ),
});
