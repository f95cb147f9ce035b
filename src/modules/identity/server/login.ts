import { randomBytes, randomUUID } from 'node:crypto';
import { appendAudit } from '#platform/audit/append.ts';
import type { Tx } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { accountEnded, afterWrongPassword, lockedMinutes } from '../domain/sign-in.ts';
import { identityProblems } from '../problems.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { sessionView, type UserRow } from './session.query.ts';
import { tokenHash } from './token.ts';

/** Compared against when there is no such user, so that an answer's time does not tell whether there is one. */
const nobody = hashPassword(randomUUID());

/**
 * Signs in. The count of wrong passwords is kept although the request is refused, hence two transactions: one that
 * judges and remembers, and only then the refusal.
 */
export async function login(context: RequestContext, input: { login: string; password: string }) {
  const { db, clock } = context.services;
  const now = clock.now();
  const outcome = await inScope(db, everyRegion, async (tx) => {
    const user = await tx
      .selectFrom('identityUser')
      .selectAll()
      .where('login', '=', input.login.toLowerCase())
      .forUpdate()
      .executeTakeFirst();
    if (!user) {
      await passwordMatches(input.password, await nobody);
      return problem(identityProblems, 'identity.login.wrong');
    }
    return judge(tx, user, input.password, context, now);
  });
  if (outcome instanceof Error) throw outcome;
  context.setCookie(outcome.token);
  return inScope(db, everyRegion, (tx) => sessionView(tx, outcome.userId));
}

async function judge(tx: Tx, user: UserRow, password: string, context: RequestContext, now: Date) {
  const state = { failedAttempts: user.failedAttempts, lockedUntil: user.lockedUntil?.getTime() ?? null };
  const minutes = lockedMinutes(state, now.getTime());
  if (minutes > 0) return problem(identityProblems, 'identity.login.locked', { minutes });
  if (!(await passwordMatches(password, user.passwordHash))) {
    const next = afterWrongPassword(state, now.getTime());
    await setAttempts(tx, user.id, next);
    await line(tx, user, 'identity.login.refuse', context, now, { attempt: next.failedAttempts });
    const left = lockedMinutes(next, now.getTime());
    return left > 0
      ? problem(identityProblems, 'identity.login.locked', { minutes: left })
      : problem(identityProblems, 'identity.login.wrong');
  }
  if (user.disabledAt) return problem(identityProblems, 'identity.login.disabled');
  const endedOn = accountEnded(user.validUntil, context.services.clock.today());
  if (endedOn) return problem(identityProblems, 'identity.login.ended', { day: endedOn });
  await setAttempts(tx, user.id, { failedAttempts: 0, lockedUntil: null });
  const token = await openSession(tx, user, context, now);
  await line(tx, user, 'identity.login', context, now, {});
  return { token, userId: user.id };
}

async function setAttempts(
  tx: Tx,
  id: string,
  state: { failedAttempts: number; lockedUntil: number | null },
) {
  await tx
    .updateTable('identityUser')
    .set({
      failedAttempts: state.failedAttempts,
      lockedUntil: state.lockedUntil === null ? null : new Date(state.lockedUntil),
    })
    .where('id', '=', id)
    .execute();
}

/** A new session; the token leaves in the cookie and is stored only as its hash. */
async function openSession(tx: Tx, user: UserRow, context: RequestContext, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx
    .insertInto('identitySession')
    .values({
      id: randomUUID(),
      tokenHash: tokenHash(token),
      userId: user.id,
      regionCode: user.regionCode,
      createdAt: now,
      lastSeenAt: now,
      address: context.address,
      agent: context.agent,
    })
    .execute();
  return token;
}

function line(
  tx: Tx,
  user: UserRow,
  action: string,
  context: RequestContext,
  now: Date,
  detail: Record<string, unknown>,
) {
  return appendAudit(
    tx,
    { action, subjectKind: 'user', subjectId: user.id, regionCode: user.regionCode, detail },
    { at: now, actorId: user.id, actorName: user.name, requestId: context.requestId },
  );
}
