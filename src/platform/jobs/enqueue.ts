import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#shared/actor.ts';
import type { Tx } from '../database/connect.ts';

/** Long work to be done by a worker on behalf of whoever asked for it. */
export type JobOrder = {
  /** `module.verb`; a worker knows what to do by it. */
  readonly kind: string;
  /** What the user reads while it runs, e.g. 导入台账 chiping.xlsx. */
  readonly title: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The region the work concerns; who may see the job follows from it. */
  readonly regionCode: string;
};

/** Channel on which workers hear of new work at once. */
export const jobChannel = 'huanju_job';

/** Queues work inside the caller's transaction: it exists exactly when the caller commits. */
export async function enqueueJob(tx: Tx, order: JobOrder, actor: Actor, now: Date): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('job')
    .values({
      id,
      kind: order.kind,
      title: order.title,
      input: JSON.stringify(order.input),
      actor: JSON.stringify(actor),
      regionCode: order.regionCode,
      createdAt: now,
    })
    .execute();
  await sql`select pg_notify(${jobChannel}, ${id})`.execute(tx);
  return id;
}
