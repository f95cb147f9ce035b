import { randomUUID } from 'node:crypto';
import { appendAudit } from '#platform/audit/append.ts';
import type { Database } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Role } from '#shared/actor.ts';
import { hashPassword } from './password.ts';

export type NewAccount = {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: string;
  readonly password: string;
  readonly mustChangePassword: boolean;
  /** Last day on which it may be used; absent: no end. */
  readonly validUntil?: string | null;
};

/** Whether nobody can sign in yet: the first start. */
export async function hasNoUsers(db: Database): Promise<boolean> {
  const row = await inScope(db, everyRegion, (tx) =>
    tx.selectFrom('identityUser').select('id').limit(1).executeTakeFirst(),
  );
  return row === undefined;
}

/**
 * Makes an account at start-up (the first administrator, the demo's people), or sets the password of the one there.
 * @returns the account's id
 */
export async function ensureAccount(db: Database, account: NewAccount, now: Date): Promise<string> {
  const passwordHash = await hashPassword(account.password);
  return inScope(db, everyRegion, async (tx) => {
    const values = {
      name: account.name,
      roles: [...account.roles],
      regionCode: account.scope,
      passwordHash,
      mustChangePassword: account.mustChangePassword,
      failedAttempts: 0,
      lockedUntil: null,
      validUntil: account.validUntil ?? null,
    };
    const row = await tx
      .insertInto('identityUser')
      .values({ id: randomUUID(), login: account.login, createdAt: now, ...values })
      .onConflict((conflict) => conflict.column('login').doUpdateSet(values))
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendAudit(
      tx,
      {
        action: 'identity.user.create',
        subjectKind: 'user',
        subjectId: row.id,
        regionCode: account.scope,
        detail: { login: account.login, roles: account.roles, atStart: true },
      },
      { at: now, actorId: null, actorName: '系统', requestId: 'start' },
    );
    return row.id;
  });
}
