import { randomUUID } from 'node:crypto';
import { policyOn } from '#modules/policy/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { addDays } from '#shared/working-days.ts';
import { earliestUntil, type NoticeKind, noticeNames } from '../../domain/notice/notice.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { keepStep, livingEstate } from './estate-of.ts';

type Posting = Pick<WorkCtx, 'tx' | 'now' | 'today' | 'audit'>;

/** A notice another part of participation posts within its own transaction. */
export type NoticeOrder = {
  readonly estateId: string;
  readonly kind: NoticeKind;
  /** What is posted: the vote, the choice, the scheme. */
  readonly subjectId: string | null;
  readonly title: string;
  readonly body: string;
  /** Today when absent. */
  readonly postedOn?: Day;
  /** The shortest period of its kind when absent. */
  readonly until?: Day;
  readonly places?: string;
  /** Who posts it, by name. */
  readonly by: string;
};

/** How far ahead a notice may be laid, and how far back one that hangs already may be entered; days. */
const [ahead, back] = [365, 365];

/** Refuses a period shorter than the pack's; answers the least days of the kind. */
export async function checkPeriod(
  ctx: { readonly tx: Tx; readonly today: Day },
  one: { readonly kind: NoticeKind; readonly postedOn: Day; readonly until: Day; readonly scope: string },
): Promise<void> {
  const [first, last] = [addDays(ctx.today, -back), addDays(ctx.today, ahead)];
  if (one.postedOn < first || one.postedOn > last)
    throw problem(noticeProblems, 'participation.notice.future', { first, last }, { at: 'postedOn' });
  const { values } = await policyOn(ctx.tx, one.scope, ctx.today);
  const days = values['notice.days'];
  const until = earliestUntil(one.postedOn, one.kind, days);
  if (one.until < until)
    throw problem(
      noticeProblems,
      'participation.notice.period',
      { kind: noticeNames[one.kind], days: days[one.kind], until },
      { at: 'until' },
    );
}

/**
 * Posts a notice of an estate: on the resident page at once, open to objections until its period is over.
 * Throws `participation.notice.estate`, `.archived` and `.period` (shorter than the pack allows).
 */
export async function postNotice(
  ctx: Posting,
  order: NoticeOrder,
): Promise<{ id: string; postedOn: Day; until: Day }> {
  const estate = await livingEstate(ctx.tx, order.estateId);
  const postedOn = order.postedOn ?? ctx.today;
  const { values } = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const until = order.until ?? earliestUntil(postedOn, order.kind, values['notice.days']);
  await checkPeriod(ctx, { kind: order.kind, postedOn, until, scope: estate.regionCode });
  const id = randomUUID();
  await ctx.tx
    .insertInto('participationNotice')
    .values({
      id,
      estateId: estate.id,
      regionCode: estate.regionCode,
      kind: order.kind,
      subjectId: order.subjectId,
      title: order.title,
      body: order.body,
      postedOn,
      until,
      places: order.places ?? '',
      state: 'posted',
      createdAt: ctx.now,
      createdBy: order.by,
    })
    .execute();
  const subject = { kind: 'notice', id, regionCode: estate.regionCode } as const;
  await keepStep(ctx, subject, {
    step: '发布',
    by: order.by,
    action: 'participation.notice.post',
  });
  return { id, postedOn, until };
}
