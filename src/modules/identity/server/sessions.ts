import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Ctx, RequestContext } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { passwordFault } from '../domain/sign-in.ts';
import { identityProblems } from '../problems.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { sessionView } from './session.query.ts';

export const showSession = (context: RequestContext) =>
  inScope(context.services.db, everyRegion, (tx) => sessionView(tx, context.session?.actor.id ?? null));

export async function logout(ctx: Ctx) {
  await end(ctx, ctx.sessionId);
  await auditSession(ctx, 'identity.logout', ctx.sessionId);
  return { done: true };
}

/** A new password also ends every other session: whoever knew the old one is out. */
export async function changePassword(ctx: Ctx, input: { current: string; next: string }) {
  const user = await ctx.tx
    .selectFrom('identityUser')
    .selectAll()
    .where('id', '=', ctx.actor.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!(await passwordMatches(input.current, user.passwordHash)))
    throw problem(identityProblems, 'identity.password.wrong', {}, { at: 'current' });
  const why = input.next === input.current ? '不能与当前密码相同。' : passwordFault(input.next, user.login);
  if (why) throw problem(identityProblems, 'identity.password.weak', { why }, { at: 'next' });
  await ctx.tx
    .updateTable('identityUser')
    .set({
      passwordHash: await hashPassword(input.next),
      mustChangePassword: false,
      version: user.version + 1,
    })
    .where('id', '=', user.id)
    .execute();
  await ctx.tx
    .updateTable('identitySession')
    .set({ revokedAt: ctx.now })
    .where('userId', '=', user.id)
    .where('id', '!=', ctx.sessionId)
    .where('revokedAt', 'is', null)
    .execute();
  await auditSession(ctx, 'identity.password', user.id);
  return sessionView(ctx.tx, user.id);
}

export async function listSessions(ctx: Ctx) {
  const rows = await ctx.tx
    .selectFrom('identitySession')
    .selectAll()
    .where('userId', '=', ctx.actor.id)
    .where('revokedAt', 'is', null)
    .orderBy('lastSeenAt', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === ctx.sessionId,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    address: row.address,
    agent: row.agent,
  }));
}

export async function revokeSession(ctx: Ctx, input: { id: string }) {
  const ended = await end(ctx, input.id);
  if (!ended) throw problem(identityProblems, 'identity.session.absent');
  await auditSession(ctx, 'identity.session.revoke', input.id);
  return { done: true };
}

/** Ends one of the actor's own sessions; says whether there was one. */
async function end(ctx: Ctx, id: string): Promise<boolean> {
  const result = await ctx.tx
    .updateTable('identitySession')
    .set({ revokedAt: ctx.now })
    .where('id', '=', id)
    .where('userId', '=', ctx.actor.id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

const auditSession = (ctx: Ctx, action: string, subjectId: string) =>
  ctx.audit({ action, subjectKind: 'session', subjectId, regionCode: ctx.actor.scope });
