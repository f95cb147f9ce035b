import { sql } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import { problem } from '#shared/problem.ts';
import type { Paper } from '../../../domain/ballot/choice-check.ts';
import { judgeWindow, type VoteWindow } from '../../../domain/ballot/window.ts';
import { ballotProblems } from '../../../problems-ballots.ts';

/** A vote while this transaction holds its row: closing waits, and no other ballot gets in between. */
export type LockedVote = VoteWindow & {
  readonly id: string;
  readonly estateId: string;
  readonly regionCode: string;
  readonly title: string;
  readonly follow: boolean;
  readonly paperPer: 'batch' | 'ballot';
};

type Row = {
  id: string;
  estateId: string;
  regionCode: string;
  title: string;
  state: string;
  opensAt: Date | null;
  closesAt: Date | null;
  lastAt: Date | null;
  rules: unknown;
};

/** Rules as this module's votes write them; read leniently, they are frozen documents. */
type Rules = { follow?: string; paperPer?: string };

export function lockedVoteOf(row: Row): LockedVote {
  const rules = (row.rules ?? {}) as Rules;
  return {
    id: row.id,
    estateId: row.estateId,
    regionCode: row.regionCode,
    title: row.title,
    state: row.state,
    opensAt: row.opensAt?.getTime() ?? null,
    closesAt: row.closesAt?.getTime() ?? null,
    lastAt: row.lastAt?.getTime() ?? null,
    follow: rules.follow === 'count-with-majority',
    paperPer: rules.paperPer === 'ballot' ? 'ballot' : 'batch',
  };
}

/** Locks the vote's row until the transaction ends; null when it is not there or out of scope. */
export async function lockVote(tx: Tx, id: string): Promise<LockedVote | null> {
  const found =
    await sql<Row>`select id, estate_id, region_code, title, state, opens_at, closes_at, last_at, rules
    from participation_vote where id = ${id} for update`.execute(tx);
  const row = found.rows[0];
  return row ? lockedVoteOf(row) : null;
}

/** The instant a ballot that arrives now counts from; throws the refusal when the vote takes none. */
export function acceptingAt(vote: VoteWindow, now: Date): Date {
  const verdict = judgeWindow(vote, now.getTime());
  if (!verdict.open) throw problem(ballotProblems, `participation.ballot.${verdict.why}`);
  return new Date(verdict.at);
}

export async function readMatters(tx: Tx, voteId: string): Promise<Paper['matters']> {
  return tx
    .selectFrom('participationMatter')
    .select(['id', 'title', 'class'])
    .where('voteId', '=', voteId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}
