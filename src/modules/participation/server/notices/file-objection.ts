import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { addDays, answerDue } from '#shared/working-days.ts';
import { maskName } from '../../domain/notice/mask.ts';
import { type Channel, objectionNumber } from '../../domain/notice/objection.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { keepStep, livingEstate } from './estate-of.ts';
import { type ObjectionRow, sealedFields } from './objections.query.ts';

type Filing = Pick<WorkCtx, 'tx' | 'now' | 'today' | 'audit' | 'vault'>;
export type ObjectionOrder = {
  readonly estateId: string;
  readonly noticeId: string | null;
  readonly partId: string | null;
  readonly channel: Channel;
  readonly receivedOn: Day;
  readonly name: string;
  readonly phone: string;
  readonly place: string;
  readonly text: string;
  readonly key: string;
  readonly by: string;
};

/** A telephone number as people write it: digits with spaces, dashes, brackets, a plus or an extension. */
function checkPhone(phone: string): void {
  if (phone === '') return;
  const digits = phone.normalize('NFKC').replace(/[\s\-()+转#]/g, '');
  if (!/^\d{7,15}$/.test(digits))
    throw problem(noticeProblems, 'participation.objection.phone', {}, { at: 'phone' });
}

async function checkNotice(ctx: Filing, order: ObjectionOrder): Promise<void> {
  if (order.noticeId === null) return;
  const row = await ctx.tx
    .selectFrom('participationNotice')
    .select('id')
    .where('id', '=', order.noticeId)
    .where('estateId', '=', order.estateId)
    .where('state', '<>', 'draft')
    .executeTakeFirst();
  if (!row) throw problem(noticeProblems, 'participation.objection.notice', {}, { at: 'noticeId' });
}

/** What was filed under this key before; the same request sent twice is one objection with one number. */
async function filedBefore(ctx: Filing, order: ObjectionOrder): Promise<ObjectionRow | null> {
  const row = await ctx.tx
    .selectFrom('participationObjection')
    .selectAll()
    .where('estateId', '=', order.estateId)
    .where('key', '=', order.key)
    .executeTakeFirst();
  if (!row) return null;
  if (row.text !== order.text || row.partId !== order.partId)
    throw problem(noticeProblems, 'participation.objection.key');
  return row;
}

const noon = (one: Day): Date => new Date(`${one}T12:00:00+08:00`);

/**
 * Files an objection, from a resident or by a clerk: name and telephone sealed, numbered in the order of the estate,
 * due by the pack's clock. Throws `participation.objection.*`.
 */
export async function fileObjection(ctx: Filing, order: ObjectionOrder): Promise<ObjectionRow> {
  if (order.receivedOn > ctx.today || order.receivedOn < addDays(ctx.today, -365))
    throw problem(noticeProblems, 'participation.objection.day', {}, { at: 'receivedOn' });
  checkPhone(order.phone);
  const estate = await livingEstate(ctx.tx, order.estateId);
  await checkNotice(ctx, order);
  // One at a time per estate: its numbers have no gaps and no doubles.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`objection ${estate.id}`}, 0))`.execute(ctx.tx);
  const before = await filedBefore(ctx, order);
  if (before) {
    await ctx.audit({ ...line(before.id, estate.regionCode), action: 'participation.objection.repeat' });
    return before;
  }
  const { values } = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const last = await ctx.tx
    .selectFrom('participationObjection')
    .where('estateId', '=', estate.id)
    .select((row) => row.fn.max('n').as('n'))
    .executeTakeFirst();
  const n = (last?.n ?? 0) + 1;
  const row = await ctx.tx
    .insertInto('participationObjection')
    .values({
      id: randomUUID(),
      n,
      number: objectionNumber(estate.code, n),
      noticeId: order.noticeId,
      estateId: estate.id,
      regionCode: estate.regionCode,
      partId: order.partId,
      place: order.place,
      nameSealed: order.name === '' ? null : ctx.vault.seal(sealedFields.name, order.name),
      nameMasked: maskName(order.name),
      phoneSealed: order.phone === '' ? null : ctx.vault.seal(sealedFields.phone, order.phone),
      text: order.text,
      channel: order.channel,
      key: order.key,
      at: order.receivedOn === ctx.today ? ctx.now : noon(order.receivedOn),
      dueOn: answerDue(order.receivedOn, values['objection.answerDays'], values['calendar.holidays']),
      state: 'open',
      enteredBy: order.by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepStep(
    ctx,
    { kind: 'objection', id: row.id, regionCode: row.regionCode },
    { step: '登记', by: order.by, action: 'participation.objection.enter' },
  );
  return row;
}

const line = (id: string, regionCode: string) => ({ subjectKind: 'objection', subjectId: id, regionCode });
