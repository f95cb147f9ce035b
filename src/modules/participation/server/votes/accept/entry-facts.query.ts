import { sql } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { EntriesInput } from '../../../contract-ballots.ts';

/** What entries of paper ballots are judged by. */
export type EntryFacts = {
  readonly entitlements: ReadonlyMap<string, EntryPart>;
  /** Scans taken in for this vote among the files named. */
  readonly files: ReadonlySet<string>;
  /** Proxies of this vote that are not revoked. */
  readonly proxies: ReadonlyMap<string, EntryProxy>;
};
export type EntryPart = {
  readonly id: string;
  readonly pseudonym: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  /** Who may use it, by the frozen roll; null: the developer's, or not nominated, or not registered. */
  readonly ownerId: string | null;
  readonly unsold: boolean;
  readonly coOwners: number;
  /** How many ballots it has, and the latest one's channel. */
  readonly ballots: number;
  readonly channel: string | null;
};
type EntryProxy = {
  readonly id: string;
  readonly kind: string;
  readonly entitlementId: string | null;
  readonly building: string | null;
  readonly entrance: string | null;
};

export async function readEntryFacts(tx: Tx, input: EntriesInput): Promise<EntryFacts> {
  const parts = await sql<Omit<EntryPart, 'ballots'> & { ballots: bigint }>`
    select e.id, e.pseudonym, e.building, e.entrance, e.room, e.owner_id, e.unsold, e.co_owners, last.channel,
      (select count(*) from participation_ballot b where b.vote_id = e.vote_id and b.entitlement_id = e.id) as ballots
    from participation_entitlement e
    left join lateral (select channel from participation_ballot b
      where b.vote_id = e.vote_id and b.entitlement_id = e.id order by seq desc limit 1) last on true
    where e.vote_id = ${input.id} and e.id = any(${input.entries.map((one) => one.entitlementId)}::uuid[])`.execute(
    tx,
  );
  const fileIds = [input.fileId, ...input.entries.map(({ fileId }) => fileId)].filter((id) => id !== null);
  const files = fileIds.length
    ? await tx
        .selectFrom('participationScan')
        .select('fileId')
        .where('fileId', 'in', fileIds)
        .where('voteId', '=', input.id)
        .execute()
    : [];
  const proxies = await tx
    .selectFrom('participationProxy')
    .select(['id', 'kind', 'entitlementId', 'building', 'entrance'])
    .where('voteId', '=', input.id)
    .where('revokedAt', 'is', null)
    .execute();
  return {
    entitlements: new Map(parts.rows.map((one) => [one.id, { ...one, ballots: Number(one.ballots) }])),
    files: new Set(files.map(({ fileId }) => fileId)),
    proxies: new Map(proxies.map((one) => [one.id, one])),
  };
}
