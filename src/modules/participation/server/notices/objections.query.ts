import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { peopleNames } from '#modules/identity/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { DB, ParticipationObjection } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { objectionDetailShape, objectionQuery } from '../../contract-notices.ts';
import { type Suspect, suspectsIn } from '../../domain/notice/names-in-text.ts';
import type { NoticeKind } from '../../domain/notice/notice.ts';
import {
  type Channel,
  nextSteps,
  type ObjectionState,
  type Standing,
} from '../../domain/notice/objection.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { estateIdsLike, estatesById } from './estate-names.query.ts';
import { historyOf } from './estate-of.ts';
import { noticeRow } from './notices.query.ts';

export type ObjectionRow = Selectable<ParticipationObjection>;
export type ObjectionDetail = z.infer<typeof objectionDetailShape>;
export type ObjectionFilter = z.infer<typeof objectionQuery>;

/** Names of the sealed fields, the same when opening. */
export const sealedFields = {
  name: 'participation_objection.name',
  phone: 'participation_objection.phone',
} as const;

export const standingOf = (row: ObjectionRow): Standing => ({
  state: row.state as ObjectionState,
  published: row.publishedAt !== null,
  disputed: row.disputed,
  settled: row.disputeSettledAt !== null,
});

const isOpen = (row: ObjectionRow): boolean => row.state === 'open' || row.state === 'assigned';

type Row = ExpressionBuilder<DB, 'participationObjection'>;

/** The conditions of a filter over objections. */
async function conditions(ctx: Ctx, input: Partial<ObjectionFilter>) {
  const like = input.search ? await estateIdsLike(ctx.tx, input.search) : [];
  return (row: Row) => {
    const all: Expression<SqlBool>[] = [];
    if (input.estateId) all.push(row('estateId', '=', input.estateId));
    if (input.noticeId) all.push(row('noticeId', '=', input.noticeId));
    if (input.channel) all.push(row('channel', '=', input.channel));
    if (input.mark === 'disputed') all.push(row('disputed', '=', true), row('disputeSettledAt', 'is', null));
    if (input.mark === 'published') all.push(row('publishedAt', 'is not', null));
    if (input.assignee === 'me') all.push(row('assigneeId', '=', ctx.actor.id));
    if (input.assignee === 'none') all.push(row('assigneeId', 'is', null));
    if (input.state === 'unanswered' || input.state === 'overdue')
      all.push(row('state', 'in', ['open', 'assigned']));
    else if (input.state) all.push(row('state', '=', input.state));
    if (input.state === 'overdue') all.push(row('dueOn', '<', ctx.today));
    if (input.search) {
      const part = containing(input.search);
      all.push(
        row.or([
          row('number', 'ilike', part),
          row('text', 'ilike', part),
          ...(like.length > 0 ? [row('estateId', 'in', like)] : []),
        ]),
      );
    }
    return row.and(all);
  };
}

/** Rows of a filter: unanswered ones first, the earliest due first, unless another order is asked. */
export async function orderedObjections(ctx: Ctx, input: ObjectionFilter) {
  const order = input.descending ? 'desc' : 'asc';
  let rows = ctx.tx.selectFrom('participationObjection').where(await conditions(ctx, input));
  if (input.sort === 'due')
    rows = rows.orderBy(sql`state not in ('open', 'assigned')`).orderBy('dueOn', order);
  return rows.orderBy('at', order).orderBy('id');
}

export async function listObjections(ctx: Ctx, input: ObjectionFilter & { page: number; size: number }) {
  const counted = await ctx.tx
    .selectFrom('participationObjection')
    .where(await conditions(ctx, input))
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await (await orderedObjections(ctx, input))
    .selectAll()
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return {
    total: Number(counted.total),
    items: await presentObjections(ctx, found),
    counts: await openCounts(ctx),
  };
}

async function openCounts(ctx: Ctx) {
  const row = await ctx.tx
    .selectFrom('participationObjection')
    .select((one) => {
      const live = one('state', 'in', ['open', 'assigned']);
      return [
        one.fn.countAll<bigint>().filterWhere(live).as('unanswered'),
        one.fn
          .countAll<bigint>()
          .filterWhere(live.and('dueOn', '<', ctx.today))
          .as('overdue'),
        one.fn
          .countAll<bigint>()
          .filterWhere(one.and([one('disputed', '=', true), one('disputeSettledAt', 'is', null)]))
          .as('holding'),
      ];
    })
    .executeTakeFirstOrThrow();
  return { unanswered: Number(row.unanswered), overdue: Number(row.overdue), holding: Number(row.holding) };
}

async function titlesOf(ctx: Ctx, rows: readonly ObjectionRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => (row.noticeId ? [row.noticeId] : [])))];
  if (ids.length === 0) return new Map();
  const notices = await ctx.tx
    .selectFrom('participationNotice')
    .select(['id', 'title'])
    .where('id', 'in', ids)
    .execute();
  return new Map(notices.map((one) => [one.id, one.title]));
}

export async function presentObjections(ctx: Ctx, rows: readonly ObjectionRow[]) {
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  const titles = await titlesOf(ctx, rows);
  const names = await peopleNames(
    ctx.tx,
    rows.flatMap((row) => (row.assigneeId ? [row.assigneeId] : [])),
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    estateId: row.estateId,
    estateName: estates.get(row.estateId)?.name ?? '',
    noticeId: row.noticeId,
    noticeTitle: row.noticeId ? (titles.get(row.noticeId) ?? null) : null,
    nameMasked: row.nameMasked,
    text: row.text,
    channel: row.channel as Channel,
    at: row.at.toISOString(),
    dueOn: row.dueOn,
    overdue: isOpen(row) && row.dueOn < ctx.today,
    state: row.state as ObjectionState,
    assigneeId: row.assigneeId,
    // Somebody of a wider region may not be in sight of whoever looks.
    assigneeName: row.assigneeId ? (names.get(row.assigneeId) ?? '上级人员') : null,
    disputed: row.disputed,
    settled: row.disputeSettledAt !== null,
    published: row.publishedAt !== null,
    version: row.version,
  }));
}

/** What may tell who somebody is, by what is on file of them. */
export function suspectsOf(ctx: Pick<Ctx, 'vault'>, row: ObjectionRow, text: string): Suspect[] {
  const open = (field: string, sealed: Buffer | null) => (sealed ? [ctx.vault.open(field, sealed)] : []);
  return suspectsIn(text, {
    names: open(sealedFields.name, row.nameSealed),
    phones: open(sealedFields.phone, row.phoneSealed),
    doors: row.place === '' ? [] : [row.place],
  });
}

export async function objectionDetail(ctx: Ctx, row: ObjectionRow): Promise<ObjectionDetail> {
  const [base] = await presentObjections(ctx, [row]);
  if (!base) throw new Error('an objection without a view');
  const notice = row.noticeId ? await noticeRow(ctx, row.noticeId) : null;
  return {
    ...base,
    place: row.place,
    noticeOf: notice && { kind: notice.kind as NoticeKind, subjectId: notice.subjectId },
    hasName: row.nameSealed !== null,
    hasPhone: row.phoneSealed !== null,
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answeredBy: row.answeredBy,
    publishedText: row.publishedText,
    publishedAnswer: row.publishedAnswer,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    disputeReason: row.disputeReason,
    settledReason: row.disputeSettledReason,
    next: nextSteps(standingOf(row)),
    textSuspects: suspectsOf(ctx, row, row.text),
    answerSuspects: suspectsOf(ctx, row, row.answer ?? ''),
    history: await historyOf(ctx.tx, 'objection', row.id),
  };
}

export async function showObjection(ctx: Ctx, input: { id: string }): Promise<ObjectionDetail> {
  const row = await ctx.tx
    .selectFrom('participationObjection')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!row) throw problem(noticeProblems, 'participation.objection.absent');
  return objectionDetail(ctx, row);
}
