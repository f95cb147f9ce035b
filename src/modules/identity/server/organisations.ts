import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { IdentityOrganisation } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isWithin } from '#shared/region.ts';
import type { organisationShape } from '../contract.ts';
import { creditCodeFault } from '../domain/credit-code.ts';
import type { OrganisationKind } from '../domain/organisation-kind.ts';
import { identityProblems } from '../problems.ts';

type View = z.infer<typeof organisationShape>;
type Fields = Omit<View, 'id' | 'version' | 'archived'>;

const present = (row: Selectable<IdentityOrganisation>): View => ({
  id: row.id,
  kind: row.kind as OrganisationKind,
  name: row.name,
  creditCode: row.creditCode,
  regionCode: row.regionCode,
  contactName: row.contactName,
  contactPhone: row.contactPhone,
  note: row.note,
  version: row.version,
  archived: row.archivedAt !== null,
});

export async function listOrganisations(
  ctx: Ctx,
  input: {
    page: number;
    size: number;
    search?: string | undefined;
    kind?: string | undefined;
    archived?: boolean | undefined;
  },
) {
  let rows = ctx.tx
    .selectFrom('identityOrganisation')
    .where('archivedAt', input.archived ? 'is not' : 'is', null);
  if (input.search) {
    const part = containing(input.search);
    rows = rows.where((row) => row.or([row('name', 'ilike', part), row('creditCode', 'ilike', part)]));
  }
  if (input.kind) rows = rows.where('kind', '=', input.kind);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await rows
    .selectAll()
    .orderBy('kind')
    .orderBy('name')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: items.map(present) };
}

export async function createOrganisation(ctx: Ctx, input: Fields): Promise<View> {
  const fields = await checked(ctx, input);
  const row = await ctx.tx
    .insertInto('identityOrganisation')
    .values({ id: randomUUID(), ...fields, createdAt: ctx.now })
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditOrganisation(ctx, 'identity.organisation.create', row);
  return present(row);
}

export async function editOrganisation(
  ctx: Ctx,
  input: Fields & { id: string; version: number; archived: boolean },
) {
  const before = await ctx.tx
    .selectFrom('identityOrganisation')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  // Bodies of a higher level can be read but not changed.
  if (!before || !isWithin(before.regionCode, ctx.actor.scope))
    throw problem(identityProblems, 'identity.organisation.absent');
  const fields = await checked(ctx, input);
  const row = await ctx.tx
    .updateTable('identityOrganisation')
    .set({
      ...fields,
      archivedAt: input.archived ? (before.archivedAt ?? ctx.now) : null,
      version: input.version + 1,
    })
    .where('id', '=', input.id)
    .where('version', '=', input.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw problem(identityProblems, 'identity.version.stale');
  await auditOrganisation(ctx, 'identity.organisation.edit', row);
  return present(row);
}

async function checked(ctx: Ctx, input: Fields): Promise<Fields> {
  const creditCode = input.creditCode || null;
  const why = creditCode ? creditCodeFault(creditCode) : null;
  if (why)
    throw problem(identityProblems, 'identity.organisation.credit-code', { why }, { at: 'creditCode' });
  const region = await ctx.tx
    .selectFrom('identityRegion')
    .select('code')
    .where('code', '=', input.regionCode)
    .executeTakeFirst();
  if (!region || !isWithin(input.regionCode, ctx.actor.scope))
    throw problem(identityProblems, 'identity.region.absent', {}, { at: 'regionCode' });
  const { kind, name, regionCode, contactName, contactPhone, note } = input;
  return { kind, name, creditCode, regionCode, contactName, contactPhone, note };
}

const auditOrganisation = (ctx: Ctx, action: string, row: Selectable<IdentityOrganisation>) =>
  ctx.audit({
    action,
    subjectKind: 'organisation',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { name: row.name, kind: row.kind },
  });
