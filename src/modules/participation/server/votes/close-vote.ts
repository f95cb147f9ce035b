import { Readable } from 'node:stream';
import type { Tx } from '#platform/database/connect.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import {
  type Bundle,
  type BundleVote,
  bundleSubject,
  effectiveVotes,
  sealBundle,
} from '../../domain/proof/bundle.ts';
import { leafTime } from '../../domain/proof/receipt.ts';
import { tally } from '../../domain/tally/tally.ts';
import type { Choice } from '../../domain/tally/vote.ts';
import { digest } from '../proof-digest.ts';
import { bundleRoll, entitlementsOf } from './roll-store.ts';
import { type MatterRow, mattersOf, type VoteResult, type VoteRow } from './vote-row.ts';

export const bundlePurpose = 'participation.bundle';
const bundleLimitBytes = 256 * 1024 * 1024;

/** The frozen question as the bundle carries it. */
function bundleVote(
  row: VoteRow,
  matters: readonly MatterRow[],
  dates: { opened: Date; closed: Date },
): BundleVote {
  return {
    id: row.id,
    title: row.title,
    scope: { kind: row.scope, name: row.scopeName },
    matters: matters.map(({ id, title, text, class: kind }) => ({ id, title, text, class: kind })),
    subject: row.subject && {
      ...{ kind: row.subject.kind, id: row.subject.id },
      ...{ version: row.subject.version, hash: row.subject.hash },
    },
    rules: { unreturned: row.rules.unreturned, follow: row.rules.follow },
    thresholds: row.thresholds,
    opened: dates.opened.toISOString(),
    closed: dates.closed.toISOString(),
  };
}

/**
 * Within a day ballots stand in the order of their receipts, which is chance, not in that of their arrival; those of
 * one entitlement keep theirs, since the last one counts.
 */
function hidingOrder<T extends { pseudonym: string; at: Date; receipt: string }>(rows: readonly T[]): T[] {
  const key = ({ at, receipt }: T) => `${leafTime(at.getTime(), null)} ${receipt}`;
  const own = Map.groupBy(rows, ({ pseudonym }) => pseudonym);
  const places = rows.map((one) => ({ one, key: key(one) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return places.flatMap(({ one }) => own.get(one.pseudonym)?.shift() ?? []);
}

async function ballotsOf(tx: Tx, row: VoteRow, matters: readonly MatterRow[]) {
  const rows = await tx
    .selectFrom('participationBallot')
    .innerJoin('participationEntitlement', 'participationEntitlement.id', 'participationBallot.entitlementId')
    .select(['seq', 'pseudonym', 'choices', 'channel', 'at', 'nonce', 'receipt'])
    .where('participationBallot.voteId', '=', row.id)
    .orderBy('seq')
    .execute();
  return hidingOrder(rows).map((one) => {
    const choices = one.choices as Record<string, Choice | null>;
    return {
      entitlement: one.pseudonym,
      choices: matters.map(({ id }) => choices[id] ?? null),
      channel: one.channel,
      at: leafTime(one.at.getTime(), row.opensAt?.getTime() ?? null),
      nonce: one.nonce.toString('hex'),
      receipt: one.receipt,
    };
  });
}

/** Counts: bundle, and the result both ways with every reading beside it. */
async function count(tx: Tx, row: VoteRow): Promise<{ bundle: Bundle; result: VoteResult }> {
  const { opensAt, closesAt } = row;
  if (!opensAt || !closesAt) throw new Error(`vote ${row.id} is open without dates`);
  const matters = await mattersOf(tx, row.id);
  const roll = bundleRoll(await entitlementsOf(tx, row.id));
  const ballots = await ballotsOf(tx, row, matters);
  const vote = bundleVote(row, matters, { opened: opensAt, closed: closesAt });
  const bundle = sealBundle(digest, { vote, roll, ballots });
  const strayed = bundle.ballots.findIndex((one, n) => one.receipt !== ballots[n]?.receipt);
  // A receipt that somebody holds must be found again: better no result than one that leaves it out.
  if (strayed >= 0) throw new Error(`ballot ${strayed + 1} of vote ${row.id} does not lead to its receipt`);
  const subject = bundleSubject(vote, roll);
  const lines = tally(subject, effectiveVotes(vote.matters, bundle.ballots), vote.rules, vote.thresholds);
  return {
    bundle,
    result: {
      ballots: ballots.length,
      replaced: ballots.length - new Set(ballots.map((one) => one.entitlement)).size,
      hashes: bundle.hashes,
      matters: lines.map(({ id, class: kind, outcome, withUnreturned, marked, readings, disputed }) => ({
        ...{ id, class: kind, outcome, marked, readings: [...readings], disputed },
        ...(withUnreturned ? { withUnreturned } : {}),
      })),
    },
  };
}

/**
 * Closes an open vote whose row the transaction holds: counts it, keeps the bundle, writes the result for good. The
 * caller has made sure that the closing minute has come.
 */
export async function closeVote(ctx: WorkCtx, row: VoteRow): Promise<void> {
  const { bundle, result } = await count(ctx.tx, row);
  const bytes = await ctx.files.receive(
    Readable.from([Buffer.from(JSON.stringify(bundle))]),
    bundleLimitBytes,
  );
  const file = await ctx.files.record(ctx.tx, bytes, {
    name: `${row.number}.json`,
    mediaType: 'application/json',
    purpose: bundlePurpose,
    regionCode: row.regionCode,
    createdBy: null,
    now: ctx.now,
  });
  await ctx.tx
    .updateTable('participationVote')
    .set({
      state: 'closed',
      closedAt: ctx.now,
      result: JSON.stringify(result),
      root: bundle.root,
      bundleFile: file.id,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'participation.vote.close',
    subjectKind: 'vote',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { root: bundle.root, ballots: result.ballots, replaced: result.replaced },
  });
}
