import { sql } from 'kysely';
import pg from 'pg';
import type { Actor } from '#shared/actor.ts';
import { Problem } from '#shared/problem.ts';
import { appendAudit } from '../audit/append.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/connect.ts';
import { bindScope, everyRegion, inScope } from '../database/scope.ts';
import type { Ctx, Services } from '../http/context.ts';
import { auditBy } from '../http/door.ts';
import { enqueueJob, jobChannel } from './enqueue.ts';

/** What a job's work is handed. */
export type JobRun = {
  readonly id: string;
  readonly input: unknown;
  readonly actor: Actor;
  /** Aborted when the user cancels or the worker stops. */
  readonly signal: AbortSignal;
  readonly services: Services;
  /** Percent done and a Chinese sentence; throttling is not needed, it is one small update. */
  readonly progress: (percent: number, message: string) => Promise<void>;
  /** One transaction on behalf of whoever ordered the job, bound to their region. */
  readonly transaction: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
};

/** kind → the work; its return value becomes the job's result. */
export type JobKinds = Readonly<Record<string, (run: JobRun) => Promise<unknown>>>;

type JobRow = { id: string; kind: string; input: unknown; actor: unknown; attempts: number };

const maxAttempts = 3;

/**
 * Takes queued jobs one after another until stopped. Several workers, on several machines, may run side by side:
 * a job is taken with `for update skip locked`, and each worker holds an advisory lock by which others see it lives;
 * jobs of a dead worker (kill -9, power cut) are queued again.
 */
export async function runWorker(
  url: string,
  services: Services,
  kinds: JobKinds,
  stop: AbortSignal,
  options: { onIdle?: () => void } = {},
): Promise<void> {
  const listener = new pg.Client({ connectionString: url, application_name: 'huanju-worker' });
  await listener.connect();
  const bell = makeBell(stop);
  listener.on('notification', bell.ring);
  listener.on('error', bell.ring);
  const workerId =
    (await listener.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
  await listener.query('select pg_advisory_lock(7150302, $1)', [workerId]);
  await listener.query(`listen ${jobChannel}`);
  try {
    while (!stop.aborted) {
      await requeueOrphans(services.db);
      const job = await takeJob(services.db, services.clock, workerId);
      if (job) await runJob(job, services, kinds, stop);
      else {
        options.onIdle?.();
        await bell.wait();
      }
    }
  } finally {
    await listener.end();
  }
}

/** Wakes on a notification, on stop, or after a while (another worker may have died meanwhile). */
function makeBell(stop: AbortSignal) {
  let wake: () => void = () => undefined;
  const ring = () => wake();
  stop.addEventListener('abort', ring);
  return {
    ring,
    wait: () =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 5_000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stop.aborted) wake();
      }),
  };
}

async function requeueOrphans(db: Database): Promise<void> {
  await inScope(db, everyRegion, async (tx) => {
    // A lock we can take belongs to nobody living; it is ours only for this transaction.
    await sql`update job set state = case when attempts >= ${maxAttempts} then 'failed' else 'queued' end,
        worker_id = null, message = case when attempts >= ${maxAttempts} then '多次中断，已停止' else '中断后重新排队' end
      where state = 'running' and pg_try_advisory_xact_lock(7150302, worker_id)`.execute(tx);
  });
}

async function takeJob(db: Database, clock: Clock, workerId: number): Promise<JobRow | undefined> {
  return inScope(db, everyRegion, async (tx) => {
    const found =
      await sql<JobRow>`update job set state = 'running', worker_id = ${workerId}, attempts = attempts + 1,
        started_at = ${clock.now()}, message = '正在处理', progress = 0
      where id = (select id from job where state = 'queued' order by created_at limit 1 for update skip locked)
      returning id, kind, input, actor, attempts`.execute(tx);
    return found.rows[0];
  });
}

async function runJob(job: JobRow, services: Services, kinds: JobKinds, stop: AbortSignal): Promise<void> {
  const abort = new AbortController();
  const onStop = () => abort.abort();
  stop.addEventListener('abort', onStop);
  const run = jobRun(job, services, abort);
  try {
    const work = kinds[job.kind];
    if (!work) throw new Error(`no work is known for job kind ${job.kind}`);
    const result = await work(run);
    await finish(services, job.id, 'done', '完成', { result: result ?? null });
  } catch (fault) {
    // Stopped with the process, not by the user: left as running, so that the next start takes it up again.
    if (stop.aborted) return;
    if (abort.signal.aborted) await finish(services, job.id, 'cancelled', '已取消', {});
    else await finishFailed(services, job.id, fault);
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}

function jobRun(job: JobRow, services: Services, abort: AbortController): JobRun {
  const actor = job.actor as Actor;
  return {
    id: job.id,
    input: job.input,
    actor,
    signal: abort.signal,
    services,
    progress: async (percent, message) => {
      const row = await inScope(services.db, everyRegion, (tx) =>
        tx
          .updateTable('job')
          .set({ progress: Math.max(0, Math.min(100, Math.round(percent))), message })
          .where('id', '=', job.id)
          .returning('cancelRequested')
          .executeTakeFirst(),
      );
      if (row?.cancelRequested) abort.abort();
    },
    transaction: (work) => services.db.transaction().execute((tx) => bound(tx, work)),
  };
  async function bound<T>(tx: Ctx['tx'], work: (ctx: Ctx) => Promise<T>): Promise<T> {
    await bindScope(tx, actor.scope);
    const now = services.clock.now();
    return work({
      tx,
      actor,
      sessionId: '',
      now,
      today: services.clock.today(),
      requestId: job.id,
      log: services.log,
      files: services.files,
      vault: services.vault,
      audit: (line) => appendAudit(tx, line, auditBy(actor, now, job.id)),
      // A job leaves its own line in the audit.
      noteRead: () => undefined,
      enqueue: (order) => enqueueJob(tx, order, actor, now),
    });
  }
}

async function finish(
  services: Services,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  message: string,
  outcome: { result?: unknown; problem?: unknown },
): Promise<void> {
  await inScope(services.db, everyRegion, (tx) =>
    tx
      .updateTable('job')
      .set({
        state,
        message,
        finishedAt: services.clock.now(),
        ...(state === 'done' ? { progress: 100 } : {}),
        ...(outcome.result === undefined ? {} : { result: JSON.stringify(outcome.result) }),
        ...(outcome.problem === undefined ? {} : { problem: JSON.stringify(outcome.problem) }),
      })
      .where('id', '=', id)
      .execute(),
  );
}

async function finishFailed(services: Services, id: string, fault: unknown): Promise<void> {
  if (fault instanceof Problem) {
    const { code, message, at, details } = fault;
    return finish(services, id, 'failed', message, { problem: { code, message, at, details } });
  }
  services.log.error({ requestId: id, err: fault }, 'job fault');
  const message = `任务出错，已记录，编号 ${id.slice(0, 8)}。`;
  return finish(services, id, 'failed', message, { problem: { code: 'system.fault', message } });
}
