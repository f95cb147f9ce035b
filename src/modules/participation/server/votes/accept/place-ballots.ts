import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type AuditBy, type AuditLine, auditLinesJson } from '#platform/audit/append.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { Paper } from '../../../domain/ballot/choice-check.ts';
import type { Channel } from '../../../domain/ballot/words.ts';
import { ballotLeaf, receiptOf } from '../../../domain/proof/receipt.ts';
import type { Choice } from '../../../domain/tally/vote.ts';
import { digest } from '../../proof-digest.ts';
import type { LockedVote } from './lock-vote.ts';

/** A ballot that has been judged good and only wants its number. */
export type Draft = {
  readonly key: string;
  readonly entitlement: { readonly id: string; readonly pseudonym: string };
  /** In the order of the paper. */
  readonly choices: readonly (Choice | null)[];
  readonly channel: Channel;
  readonly verifiedBy: 'ledger' | 'oidc' | 'worker' | 'paper';
  readonly enteredById: string | null;
  readonly enteredBy: string;
  readonly requestId: string;
  readonly proxyId: string | null;
  readonly fileId: string | null;
  readonly reason: string;
};

export type Placed = { readonly seq: number; readonly receipt: string };

/**
 * Gives ballots their numbers, nonces and receipts and writes them: rows, the vote's counters and an audit line each
 * in the vote's own chain, by one statement. The audit never says the choice.
 * @param at not before the vote's `lastAt`
 * @returns in the order of the drafts
 */
export async function placeBallots(
  tx: Tx,
  vote: LockedVote,
  matters: Paper['matters'],
  at: Date,
  drafts: readonly Draft[],
): Promise<Placed[]> {
  if (drafts.length === 0) return [];
  const iso = at.toISOString();
  const made = drafts.map((draft) => {
    const nonce = randomBytes(16);
    const { choices, channel, entitlement } = draft;
    const leaf = ballotLeaf(digest, vote.id, {
      ...{ entitlement: entitlement.pseudonym, choices, channel, at: iso, nonce },
    });
    return { draft, nonce, receipt: receiptOf(leaf) };
  });
  const rows = made.map(({ draft, nonce, receipt }, n) => ({
    n: n + 1,
    entitlement_id: draft.entitlement.id,
    choices: Object.fromEntries(matters.map(({ id }, place) => [id, draft.choices[place] ?? null])),
    channel: draft.channel,
    nonce: nonce.toString('hex'),
    receipt,
    key: draft.key,
    verified_by: draft.verifiedBy,
    entered_by_id: draft.enteredById,
    entered_by: draft.enteredBy,
    proxy_id: draft.proxyId,
    file_id: draft.fileId,
    reason: draft.reason,
  }));
  const first = await takeNumbers(tx, vote, at, drafts.length);
  const lines = made.map(({ draft, receipt }, n) => lineOf(vote, at, draft, first + n, receipt));
  await sql`with placed as (
      insert into participation_ballot (vote_id, seq, region_code, entitlement_id, choices, channel, at, nonce, receipt,
        key, verified_by, entered_by_id, entered_by, proxy_id, file_id, reason)
      select ${vote.id}::uuid, ${first - 1}::bigint + n, ${vote.regionCode}, entitlement_id, choices, channel, ${at}::timestamptz,
        decode(nonce, 'hex'), receipt, key, verified_by, entered_by_id, entered_by, proxy_id, file_id, reason
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (n integer, entitlement_id uuid, choices jsonb,
        channel text, nonce text, receipt text, key uuid, verified_by text, entered_by_id uuid, entered_by text,
        proxy_id uuid, file_id uuid, reason text)
      order by n)
    select audit_append_many(${`vote:${vote.id}`}, ${auditLinesJson(lines)}::jsonb)`.execute(tx);
  return made.map(({ receipt }, n) => ({ seq: first + n, receipt }));
}

/** Hands out the next numbers; returns the first. That the rules stay is the guard's of the vote's row to see to. */
async function takeNumbers(tx: Tx, vote: LockedVote, at: Date, count: number): Promise<number> {
  const taken = await sql<{ next: bigint }>`update participation_vote
    set next_seq = next_seq + ${count}, last_at = ${at}
    where id = ${vote.id} returning next_seq as next`.execute(tx);
  return Number(taken.rows[0]?.next) - count;
}

const lineOf = (
  vote: LockedVote,
  at: Date,
  draft: Draft,
  seq: number,
  receipt: string,
): AuditLine & AuditBy => ({
  action: 'participation.ballot.accept',
  subjectKind: 'vote',
  subjectId: vote.id,
  regionCode: vote.regionCode,
  detail: {
    seq,
    entitlement: draft.entitlement.pseudonym,
    channel: draft.channel,
    receipt,
    verifiedBy: draft.verifiedBy,
    ...(draft.reason ? { reason: draft.reason } : {}),
  },
  at,
  actorId: draft.enteredById,
  actorName: draft.enteredBy,
  requestId: draft.requestId,
});
