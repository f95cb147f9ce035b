import { sql } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { judgeWindow, type VoteWindow } from '../../../domain/ballot/window.ts';
import type { Choice } from '../../../domain/tally/vote.ts';
import { ballotProblems } from '../../../problems-ballots.ts';

/** A vote while this transaction holds its row: closing waits, and no other ballot gets in between. */
export type LockedVote = VoteWindow & {
  readonly id: string;
  readonly estateId: string;
  readonly regionCode: string;
  readonly title: string;
  /** Number of the next ballot. */
  readonly nextSeq: number;
  /** Whether 从众 is offered. */
  readonly follow: boolean;
};

export type VoteSession = {
  /** SHA-256 of the cookie, hex. */
  readonly hash: string;
  readonly estateId: string;
  readonly ownerId: string | null;
  readonly verifiedBy: 'ledger' | 'oidc' | 'worker' | null;
  readonly helperId: string | null;
  readonly helperName: string | null;
  readonly expiresAt: string;
  /** The ledger no longer has the owner at the part they were verified for. */
  readonly removed: boolean;
};
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

type VoteRow = {
  readonly id: string;
  readonly estateId: string;
  readonly regionCode: string;
  readonly title: string;
  readonly state: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly lastAt: string | null;
  readonly nextSeq: number;
  readonly rules: { readonly follow?: string };
};
type Read = {
  readonly sessions: readonly VoteSession[];
  readonly matters: readonly { readonly id: string; readonly title: string }[];
  readonly entitlements: readonly Entitlement[];
  readonly known: readonly Known[];
};

/** What ballots of a locked vote are judged by: the paper, the sessions' owners' entitlements, ballots with these keys. */
export type OpenedVote = Read & { readonly vote: LockedVote };

/**
 * Locks the vote until the transaction ends, binds the transaction to the vote's region, and reads what its ballots
 * are judged by. Null when there is no such vote.
 */
export async function openVote(
  tx: Tx,
  voteId: string,
  tokens: readonly Buffer[],
  keys: readonly string[],
): Promise<OpenedVote | null> {
  const found = await sql<{ opened: (Read & { vote: VoteRow }) | null }>`select
    participation_ballots_open(${voteId}, ${tokens}, ${keys}) as opened`.execute(tx);
  const opened = found.rows[0]?.opened;
  return opened ? { ...opened, vote: lockedVoteOf(opened.vote) } : null;
}

const millis = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

const lockedVoteOf = (row: VoteRow): LockedVote => ({
  id: row.id,
  estateId: row.estateId,
  regionCode: row.regionCode,
  title: row.title,
  state: row.state,
  opensAt: millis(row.opensAt),
  closesAt: millis(row.closesAt),
  lastAt: millis(row.lastAt),
  nextSeq: row.nextSeq,
  follow: row.rules.follow === 'count-with-majority',
});

/** The instant from which ballots that arrive now count, or why the vote takes none. */
export function acceptingAt(
  vote: VoteWindow,
  now: Date,
): { readonly at: Date } | { readonly fault: Problem } {
  const verdict = judgeWindow(vote, now.getTime());
  return verdict.open
    ? { at: new Date(verdict.at) }
    : { fault: problem(ballotProblems, `participation.ballot.${verdict.why}`) };
}
