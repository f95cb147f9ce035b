import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Role, roleNames } from '#shared/actor.ts';
import { problem } from '#shared/problem.ts';
import { isWithin, regionCode } from '#shared/region.ts';
import type { userShape, userTerms } from '../contract.ts';
import { misplacedRole } from '../domain/role-scope.ts';
import { accountEnded } from '../domain/sign-in.ts';
import { identityProblems } from '../problems.ts';
import { hashPassword, randomPassword } from './password.ts';
import { actorOf, type UserRow } from './session.query.ts';

type UserView = z.infer<typeof userShape>;
type Fields = {
  name: string;
  roles: Role[];
  scope: string;
  organisationId: string | null;
  validUntil: string | null;
};

export const presentUser = (
  row: UserRow & { scopeName?: string | null },
  { now, today }: Pick<Ctx, 'now' | 'today'>,
): UserView => ({
  id: row.id,
  login: row.login,
  name: row.name,
  roles: [...actorOf(row).roles],
  scope: row.regionCode,
  scopeName: row.scopeName ?? row.regionCode,
  organisationId: row.organisationId,
  validUntil: row.validUntil,
  ended: accountEnded(row.validUntil, today) !== null,
  locked: row.lockedUntil !== null && row.lockedUntil > now,
  disabled: row.disabledAt !== null,
  mustChangePassword: row.mustChangePassword,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
});

export async function listUsers(
  ctx: Ctx,
  input: {
    page: number;
    size: number;
    search?: string | undefined;
    role?: Role | undefined;
    disabled?: boolean | undefined;
    term?: (typeof userTerms)[number] | undefined;
  },
) {
  let rows = ctx.tx
    .selectFrom('identityUser')
    .leftJoin('identityRegion', 'identityRegion.code', 'identityUser.regionCode');
  if (input.search) {
    const part = containing(input.search);
    rows = rows.where((row) =>
      row.or([row('identityUser.name', 'ilike', part), row('login', 'ilike', part)]),
    );
  }
  if (input.role) rows = rows.where('roles', '@>', [input.role]);
  if (input.disabled !== undefined) rows = rows.where('disabledAt', input.disabled ? 'is not' : 'is', null);
  if (input.term === 'ended') rows = rows.where('validUntil', '<', ctx.today);
  else if (input.term) rows = rows.where('validUntil', input.term === 'open' ? 'is' : 'is not', null);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await rows
    .selectAll('identityUser')
    .select('identityRegion.name as scopeName')
    .orderBy('identityUser.regionCode')
    .orderBy('login')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: items.map((row) => presentUser(row, ctx)) };
}

/** A new user with a random first password, shown once, that must be changed at the first sign-in. */
export async function createUser(ctx: Ctx, input: Fields & { login: string }) {
  await checkFields(ctx, input);
  if (input.validUntil !== null && input.validUntil < ctx.today)
    throw problem(identityProblems, 'identity.user.term-past', { today: ctx.today }, { at: 'validUntil' });
  const password = randomPassword();
  const row = await ctx.tx
    .insertInto('identityUser')
    .values({
      id: randomUUID(),
      login: input.login,
      name: input.name,
      passwordHash: await hashPassword(password),
      roles: input.roles,
      regionCode: input.scope,
      organisationId: input.organisationId,
      validUntil: input.validUntil,
      createdAt: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditUser(ctx, 'identity.user.create', row, { roles: input.roles, validUntil: input.validUntil });
  return { user: presentUser(row, ctx), oneTimePassword: password };
}

export async function editUser(ctx: Ctx, input: Fields & { id: string; disabled: boolean; version: number }) {
  const before = await userForUpdate(ctx, input.id);
  if (before.version !== input.version) throw problem(identityProblems, 'identity.version.stale');
  const losesOwnRights = input.disabled || !input.roles.includes('administrator');
  if (input.id === ctx.actor.id && losesOwnRights) throw problem(identityProblems, 'identity.user.self');
  await checkFields(ctx, input);
  const row = await ctx.tx
    .updateTable('identityUser')
    .set({
      name: input.name,
      roles: input.roles,
      regionCode: input.scope,
      organisationId: input.organisationId,
      validUntil: input.validUntil,
      disabledAt: input.disabled ? (before.disabledAt ?? ctx.now) : null,
      version: before.version + 1,
    })
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  // What a session may see is fixed at sign-in by the user's row; a disabled or moved user signs in anew.
  if (input.disabled || before.regionCode !== input.scope) await endSessions(ctx, input.id);
  await auditUser(ctx, 'identity.user.edit', row, {
    roles: input.roles,
    disabled: input.disabled,
    validUntil: input.validUntil,
  });
  return presentUser(row, ctx);
}

export async function resetPassword(ctx: Ctx, input: { id: string }) {
  const before = await userForUpdate(ctx, input.id);
  const password = randomPassword();
  const row = await ctx.tx
    .updateTable('identityUser')
    .set({
      passwordHash: await hashPassword(password),
      mustChangePassword: true,
      failedAttempts: 0,
      lockedUntil: null,
      version: before.version + 1,
    })
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await endSessions(ctx, input.id);
  await auditUser(ctx, 'identity.user.reset-password', row, {});
  return { user: presentUser(row, ctx), oneTimePassword: password };
}

async function userForUpdate(ctx: Ctx, id: string): Promise<UserRow> {
  const row = await ctx.tx
    .selectFrom('identityUser')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(identityProblems, 'identity.user.absent');
  return row;
}

async function checkFields(ctx: Ctx, input: Fields & { disabled?: boolean }): Promise<void> {
  // Shutting an account is never refused for what it lacks.
  if (!input.disabled && input.roles.includes('auditor') && input.validUntil === null)
    throw problem(identityProblems, 'identity.user.term', {}, { at: 'validUntil' });
  const region = await ctx.tx
    .selectFrom('identityRegion')
    .select('code')
    .where('code', '=', input.scope)
    .executeTakeFirst();
  if (!region || !isWithin(input.scope, ctx.actor.scope))
    throw problem(identityProblems, 'identity.region.absent', {}, { at: 'scope' });
  const misplaced = misplacedRole(input.roles, regionCode(input.scope));
  if (misplaced)
    throw problem(
      identityProblems,
      'identity.user.scope',
      { role: roleNames[misplaced.role], level: misplaced.level },
      { at: 'scope' },
    );
}

const endSessions = (ctx: Ctx, userId: string) =>
  ctx.tx
    .updateTable('identitySession')
    .set({ revokedAt: ctx.now })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .execute();

const auditUser = (ctx: Ctx, action: string, row: UserRow, detail: Record<string, unknown>) =>
  ctx.audit({
    action,
    subjectKind: 'user',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { login: row.login, ...detail },
  });
