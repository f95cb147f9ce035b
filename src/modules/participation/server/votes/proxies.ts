import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { proxyShape } from '../../contract-roll-shapes.ts';
import { addDays, dayOf, dayWords } from '../../domain/vote/calendar.ts';
import { maskName } from '../../domain/vote/mask-name.ts';
import { placeOf } from '../../domain/vote/roll.ts';
import { voteStateNames } from '../../domain/vote/state.ts';
import { voteProblems } from '../../problems-votes.ts';
import { checkVoteFile } from './vote-files.ts';
import { findVote, type VoteRow } from './vote-row.ts';

export type ProxyView = z.infer<typeof proxyShape>;
export type ProxyInput = {
  id: string;
  kind: 'proxy' | 'representative';
  entitlementId: string | null;
  building: string | null;
  entrance: string | null;
  agent: string;
  relation: string;
  signedOn: string;
  fileId: string;
};

const rows = (ctx: Pick<Ctx, 'tx'>, voteId: string) =>
  ctx.tx
    .selectFrom('participationProxy as p')
    .leftJoin('participationEntitlement as e', 'e.id', 'p.entitlementId')
    .innerJoin('storedFile as f', 'f.id', 'p.fileId')
    .selectAll('p')
    .select([
      'e.building as ofBuilding',
      'e.entrance as ofEntrance',
      'e.room as ofRoom',
      'f.name as fileName',
    ])
    .where('p.voteId', '=', voteId);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const present = (row: Row): ProxyView => ({
  ...{ id: row.id, kind: row.kind as ProxyView['kind'], entitlementId: row.entitlementId },
  place: row.ofRoom
    ? placeOf({ building: row.ofBuilding ?? '', entrance: row.ofEntrance ?? '', room: row.ofRoom })
    : placeOf({ building: row.building ?? '', entrance: row.entrance ?? '', room: '' }),
  ...{ agentMasked: row.agentMasked, relation: row.relation, signedOn: row.signedOn },
  ...{ fileId: row.fileId, fileName: row.fileName },
  ...{ revokedAt: row.revokedAt?.toISOString() ?? null, revokeReason: row.revokeReason },
  ...{ version: row.version, createdAt: row.createdAt.toISOString(), createdBy: row.createdBy },
});

/** Proxies and representatives of a vote, the living ones first; the agent's name masked. */
export async function listProxies(ctx: Ctx, input: { id: string }): Promise<ProxyView[]> {
  await findVote(ctx.tx, input.id);
  const found = await rows(ctx, input.id)
    .orderBy('p.revokedAt', 'asc')
    .orderBy('p.createdAt', 'desc')
    .execute();
  return found.map(present).sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
}

function checkState(vote: VoteRow): void {
  if (!['roll', 'announced', 'open'].includes(vote.state))
    throw problem(voteProblems, 'participation.proxy.state', { state: voteStateNames[vote.state] });
}

/** A representative's signed opinions are due some days before voting opens (聊城市物业管理条例 17). */
function checkDays(ctx: Ctx, vote: VoteRow, input: ProxyInput): void {
  if (input.signedOn > ctx.today)
    throw problem(voteProblems, 'participation.proxy.future', {}, { at: 'signedOn' });
  if (input.kind !== 'representative' || !vote.opensAt) return;
  const until = addDays(dayOf(vote.opensAt.toISOString()), -vote.calendar.representDays);
  if (ctx.today > until || input.signedOn > until)
    throw problem(voteProblems, 'participation.proxy.late', {
      days: vote.calendar.representDays,
      until: dayWords(until),
    });
}

async function checkPlace(ctx: Ctx, vote: VoteRow, input: ProxyInput): Promise<void> {
  const roll = ctx.tx.selectFrom('participationEntitlement').select('id').where('voteId', '=', vote.id);
  if (input.kind === 'proxy') {
    const at = { at: 'entitlementId' };
    const known =
      input.entitlementId && (await roll.where('id', '=', input.entitlementId).executeTakeFirst());
    if (!known) throw problem(voteProblems, 'participation.proxy.part', {}, at);
    const twice = await ctx.tx
      .selectFrom('participationProxy')
      .select('id')
      .where('voteId', '=', vote.id)
      .where('entitlementId', '=', input.entitlementId)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (twice) throw problem(voteProblems, 'participation.proxy.twice', {}, at);
    return;
  }
  const place = input.building && roll.where('building', '=', input.building);
  const within = place && (input.entrance ? place.where('entrance', '=', input.entrance) : place);
  const known = within && (await within.limit(1).executeTakeFirst());
  if (!known) throw problem(voteProblems, 'participation.proxy.place', {}, { at: 'building' });
}

/** Registers a signed paper; an absent child may sign for a parent in the same way. The agent's name is sealed. */
export async function addProxy(ctx: Ctx, input: ProxyInput): Promise<ProxyView> {
  const vote = await findVote(ctx.tx, input.id, true);
  checkState(vote);
  checkDays(ctx, vote, input);
  await checkPlace(ctx, vote, input);
  await checkVoteFile(ctx.tx, { id: input.fileId, estateId: vote.estateId }, 'participation.proxy.file');
  const id = randomUUID();
  const own = input.kind === 'proxy';
  await ctx.tx
    .insertInto('participationProxy')
    .values({
      ...{ id, voteId: vote.id, estateId: vote.estateId, regionCode: vote.regionCode, kind: input.kind },
      entitlementId: own ? input.entitlementId : null,
      building: own ? null : input.building,
      entrance: own ? null : input.entrance,
      agentSealed: ctx.vault.seal('participation_proxy.agent', input.agent),
      agentMasked: maskName(input.agent),
      ...{ relation: input.relation, signedOn: input.signedOn, fileId: input.fileId },
      ...{ createdAt: ctx.now, createdBy: ctx.actor.name },
    })
    .execute();
  await ctx.audit({
    action: 'participation.proxy.add',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { proxy: id, kind: input.kind, relation: input.relation, signedOn: input.signedOn },
  });
  return present(await rows(ctx, vote.id).where('p.id', '=', id).executeTakeFirstOrThrow());
}

/** Takes a proxy back; ballots already handed in under it stay until the owner replaces them. */
export async function revokeProxy(
  ctx: Ctx,
  input: { id: string; proxyId: string; version: number; reason: string },
): Promise<ProxyView> {
  const vote = await findVote(ctx.tx, input.id, true);
  checkState(vote);
  const row = await rows(ctx, vote.id).where('p.id', '=', input.proxyId).executeTakeFirst();
  if (!row) throw problem(voteProblems, 'participation.proxy.absent');
  if (row.revokedAt) throw problem(voteProblems, 'participation.proxy.revoked');
  if (row.version !== input.version) throw problem(voteProblems, 'participation.vote.stale');
  await ctx.tx
    .updateTable('participationProxy')
    .set({ revokedAt: ctx.now, revokeReason: input.reason, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'participation.proxy.revoke',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { proxy: row.id, reason: input.reason },
  });
  return present(await rows(ctx, vote.id).where('p.id', '=', row.id).executeTakeFirstOrThrow());
}
