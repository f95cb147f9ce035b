import { type Actor, may, type Role } from '#shared/actor.ts';
import { problem } from '#shared/problem.ts';
import { appendAudit } from '../audit/append.ts';
import { bindScope } from '../database/scope.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { platformProblems } from '../problems.ts';
import type { Ctx, RequestContext, SignedIn } from './context.ts';

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
  const session = authorise(spec, context.session);
  return runAs(session, spec, context, run);
}

/** Checks who may before any work is done; throws the refusal. */
function authorise(spec: DoorSpec, session: SignedIn | null): SignedIn {
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
  const { services } = context;
  const builder = services.db.transaction().setAccessMode(spec.kind === 'read' ? 'read only' : 'read write');
  return builder.execute(async (tx) => {
    await bindScope(tx, session.actor.scope);
    const now = services.clock.now();
    let audited = false;
    const ctx: Ctx = {
      tx,
      actor: session.actor,
      sessionId: session.sessionId,
      now,
      today: services.clock.today(),
      requestId: context.requestId,
      log: services.log,
      files: services.files,
      audit: async (line) => {
        audited = true;
        await appendAudit(tx, line, auditBy(session.actor, now, context.requestId));
      },
      enqueue: (order) => enqueueJob(tx, order, session.actor, now),
    };
    const answer = await run(ctx);
    if (spec.kind === 'write' && !audited) throw new Error(`${spec.action} wrote without an audit line`);
    return answer;
  });
}

export const auditBy = (actor: Actor, at: Date, requestId: string) => ({
  at,
  actorId: actor.id,
  actorName: actor.name,
  requestId,
});
