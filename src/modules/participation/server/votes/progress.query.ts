import type { z } from 'zod';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { progressShape } from '../../contract-vote-shapes.ts';
import { wantingTo } from '../../domain/vote/quorum.ts';
import { placeOf } from '../../domain/vote/roll.ts';
import { byPlaceOf } from './place-order.ts';
import { entitlementsOf } from './roll-store.ts';
import { turnoutByPlace, turnoutOfVote } from './turnout.query.ts';
import { findVote, mattersOf } from './vote-row.ts';

/** How many took part, in all and by building; nothing of what they chose, before closing or after. */
export async function voteProgress(ctx: Ctx, input: { id: string }): Promise<z.infer<typeof progressShape>> {
  const vote = await findVote(ctx.tx, input.id);
  const turnout = await turnoutOfVote(ctx.tx, vote.id);
  const classes = [...new Set((await mattersOf(ctx.tx, vote.id)).map((one) => one.class))];
  return {
    turnout,
    quorum: {
      lines: classes.map((of) => ({ class: of, ...wantingTo(turnout, vote.thresholds[of].quorum) })),
    },
    channels: await channelsOf(ctx.tx, vote.id),
    buildings: await turnoutByPlace(ctx.tx, vote.id),
  };
}

async function channelsOf(tx: Tx, voteId: string) {
  const rows = await tx
    .selectFrom('participationBallot')
    .select((eb) => ['channel', eb.fn.countAll<bigint>().as('ballots')])
    .where('voteId', '=', voteId)
    .groupBy('channel')
    .orderBy('channel')
    .execute();
  return rows.map((row) => ({ channel: row.channel, ballots: Number(row.ballots) }));
}

export type RollInput = {
  id: string;
  search?: string | undefined;
  building?: string | undefined;
  voted?: boolean | undefined;
  able?: boolean | undefined;
  sort: 'place' | 'area' | 'owner';
  descending: boolean;
};

/** Every row of the roll that was asked for, in order; a roll of ten thousand is sorted in memory by house. */
export async function rollRows(tx: Tx, input: RollInput) {
  const rows = await entitlementsOf(tx, input.id);
  const voted = new Set(
    (
      await tx
        .selectFrom('participationBallot')
        .select('entitlementId')
        .distinct()
        .where('voteId', '=', input.id)
        .execute()
    ).map((one) => one.entitlementId),
  );
  const all = rows.map((row) => ({
    ...{ id: row.id, partId: row.partId, paperNumber: row.paperNumber },
    ...{ building: row.building, entrance: row.entrance, room: row.room, kind: row.kind },
    ...{ areaCm2: String(row.areaCm2), areaSource: row.areaSource, ownerMasked: row.ownerMasked },
    ...{ coOwners: row.coOwners, unsold: row.unsold },
    able: row.unsold || row.ownerId !== null,
    voted: voted.has(row.id),
  }));
  const sought = input.search?.replace(/\s/g, '').toLowerCase();
  const kept = all.filter(
    (row) =>
      (input.building === undefined || row.building === input.building) &&
      (input.voted === undefined || row.voted === input.voted) &&
      (input.able === undefined || row.able === input.able) &&
      (!sought ||
        `${placeOf(row)}${row.paperNumber}${row.ownerMasked}`
          .replace(/\s/g, '')
          .toLowerCase()
          .includes(sought)),
  );
  const orders = {
    place: byPlaceOf,
    area: (a: { areaCm2: string }, b: { areaCm2: string }) => Number(a.areaCm2) - Number(b.areaCm2),
    owner: (a: { ownerMasked: string }, b: { ownerMasked: string }) =>
      a.ownerMasked.localeCompare(b.ownerMasked, 'zh-CN'),
  } as const;
  kept.sort((a, b) => (input.descending ? -1 : 1) * orders[input.sort](a, b) || byPlaceOf(a, b));
  return kept;
}

export async function listRoll(ctx: Ctx, input: RollInput & { page: number; size: number }) {
  await findVote(ctx.tx, input.id);
  const rows = await rollRows(ctx.tx, input);
  const from = (input.page - 1) * input.size;
  return { total: rows.length, items: rows.slice(from, from + input.size) };
}

/** What was changed on the published roll, newest first. */
export async function listCorrections(ctx: Ctx, input: { id: string }) {
  await findVote(ctx.tx, input.id);
  const rows = await ctx.tx
    .selectFrom('participationCorrection')
    .selectAll()
    .where('voteId', '=', input.id)
    .orderBy('at', 'desc')
    .orderBy('place')
    .limit(2000)
    .execute();
  return rows.map(({ id, rollVersion, place, change, before, after, reason, at, by }) => ({
    ...{ id, rollVersion, place, before, after, reason, by },
    change: change as 'added' | 'removed' | 'changed' | 'nominated',
    at: at.toISOString(),
  }));
}
