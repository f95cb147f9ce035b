import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { ParticipationMeeting } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { meetingDetail, meetingShape } from '../../contract-bodies.ts';
import type { FiveStep } from '../../domain/body/five-steps.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { attachmentNames, checkAttachments } from '../notices/attachments.ts';
import { estateIdsLike, estatesById } from '../notices/estate-names.query.ts';
import { historyOf, livingEstate } from '../notices/estate-of.ts';
import { type Change, checkPublicWords, note, present, stamp } from './shared.ts';

export type MeetingRow = Selectable<ParticipationMeeting>;
type MeetingView = z.infer<typeof meetingShape>;
type MeetingDetail = z.infer<typeof meetingDetail>;
type Decision = MeetingView['decisions'][number];
type Fields = {
  bodyId: string | null;
  title: string;
  heldOn: string;
  step: FiveStep;
  place: string;
  agenda: string;
  minutes: string;
  invited: number | null;
  attended: number | null;
  decisions: Decision[];
  fileIds: string[];
};

export const decisionsOf = (row: Pick<MeetingRow, 'decisions'>): readonly Decision[] =>
  row.decisions as unknown as Decision[];

async function presentMeetings(ctx: Ctx, rows: readonly MeetingRow[]): Promise<MeetingView[]> {
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  const ids = rows.flatMap((row) => (row.bodyId ? [row.bodyId] : []));
  const bodies =
    ids.length === 0
      ? []
      : await ctx.tx.selectFrom('participationBody').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(bodies.map((one) => [one.id, one.name]));
  return rows.map((row) => ({
    id: row.id,
    estateId: row.estateId,
    estateName: estates.get(row.estateId)?.name ?? '',
    version: row.version,
    bodyId: row.bodyId,
    bodyName: row.bodyId ? (names.get(row.bodyId) ?? null) : null,
    title: row.title,
    heldOn: row.heldOn,
    step: row.step as FiveStep,
    place: row.place,
    invited: row.invited,
    attended: row.attended,
    decisions: [...decisionsOf(row)],
    published: row.publishedAt !== null,
  }));
}

type Query = {
  page: number;
  size: number;
  search?: string | undefined;
  estateId?: string | undefined;
  bodyId?: string | undefined;
  step?: FiveStep | undefined;
};

/** Meetings in sight, the latest first; the search looks through titles, minutes, agenda, decisions and estates. */
export async function listMeetings(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom('participationMeeting').where('archivedAt', 'is', null);
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  if (input.bodyId) rows = rows.where('bodyId', '=', input.bodyId);
  if (input.step) rows = rows.where('step', '=', input.step);
  if (input.search) {
    const ids = await estateIdsLike(ctx.tx, input.search);
    const part = containing(input.search);
    rows = rows.where((row) =>
      row.or([
        row('title', 'ilike', part),
        row('minutes', 'ilike', part),
        row('agenda', 'ilike', part),
        row(row.cast<string>('decisions', 'text'), 'ilike', part),
        ...(ids.length > 0 ? [row('estateId', 'in', ids)] : []),
      ]),
    );
  }
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('heldOn', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await presentMeetings(ctx, found) };
}

async function meetingView(ctx: Ctx, row: MeetingRow): Promise<MeetingDetail> {
  const [base] = await presentMeetings(ctx, [row]);
  if (!base) throw new Error('a meeting without a view');
  return {
    ...base,
    archived: row.archivedAt !== null,
    agenda: row.agenda,
    minutes: row.minutes,
    files: await attachmentNames(ctx.tx, row.fileIds),
    history: await historyOf(ctx.tx, 'meeting', row.id),
  };
}

export async function meetingRow(ctx: Ctx, id: string): Promise<MeetingRow> {
  return present(
    await ctx.tx.selectFrom('participationMeeting').selectAll().where('id', '=', id).executeTakeFirst(),
  );
}
export const showMeeting = async (ctx: Ctx, input: { id: string }): Promise<MeetingDetail> =>
  meetingView(ctx, await meetingRow(ctx, input.id));

async function checkMeeting(ctx: Ctx, input: Fields, estateId: string): Promise<string[]> {
  if (input.heldOn > ctx.today)
    throw problem(bodyProblems, 'participation.meeting.day', {}, { at: 'heldOn' });
  if (input.invited !== null && input.attended !== null && input.attended > input.invited)
    throw problem(bodyProblems, 'participation.meeting.attendance', {}, { at: 'attended' });
  if (input.bodyId) {
    const body = await ctx.tx
      .selectFrom('participationBody')
      .select('id')
      .where('id', '=', input.bodyId)
      .where('estateId', '=', estateId)
      .executeTakeFirst();
    if (!body) throw problem(bodyProblems, 'participation.body.other-estate', {}, { at: 'bodyId' });
  }
  return checkAttachments(ctx.tx, input.fileIds);
}

export async function createMeeting(ctx: Ctx, input: Fields & { estateId: string }): Promise<MeetingDetail> {
  const estate = await livingEstate(ctx.tx, input.estateId);
  const fileIds = await checkMeeting(ctx, input, estate.id);
  const row = await ctx.tx
    .insertInto('participationMeeting')
    .values({
      ...input,
      id: randomUUID(),
      fileIds,
      regionCode: estate.regionCode,
      decisions: JSON.stringify(input.decisions),
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'meeting', row, '登记', 'meeting.create');
  return meetingView(ctx, row);
}

async function lockedMeeting(ctx: Ctx, input: Change): Promise<MeetingRow> {
  const row = await ctx.tx
    .selectFrom('participationMeeting')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  const found = present(row, input.version);
  if (found.archivedAt) throw problem(bodyProblems, 'participation.meeting.archived');
  return found;
}

const write = (ctx: Ctx, row: MeetingRow, set: object): Promise<MeetingRow> =>
  ctx.tx
    .updateTable('participationMeeting')
    .set({ ...set, ...stamp(ctx, row.version) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Changes a record; what residents read is taken down first. */
export async function editMeeting(ctx: Ctx, input: Change & Fields): Promise<MeetingDetail> {
  const row = await lockedMeeting(ctx, input);
  if (row.publishedAt) throw problem(bodyProblems, 'participation.meeting.published');
  const fileIds = await checkMeeting(ctx, input, row.estateId);
  const { id: _id, version: _version, ...fields } = input;
  const changed = await write(ctx, row, { ...fields, fileIds, decisions: JSON.stringify(input.decisions) });
  await note(ctx, 'meeting', changed, '修改', 'meeting.edit');
  return meetingView(ctx, changed);
}

/** Publishes title, day and decisions on the resident page, or takes them down; minutes stay inside. */
export async function publishMeeting(
  ctx: Ctx,
  input: Change & { published: boolean; confirmed: boolean },
): Promise<MeetingDetail> {
  const row = await lockedMeeting(ctx, input);
  const words = [row.title, ...decisionsOf(row).map((one) => one.text)].join('\n');
  if (input.published) await checkPublicWords(ctx, row.estateId, words, input.confirmed);
  const changed = await write(ctx, row, { publishedAt: input.published ? ctx.now : null });
  await note(ctx, 'meeting', changed, input.published ? '公开' : '撤下公开', 'meeting.publish');
  return meetingView(ctx, changed);
}

export async function archiveMeeting(ctx: Ctx, input: Change & { reason: string }): Promise<MeetingDetail> {
  const row = await lockedMeeting(ctx, input);
  const changed = await write(ctx, row, {
    archivedAt: ctx.now,
    archiveReason: input.reason,
    publishedAt: null,
  });
  await note(ctx, 'meeting', changed, '作废', 'meeting.archive', input.reason);
  return meetingView(ctx, changed);
}
