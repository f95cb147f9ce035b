import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { ParticipationNotice } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import type { noticeDetail, noticeQuery } from '../../contract-notices.ts';
import {
  type NoticeKind,
  type NoticePhase,
  type NoticeState,
  noticePhase,
} from '../../domain/notice/notice.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { attachmentNames } from './attachments.ts';
import { estateIdsLike, estatesById } from './estate-names.query.ts';
import { historyOf } from './estate-of.ts';

type Reading = Pick<Ctx, 'tx' | 'today'>;
export type NoticeRow = Selectable<ParticipationNotice>;
export type NoticeDetail = z.infer<typeof noticeDetail>;
type Query = z.infer<typeof noticeQuery> & { page: number; size: number };

export const phaseOf = (row: Pick<NoticeRow, 'state' | 'postedOn' | 'until'>, today: Day): NoticePhase =>
  noticePhase({ ...row, state: row.state as NoticeState }, today);

/** How many objections stand against each notice, and how many of them without an answer. */
async function objectionCounts(ctx: Reading, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { all: number; unanswered: number }>();
  const rows = await ctx.tx
    .selectFrom('participationObjection')
    .where('noticeId', 'in', [...ids])
    .where('state', '<>', 'withdrawn')
    .groupBy('noticeId')
    .select((row) => [
      'noticeId',
      row.fn.countAll<bigint>().as('all'),
      row.fn.countAll<bigint>().filterWhere('state', 'in', ['open', 'assigned']).as('unanswered'),
    ])
    .execute();
  return new Map(
    rows.map((row) => [row.noticeId ?? '', { all: Number(row.all), unanswered: Number(row.unanswered) }]),
  );
}

async function present(ctx: Reading, rows: readonly NoticeRow[]) {
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  const counts = await objectionCounts(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    estateId: row.estateId,
    estateCode: estates.get(row.estateId)?.code ?? '',
    estateName: estates.get(row.estateId)?.name ?? '',
    kind: row.kind as NoticeKind,
    title: row.title,
    postedOn: row.postedOn,
    until: row.until,
    phase: phaseOf(row, ctx.today),
    objections: counts.get(row.id)?.all ?? 0,
    unanswered: counts.get(row.id)?.unanswered ?? 0,
    places: row.places,
    createdBy: row.createdBy,
    version: row.version,
  }));
}

/** Notices in sight: searched by title or estate, filtered, in order of posting unless asked otherwise. */
export async function listNotices(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom('participationNotice');
  if (input.kind) rows = rows.where('kind', '=', input.kind);
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  if (input.subjectId) rows = rows.where('subjectId', '=', input.subjectId);
  if (input.phase === 'draft' || input.phase === 'withdrawn') rows = rows.where('state', '=', input.phase);
  else if (input.phase) {
    rows = rows.where('state', '=', 'posted');
    if (input.phase === 'coming') rows = rows.where('postedOn', '>', ctx.today);
    if (input.phase === 'ended') rows = rows.where('until', '<', ctx.today);
    if (input.phase === 'running')
      rows = rows.where('postedOn', '<=', ctx.today).where('until', '>=', ctx.today);
  }
  if (input.search) {
    const ids = await estateIdsLike(ctx.tx, input.search);
    const part = containing(input.search);
    rows = rows.where((row) =>
      row.or([row('title', 'ilike', part), ...(ids.length > 0 ? [row('estateId', 'in', ids)] : [])]),
    );
  }
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy(input.sort, input.descending ? 'desc' : 'asc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await present(ctx, found) };
}

/** One notice with its text, files and history. */
export async function detailOf(ctx: Reading, row: NoticeRow): Promise<NoticeDetail> {
  const [base] = await present(ctx, [row]);
  if (!base) throw new Error('a notice without a view');
  return {
    ...base,
    subjectId: row.subjectId,
    body: row.body,
    files: await attachmentNames(ctx.tx, row.fileIds),
    withdrawReason: row.withdrawReason,
    history: await historyOf(ctx.tx, 'notice', row.id),
  };
}

export async function noticeRow(ctx: Pick<Ctx, 'tx'>, id: string): Promise<NoticeRow> {
  const row = await ctx.tx
    .selectFrom('participationNotice')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw problem(noticeProblems, 'participation.notice.absent');
  return row;
}

export const showNotice = async (ctx: Ctx, input: { id: string }): Promise<NoticeDetail> =>
  detailOf(ctx, await noticeRow(ctx, input.id));

/** The shortest periods in force, for the form. */
export async function noticePeriods(ctx: Ctx) {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  return { days: values['notice.days'], resultWithin: values['notice.resultWithin'] };
}
