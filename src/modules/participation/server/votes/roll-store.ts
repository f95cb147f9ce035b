import { randomBytes, randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { partsOf } from '#modules/survey/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { ParticipationEntitlement } from '#platform/database/tables.ts';
import { type BundleEntitlement, rollHash } from '../../domain/proof/bundle.ts';
import { buildRoll, type Roll, type RollEntry } from '../../domain/vote/roll.ts';
import type { VoteScope } from '../../domain/vote/state.ts';
import { digest } from '../proof-digest.ts';
import { byPlaceOf } from './place-order.ts';

export type EntitlementRow = Selectable<ParticipationEntitlement>;
export type RollScope = {
  readonly estateId: string;
  readonly scope: VoteScope;
  readonly building?: string | null | undefined;
  readonly entrance?: string | null | undefined;
};

/** The roll as the ledger of owners gives it now. */
export async function rollOfLedger(tx: Tx, scope: RollScope): Promise<Roll> {
  const parts = await partsOf(tx, scope.estateId, {
    ...(scope.scope !== 'estate' && scope.building ? { building: scope.building } : {}),
    ...(scope.scope === 'entrance' && scope.entrance ? { entrance: scope.entrance } : {}),
  });
  return buildRoll(parts);
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight letters nobody can guess or confuse, drawn for one vote only. */
function draw(prefix: 'P' | 'W', taken: Set<string>): string {
  for (;;) {
    const name = prefix + [...randomBytes(8)].map((byte) => letters[byte & 31]).join('');
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** 票号 on the papers, `T0012`: follows the houses and says nothing of the pseudonym, which the bundle alone carries. */
const numbered = (n: number): string => `T${String(n).padStart(4, '0')}`;

/** Gives every entry a row: known parts and persons keep their pseudonyms and paper numbers. */
export function drawPseudonyms(
  entries: readonly RollEntry[],
  known: {
    readonly parts: ReadonlyMap<string, EntitlementRow>;
    readonly persons: ReadonlyMap<string, string>;
  },
): Omit<EntitlementRow, 'voteId' | 'regionCode'>[] {
  const taken = new Set([...[...known.parts.values()].flatMap((one) => [one.pseudonym, one.ownerPseudonym])]);
  const persons = new Map(known.persons);
  let last = Math.max(0, ...[...known.parts.values()].map((one) => Number(one.paperNumber.slice(1))));
  return entries.toSorted(byPlaceOf).map(({ personKey, ...entry }) => {
    const owner = persons.get(personKey) ?? draw('W', taken);
    persons.set(personKey, owner);
    const old = known.parts.get(entry.partId);
    return {
      ...entry,
      id: old?.id ?? randomUUID(),
      pseudonym: old?.pseudonym ?? draw('P', taken),
      paperNumber: old?.paperNumber ?? numbered(++last),
      ownerPseudonym: owner,
    };
  });
}

/** Rows are written in slices: a statement takes 65,535 values at most. */
export async function writeEntitlements(
  tx: Tx,
  vote: { readonly id: string; readonly regionCode: string },
  rows: readonly Omit<EntitlementRow, 'voteId' | 'regionCode'>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 2000)
    await tx
      .insertInto('participationEntitlement')
      .values(
        rows.slice(at, at + 2000).map((row) => ({ ...row, voteId: vote.id, regionCode: vote.regionCode })),
      )
      .execute();
}

export const entitlementsOf = (tx: Tx, voteId: string): Promise<EntitlementRow[]> =>
  tx
    .selectFrom('participationEntitlement')
    .selectAll()
    .where('voteId', '=', voteId)
    .orderBy('pseudonym')
    .execute();

/** The roll as the bundle carries it: no place, no name. */
export const bundleRoll = (rows: readonly EntitlementRow[]): BundleEntitlement[] =>
  rows
    .map((row) => ({
      pseudonym: row.pseudonym,
      areaCm2: Number(row.areaCm2),
      owner: row.unsold ? null : row.ownerPseudonym,
      unsold: row.unsold,
    }))
    .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));

export const hashOfRoll = (rows: readonly EntitlementRow[]): string => rollHash(digest, bundleRoll(rows));
