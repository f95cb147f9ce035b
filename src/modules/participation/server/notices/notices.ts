import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { type Day, day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { type NoticeKind, noticePhaseNames } from '../../domain/notice/notice.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { checkAttachments } from './attachments.ts';
import { keepStep, livingEstate } from './estate-of.ts';
import { detailOf, type NoticeDetail, type NoticeRow, phaseOf } from './notices.query.ts';
import { checkPeriod } from './post-notice.ts';

type Fields = {
  kind: NoticeKind;
  title: string;
  body: string;
  postedOn: string;
  until: string;
  places: string;
  fileIds: string[];
};
type Change = { id: string; version: number };

const periodOf = (input: Pick<Fields, 'kind' | 'postedOn' | 'until'>, scope: string) => ({
  kind: input.kind,
  postedOn: day(input.postedOn),
  until: day(input.until) as Day,
  scope,
});

const note = (ctx: Ctx, row: NoticeRow, step: string, action: string, why = '') =>
  keepStep(
    ctx,
    { kind: 'notice', id: row.id, regionCode: row.regionCode },
    { step, note: why, by: ctx.actor.name, action: `participation.notice.${action}` },
  );

/** Drafts a notice; its period is checked already, so that a draft can be posted as it stands. */
export async function createNotice(ctx: Ctx, input: Fields & { estateId: string }): Promise<NoticeDetail> {
  const estate = await livingEstate(ctx.tx, input.estateId);
  await checkPeriod(ctx, periodOf(input, estate.regionCode));
  const row = await ctx.tx
    .insertInto('participationNotice')
    .values({
      ...input,
      id: randomUUID(),
      fileIds: await checkAttachments(ctx.tx, input.fileIds),
      regionCode: estate.regionCode,
      state: 'draft',
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, row, '拟写', 'draft');
  return detailOf(ctx, row);
}

async function lockedRow(ctx: Ctx, input: Change): Promise<NoticeRow> {
  const row = await ctx.tx
    .selectFrom('participationNotice')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(noticeProblems, 'participation.notice.absent');
  if (row.version !== input.version) throw problem(noticeProblems, 'participation.notice.stale');
  return row;
}

function refuseState(ctx: Ctx, row: NoticeRow, step: string): never {
  const state = noticePhaseNames[phaseOf(row, ctx.today)];
  throw problem(noticeProblems, 'participation.notice.state', { state, step });
}

const write = (ctx: Ctx, row: NoticeRow, set: object): Promise<NoticeRow> =>
  ctx.tx
    .updateTable('participationNotice')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Changes a draft; what hangs already is not changed but withdrawn and posted anew. */
export async function editNotice(ctx: Ctx, input: Change & Fields): Promise<NoticeDetail> {
  const row = await lockedRow(ctx, input);
  if (row.state !== 'draft') refuseState(ctx, row, '修改');
  await checkPeriod(ctx, periodOf(input, row.regionCode));
  const { id: _id, version: _version, ...fields } = input;
  const changed = await write(ctx, row, {
    ...fields,
    fileIds: await checkAttachments(ctx.tx, input.fileIds),
  });
  await note(ctx, changed, '修改草稿', 'edit');
  return detailOf(ctx, changed);
}

/** Posts a draft. */
export async function publishNotice(ctx: Ctx, input: Change): Promise<NoticeDetail> {
  const row = await lockedRow(ctx, input);
  if (row.state !== 'draft') refuseState(ctx, row, '发布');
  await checkPeriod(ctx, periodOf({ ...row, kind: row.kind as NoticeKind }, row.regionCode));
  const changed = await write(ctx, row, { state: 'posted' });
  await note(ctx, changed, '发布', 'post');
  return detailOf(ctx, changed);
}

/** Enters where a notice hangs, with the photos that prove it. */
export async function placeNotice(
  ctx: Ctx,
  input: Change & { places: string; fileIds: string[] },
): Promise<NoticeDetail> {
  const row = await lockedRow(ctx, input);
  if (row.state === 'withdrawn') refuseState(ctx, row, '登记张贴地点');
  const fileIds = await checkAttachments(ctx.tx, input.fileIds);
  const changed = await write(ctx, row, { places: input.places, fileIds });
  await note(ctx, changed, '登记张贴', 'place', `照片与文件 ${fileIds.length} 个`);
  return detailOf(ctx, changed);
}

/** Takes a notice off the resident page; it stays on record with the reason. */
export async function withdrawNotice(ctx: Ctx, input: Change & { reason: string }): Promise<NoticeDetail> {
  const row = await lockedRow(ctx, input);
  if (row.state === 'withdrawn') refuseState(ctx, row, '撤回');
  const changed = await write(ctx, row, { state: 'withdrawn', withdrawReason: input.reason });
  await note(ctx, changed, '撤回', 'withdraw', input.reason);
  return detailOf(ctx, changed);
}
