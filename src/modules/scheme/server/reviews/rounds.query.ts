import type { z } from 'zod';
import { organisationNames } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { roundShape, seatShape } from '../../contract-reviews.ts';
import { type Stance, seatStanding } from '../../domain/review/seat.ts';
import { filePurpose } from './files.ts';
import {
  inOffice,
  isOwn,
  type OpinionRow,
  opinionsOf,
  roundStateOf,
  type Standing,
  seatOf,
} from './standing.ts';

type RoundView = z.infer<typeof roundShape>;
export type SeatView = z.infer<typeof seatShape>;

/** An opinion that was replaced or taken back, as it is kept. */
export type Earlier = SeatView['earlier'][number] & { readonly fileIds: readonly string[] };

export const fileIdsOf = (row: Pick<OpinionRow, 'fileIds'>): string[] => row.fileIds as unknown as string[];
export const earlierOf = (row: Pick<OpinionRow, 'history'>): Earlier[] => row.history as unknown as Earlier[];

async function fileNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('storedFile')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .where('purpose', '=', filePurpose)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Seats as they are shown; those in an office see all that are handed in. */
export async function presentSeats(ctx: Ctx, rows: readonly OpinionRow[]): Promise<SeatView[]> {
  const names = await fileNames(ctx.tx, rows.flatMap(fileIdsOf));
  const organisations = await organisationNames(
    ctx.tx,
    rows.flatMap((row) => (row.organisationId ? [row.organisationId] : [])),
  );
  return rows.map((row) => ({
    ...{ id: row.id, office: row.office, title: row.officeTitle, organisationId: row.organisationId },
    organisationName: row.organisationId ? (organisations.get(row.organisationId) ?? null) : null,
    ...{ needed: row.needed, dueOn: row.dueOn, standing: seatStanding(seatOf(row), ctx.today) },
    ...{ stance: row.stance as Stance | null, text: row.text },
    files: fileIdsOf(row).flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    }),
    ...{ answer: row.answer, answeredBy: row.answeredBy, givenOn: row.givenOn, givenBy: row.givenBy },
    remindedAt: row.remindedAt?.toISOString() ?? null,
    earlier: earlierOf(row).map(({ fileIds: _files, ...one }) => one),
    own: isOwn(ctx.actor, row),
    version: row.version,
  }));
}

/** Every round of a scheme, the newest first; a unit sees the rounds it sat in and its own seats of them. */
export async function presentRounds(ctx: Ctx, standing: Standing): Promise<RoundView[]> {
  const office = inOffice(ctx.actor);
  const views: RoundView[] = [];
  for (const round of standing.rounds) {
    const rows = opinionsOf(standing, round).filter((row) => office || isOwn(ctx.actor, row));
    if (!office && rows.length === 0) continue;
    views.push({
      ...{ id: round.id, round: round.round, state: roundStateOf(round), dueOn: round.dueOn },
      versionNumber: standing.numbers.get(round.versionId) ?? 0,
      ...{ conclusion: round.conclusion, version: round.version },
      ...{ startedBy: round.startedBy, startedAt: round.startedAt.toISOString() },
      ...{ closedBy: round.closedBy, closedAt: round.closedAt?.toISOString() ?? null },
      seats: await presentSeats(ctx, rows),
    });
  }
  return views;
}
