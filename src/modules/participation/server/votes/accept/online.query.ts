import { sql } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { Choice } from '../../../domain/tally/vote.ts';
import { type LockedVote, lockedVoteOf } from './lock-vote.ts';

export type OnlineSession = {
  readonly hash: string;
  readonly estateId: string;
  readonly ownerId: string | null;
  readonly verifiedBy: 'ledger' | 'oidc' | 'worker' | null;
  readonly helperId: string | null;
  readonly helperName: string | null;
};

type VoteRow = Parameters<typeof lockedVoteOf>[0];

/**
 * Who is behind these cookies, and the vote, locked. Seen across regions: nobody's region is known before.
 * The commit will be durable before anybody hears of it, whatever the server's default.
 * @param hashes hex
 */
export async function readSessionsAndLock(
  tx: Tx,
  voteId: string,
  hashes: readonly string[],
  now: Date,
): Promise<{ vote: LockedVote | null; sessions: ReadonlyMap<string, OnlineSession> }> {
  const found = await sql<VoteRow & { sessions: OnlineSession[] | null }>`
    with v as materialized (
      select id, estate_id, region_code, title, state, opens_at, closes_at, last_at, rules
      from participation_vote where id = ${voteId} for update)
    select v.*, set_config('synchronous_commit', 'on', true) as durable, (
      select json_agg(json_build_object('hash', encode(s.token_hash, 'hex'), 'estateId', s.estate_id,
        'ownerId', s.owner_id, 'verifiedBy', s.verified_by, 'helperId', s.helper_id, 'helperName', s.helper_name))
      from participation_session s
      where s.token_hash = any(${hashes.map((hash) => Buffer.from(hash, 'hex'))}::bytea[]) and s.ended_at is null and s.expires_at > ${now}) as sessions
    from v`.execute(tx);
  const row = found.rows[0];
  return {
    vote: row ? lockedVoteOf(row) : null,
    sessions: new Map((row?.sessions ?? []).map((one) => [one.hash, one])),
  };
}

export type Entitlement = {
  readonly id: string;
  readonly pseudonym: string;
  readonly ownerId: string | null;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  /** Ballots it already has. */
  readonly ballots: number;
};
export type Known = {
  readonly key: string;
  readonly entitlementId: string;
  readonly seq: number;
  readonly at: string;
  readonly receipt: string;
  readonly choices: Readonly<Record<string, Choice | null>>;
  /** How many ballots of the entitlement up to and with this one. */
  readonly times: number;
};
export type Surroundings = {
  readonly matters: readonly { readonly id: string; readonly title: string }[];
  readonly entitlements: readonly Entitlement[];
  readonly known: readonly Known[];
};

/** What the requests of a batch need to be judged: the paper, their owners' entitlements, ballots with their keys. */
export async function readSurroundings(
  tx: Tx,
  voteId: string,
  owners: readonly string[],
  keys: readonly string[],
): Promise<Surroundings> {
  const found = await sql<{ [K in keyof Surroundings]: Surroundings[K] | null }>`select
    (select json_agg(json_build_object('id', m.id, 'title', m.title) order by m.position, m.id)
      from participation_matter m where m.vote_id = ${voteId}) as matters,
    (select json_agg(json_build_object('id', e.id, 'pseudonym', e.pseudonym, 'ownerId', e.owner_id,
        'building', e.building, 'entrance', e.entrance, 'room', e.room,
        'ballots', (select count(*) from participation_ballot b where b.vote_id = ${voteId} and b.entitlement_id = e.id))
        order by e.building, e.entrance, e.room, e.id)
      from participation_entitlement e
      where e.vote_id = ${voteId} and e.owner_id = any(${owners}::uuid[])) as entitlements,
    (select json_agg(json_build_object('key', b.key, 'entitlementId', b.entitlement_id, 'seq', b.seq, 'at', b.at,
        'receipt', b.receipt, 'choices', b.choices,
        'times', (select count(*) from participation_ballot o where o.vote_id = ${voteId}
          and o.entitlement_id = b.entitlement_id and o.seq <= b.seq)) order by b.seq)
      from participation_ballot b where b.vote_id = ${voteId} and b.key = any(${keys}::uuid[])) as known`.execute(
    tx,
  );
  const row = found.rows[0];
  return {
    matters: row?.matters ?? [],
    entitlements: row?.entitlements ?? [],
    known: row?.known ?? [],
  };
}
