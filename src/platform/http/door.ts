import { type Actor, may, type Role } from '#shared/actor.ts';
import { problem } from '#shared/problem.ts';
import { type AuditLine, appendAudit } from '../audit/append.ts';
import { bindScope } from '../database/scope.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { platformProblems } from '../problems.ts';
import type { Ctx, RequestContext, SignedIn, WorkCtx } from './context.ts';

/** What a route declares about itself; the route walk in the tests reads it too. */
export type DoorSpec = {
  /** Action name, e.g. `survey.edit`; page, permission and audit line carry the same word. */
  readonly action: string;
  readonly allowed: readonly Role[];
  /** `read` runs in a read-only transaction; `write` must leave an audit line. */
  readonly kind: 'read' | 'write';
  /** Reachable although the first password is not yet changed. */
  readonly beforePasswordChange?: boolean;
};

type Handler<I, O> = ((args: { input: I; context: RequestContext }) => Promise<O>) & {
  readonly spec: DoorSpec;
};

/**
 * The one way into a command or query for a signed-in person: authorise → one transaction bound to the actor's
 * region, with the audit line inside it → answer. Parsing comes before (contract), presenting after (contract).
 *
 * It succeeded exactly when `run` returns: then the transaction commits, audit line and queued jobs with it.
 * Whatever `run` throws rolls all of it back.
 */
export function door<I, O>(spec: DoorSpec, run: (ctx: Ctx, input: I) => Promise<O>): Handler<I, O> {
  const handler = ({ input, context }: { input: I; context: RequestContext }) =>
    enter(spec, context, (ctx) => run(ctx, input));
  return Object.assign(handler, { spec });
}

/** The same for a route that is not a contract procedure (upload, download). */
export async function enter<O>(
  spec: DoorSpec,
  context: RequestContext,
  run: (ctx: Ctx) => Promise<O>,
): Promise<O> {
  const session = authorise(spec, context);
  return runAs(session, spec, context, run);
}

/** Checks who may before any work is done; throws the refusal. */
export function authorise(
  spec: DoorSpec,
  { session, endedOn }: Pick<RequestContext, 'session' | 'endedOn'>,
): SignedIn {
  if (!session && endedOn) throw problem(platformProblems, 'session.ended', { day: endedOn });
  if (!session) throw problem(platformProblems, 'session.absent');
  if (session.mustChangePassword && !spec.beforePasswordChange)
    throw problem(platformProblems, 'session.password-change-required');
  if (!may(session.actor, spec.allowed)) throw problem(platformProblems, 'action.forbidden');
  return session;
}

async function runAs<O>(
  session: SignedIn,
  spec: DoorSpec,
  context: RequestContext,
  run: (ctx: Ctx) => Promise<O>,
): Promise<O> {
  const { actor } = session;
  const work = { ...spec, scope: actor.scope, actorId: actor.id, actorName: actor.name };
  const looked: AuditLine[] = [];
  const answer = await workIn(context, work, (ctx) =>
    run({
      ...ctx,
      actor,
      sessionId: session.sessionId,
      enqueue: (order) => enqueueJob(ctx.tx, order, actor, ctx.now),
      noteRead: (line) => void looked.push(line),
    }),
  );
  if (looked.length > 0)
    await workIn(context, { ...work, kind: 'write' }, async (ctx) => {
      for (const line of looked) await ctx.audit(line);
    });
  return answer;
}

/** What is done, for whom, and in which region's rows. */
export type Work = Pick<DoorSpec, 'action' | 'kind'> & {
  readonly scope: string;
  /** Null where somebody without an account acts; then `actorName` says in what quality, never who. */
  readonly actorId: string | null;
  readonly actorName: string;
};

/**
 * One transaction bound to a region, the audit line inside it. For signed-in people `door` calls it; a module calls it
 * itself only for those who come without an account, after it has decided what they may.
 */
export async function workIn<O>(
  context: Pick<RequestContext, 'services' | 'requestId'>,
  work: Work,
  run: (ctx: WorkCtx) => Promise<O>,
): Promise<O> {
  const { services, requestId } = context;
  const builder = services.db.transaction().setAccessMode(work.kind === 'read' ? 'read only' : 'read write');
  return builder.execute(async (tx) => {
    await bindScope(tx, work.scope);
    const now = services.clock.now();
    let audited = false;
    const answer = await run({
      tx,
      now,
      today: services.clock.today(),
      requestId,
      log: services.log,
      files: services.files,
      vault: services.vault,
      audit: async (line) => {
        audited = true;
        await appendAudit(tx, line, { at: now, actorId: work.actorId, actorName: work.actorName, requestId });
      },
    });
    if (work.kind === 'write' && !audited) throw new Error(`${work.action} wrote without an audit line`);
    return answer;
  });
}

export const auditBy = (actor: Actor, at: Date, requestId: string) => ({
  at,
  actorId: actor.id,
  actorName: actor.name,
  requestId,
});
