import { randomUUID } from 'node:crypto';
import { estateHead, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { buildRoll, placeOf, rollSums } from '../../domain/vote/roll.ts';
import { personsOf, rollChanges } from '../../domain/vote/roll-change.ts';
import { voteStateNames } from '../../domain/vote/state.ts';
import { voteProblems } from '../../problems-votes.ts';
import {
  drawPseudonyms,
  entitlementsOf,
  hashOfRoll,
  type RollScope,
  rollOfLedger,
  writeEntitlements,
} from './roll-store.ts';
import { findVote, lockVersion, type VoteRow } from './vote-row.ts';

const noneKnown = { parts: new Map(), persons: new Map() };

/** What the roll would be, with all its faults; nothing is written. */
export async function previewRoll(ctx: Pick<Ctx, 'tx'>, scope: RollScope) {
  if (!(await estateHead(ctx.tx, { id: scope.estateId })))
    throw problem(voteProblems, 'participation.vote.estate', {}, { at: 'estateId' });
  const roll = await rollOfLedger(ctx.tx, scope);
  const sums = rollSums(roll.entries);
  return {
    sums: { ...sums, areaCm2: String(sums.areaCm2) },
    faults: [...roll.faults].sort((a, b) => Number(b.blocking) - Number(a.blocking)),
    excluded: [...roll.excluded],
  };
}

/** Fixes the roll as published, afresh: pseudonyms drawn anew. */
export async function writeRoll(ctx: Ctx, vote: VoteRow): Promise<{ excluded: unknown; hash: string }> {
  const roll = await rollOfLedger(ctx.tx, vote);
  await ctx.tx.deleteFrom('participationEntitlement').where('voteId', '=', vote.id).execute();
  await writeEntitlements(ctx.tx, vote, drawPseudonyms(roll.entries, noneKnown));
  return { excluded: roll.excluded, hash: hashOfRoll(await entitlementsOf(ctx.tx, vote.id)) };
}

/** Reads the ledger again into a published roll: an objection was right. Parts that stay keep their pseudonyms. */
export async function correctRoll(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const vote = await lockVersion(ctx.tx, input.id, input.version);
  if (vote.state !== 'roll')
    throw problem(voteProblems, 'participation.roll.state', { state: voteStateNames[vote.state] });
  const roll = await rollOfLedger(ctx.tx, vote);
  const blocking = roll.faults.filter((one) => one.blocking).length;
  if (blocking > 0) throw problem(voteProblems, 'participation.roll.faults', { faults: blocking });
  const held = await entitlementsOf(ctx.tx, vote.id);
  const changes = rollChanges(held, roll.entries);
  if (changes.length === 0) throw problem(voteProblems, 'participation.roll.unchanged');
  const known = {
    parts: new Map(held.map((one) => [one.partId, one])),
    persons: personsOf(held, roll.entries),
  };
  const rows = drawPseudonyms(roll.entries, known);
  await ctx.tx.deleteFrom('participationEntitlement').where('voteId', '=', vote.id).execute();
  await writeEntitlements(ctx.tx, vote, rows);
  const rollVersion = vote.rollVersion + 1;
  await keepCorrections(ctx, vote, { rollVersion, reason: input.reason, changes });
  await ctx.tx
    .updateTable('participationVote')
    .set({
      rollVersion,
      rollExcluded: JSON.stringify(roll.excluded),
      rollHash: hashOfRoll(await entitlementsOf(ctx.tx, vote.id)),
      version: vote.version + 1,
    })
    .where('id', '=', vote.id)
    .execute();
  await ctx.audit({
    action: 'participation.roll.correct',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { rollVersion, changes: changes.length, reason: input.reason },
  });
  return { rollVersion, changes: changes.length };
}

type Correction = {
  readonly partId: string;
  readonly place: string;
  readonly change: string;
  readonly before: object | null;
  readonly after: object | null;
};

async function keepCorrections(
  ctx: Ctx,
  vote: VoteRow,
  of: { rollVersion: number; reason: string; changes: readonly Correction[] },
): Promise<void> {
  for (let at = 0; at < of.changes.length; at += 2000)
    await ctx.tx
      .insertInto('participationCorrection')
      .values(
        of.changes.slice(at, at + 2000).map(({ partId, place, change, before, after }) => ({
          id: randomUUID(),
          voteId: vote.id,
          regionCode: vote.regionCode,
          rollVersion: of.rollVersion,
          ...{ partId, place, change, reason: of.reason },
          before: before && JSON.stringify(before),
          after: after && JSON.stringify(after),
          at: ctx.now,
          by: ctx.actor.name,
        })),
      )
      .execute();
}

/**
 * Takes over who the co-owners have named meanwhile: it moves no head and no area, so it may be done until the vote
 * closes. An owner found for a part that had none may own another one too: that is a correction, before the announcement.
 */
export async function takeNominations(ctx: Ctx, input: { id: string }): Promise<{ nominated: number }> {
  const vote = await findVote(ctx.tx, input.id, true);
  if (['closed', 'posted', 'cancelled', 'draft'].includes(vote.state))
    throw problem(voteProblems, 'participation.roll.closed');
  const wanting = (await entitlementsOf(ctx.tx, vote.id)).filter(
    (one) => !one.unsold && one.ownerId === null && one.coOwners > 1,
  );
  const now = new Map(
    buildRoll(await partsOf(ctx.tx, vote.estateId)).entries.map((one) => [one.partId, one]),
  );
  const named = wanting.flatMap((old) => {
    const entry = now.get(old.partId);
    return entry?.ownerId && entry.coOwners === old.coOwners ? [{ old, entry, ownerId: entry.ownerId }] : [];
  });
  for (const { old, entry, ownerId } of named)
    await ctx.tx
      .updateTable('participationEntitlement')
      .set({ ownerId, ownerMasked: entry.ownerMasked })
      .where('id', '=', old.id)
      .execute();
  const changes = named.map(({ old, entry }) => ({
    ...{ partId: old.partId, place: placeOf(old), change: 'nominated' },
    ...{ before: { ownerMasked: old.ownerMasked }, after: { ownerMasked: entry.ownerMasked } },
  }));
  const reason = '共有人已推选行使表决权的人';
  await keepCorrections(ctx, vote, { rollVersion: vote.rollVersion, reason, changes });
  await ctx.audit({
    action: 'participation.roll.nominate',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { nominated: named.length },
  });
  return { nominated: named.length };
}
