import type { Tx } from '#platform/database/connect.ts';
import { may, type Role } from '#shared/actor.ts';
import { isWithin, regionCode } from '#shared/region.ts';

export type WorkingPerson = { readonly id: string; readonly name: string; readonly scope: string };

/**
 * People in sight who may be given work of a region: of one of the roles, not disabled, whose own region holds it.
 * Without a region, everybody of the roles in sight.
 */
export async function workingPeople(
  tx: Tx,
  roles: readonly Role[],
  region: string | null,
): Promise<WorkingPerson[]> {
  const rows = await tx
    .selectFrom('identityUser')
    .select(['id', 'name', 'regionCode', 'roles'])
    .where('disabledAt', 'is', null)
    .orderBy('regionCode')
    .orderBy('name')
    .execute();
  return rows
    .filter((row) => may({ roles: row.roles as Role[] }, roles))
    .filter((row) => region === null || isWithin(regionCode(region), regionCode(row.regionCode)))
    .map((row) => ({ id: row.id, name: row.name, scope: row.regionCode }));
}

/** Names of the people of these ids who are in sight, by id. */
export async function peopleNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('identityUser')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Names of the bodies of these ids that may be named in the transaction's region, by id. */
export async function organisationNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('identityOrganisation')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
