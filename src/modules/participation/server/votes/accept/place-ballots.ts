import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type AuditBy, type AuditLine, auditLinesJson } from '#platform/audit/append.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { Paper } from '../../../domain/ballot/choice-check.ts';
import type { Channel } from '../../../domain/ballot/words.ts';
import { ballotLeaf, leafTime, receiptOf } from '../../../domain/proof/receipt.ts';
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
 * in the vote's own chain, by one call. The audit says neither choice nor door nor receipt. Once in a transaction: it counts on
 * `nextSeq` as it was read.
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
  const day = leafTime(at.getTime(), vote.opensAt);
  const made = drafts.map((draft) => {
    const nonce = randomBytes(16);
    const { choices, channel, entitlement } = draft;
    const leaf = ballotLeaf(digest, vote.id, {
      ...{ entitlement: entitlement.pseudonym, choices, channel, at: day, nonce },
    });
    return { draft, nonce, receipt: receiptOf(leaf) };
  });
  const rows = made.map(({ draft, nonce, receipt }) => ({
    ...{ nonce: nonce.toString('hex'), receipt, key: draft.key, entitlementId: draft.entitlement.id },
    choices: Object.fromEntries(matters.map(({ id }, place) => [id, draft.choices[place] ?? null])),
    ...{ channel: draft.channel, verifiedBy: draft.verifiedBy, reason: draft.reason },
    ...{ enteredById: draft.enteredById, enteredBy: draft.enteredBy },
    ...{ proxyId: draft.proxyId, fileId: draft.fileId },
  }));
  const lines = drafts.map((draft) => lineOf(vote, at, draft));
  await sql`select participation_ballots_place(${vote.id}, ${vote.regionCode}, ${at}, ${JSON.stringify(rows)}::jsonb,
    ${auditLinesJson(lines)}::jsonb)`.execute(tx);
  return made.map(({ receipt }, n) => ({ seq: vote.nextSeq + n, receipt }));
}

/** That a ballot was accepted, how, and by whose hand: nothing that leads to a door or to a ballot of the bundle. */
const lineOf = (vote: LockedVote, at: Date, draft: Draft): AuditLine & AuditBy => ({
  action: 'participation.ballot.accept',
  subjectKind: 'vote',
  subjectId: vote.id,
  regionCode: vote.regionCode,
  detail: {
    channel: draft.channel,
    verifiedBy: draft.verifiedBy,
  },
  at,
  actorId: draft.enteredById,
  actorName: draft.enteredBy,
  requestId: draft.requestId,
});
