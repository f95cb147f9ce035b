import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { clockAt } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { IdentityUser } from '#platform/database/tables.ts';
import type { Ended, SignedIn } from '#platform/http/context.ts';
import { type Actor, allRoles, type Role } from '#shared/actor.ts';
import { regionCode } from '#shared/region.ts';
import type { sessionShape } from '../contract.ts';
import { accountEnded, sessionEnded } from '../domain/sign-in.ts';
import { tokenHash } from './token.ts';

export type UserRow = Selectable<IdentityUser>;

const knownRoles = (names: readonly string[]): Role[] => allRoles.filter((role) => names.includes(role));

export const actorOf = (user: UserRow): Actor => ({
  id: user.id,
  name: user.name,
  roles: knownRoles(user.roles),
  scope: regionCode(user.regionCode),
  organisationId: user.organisationId,
});

/** How stale `last_seen_at` may be; written at most once a minute, so that reading does not mean writing. */
const seenStep = 60_000;

/** Who is behind a session token; null when the session is unknown, revoked or ended, or the user disabled; the last day where the user's time is over. */
export async function authenticate(db: Database, token: string, now: Date): Promise<SignedIn | Ended | null> {
  return inScope(db, everyRegion, async (tx) => {
    const session = await tx
      .selectFrom('identitySession')
      .selectAll()
      .where('tokenHash', '=', tokenHash(token))
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (!session) return null;
    const times = { createdAt: session.createdAt.getTime(), lastSeenAt: session.lastSeenAt.getTime() };
    if (sessionEnded(times, now.getTime())) return null;
    const user = await tx
      .selectFrom('identityUser')
      .selectAll()
      .where('id', '=', session.userId)
      .where('disabledAt', 'is', null)
      .executeTakeFirst();
    if (!user) return null;
    const endedOn = accountEnded(user.validUntil, clockAt(() => now).today());
    if (endedOn) return { endedOn };
    if (now.getTime() - times.lastSeenAt > seenStep)
      await tx.updateTable('identitySession').set({ lastSeenAt: now }).where('id', '=', session.id).execute();
    return { sessionId: session.id, actor: actorOf(user), mustChangePassword: user.mustChangePassword };
  });
}

type SessionView = z.infer<typeof sessionShape>;

/** What the web asks first: who am I, where am I. `userId` null for a visitor. */
export async function sessionView(tx: Tx, userId: string | null): Promise<SessionView> {
  const facts = await tx.selectFrom('installation').selectAll().execute();
  const fact = (key: string) => facts.find((row) => row.key === key)?.value;
  const districtCode = String(fact('district') ?? '');
  const district = await regionName(tx, districtCode);
  const user = userId
    ? await tx.selectFrom('identityUser').selectAll().where('id', '=', userId).executeTakeFirst()
    : undefined;
  return {
    demo: fact('demo') === true,
    districtCode,
    districtName: district,
    user: user
      ? {
          id: user.id,
          login: user.login,
          name: user.name,
          roles: knownRoles(user.roles),
          scope: user.regionCode,
          scopeName: await regionName(tx, user.regionCode),
          mustChangePassword: user.mustChangePassword,
        }
      : null,
  };
}

async function regionName(tx: Tx, code: string): Promise<string> {
  const row = await tx
    .selectFrom('identityRegion')
    .select('name')
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.name ?? code;
}
