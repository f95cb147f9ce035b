import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import { type Part, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { codeFrom, grouped } from '../../domain/access/code.ts';
import { accessProblems } from '../../problems-access.ts';
import { placeOf, theEstate } from './cards.query.ts';

/** More in one go would be a pile of paper nobody prints, and an answer nobody should lose. */
const mostAtOnce = 5000;
const chunk = 1000;
const estateLock = 7_150_311;

type Order = {
  readonly estateId: string;
  readonly building: string | null;
  readonly partIds: readonly string[] | null;
  readonly reason: string;
};

/**
 * Makes new cards and answers their codes in clear: this once and to this caller, who prints them. They are stored
 * nowhere (a job would have to keep them until they are fetched), so a lost print is made good by new cards. A new
 * card revokes the part's last one and ends the sessions opened with it.
 */
export async function issueCards(ctx: Ctx, order: Order) {
  const estate = await theEstate(ctx, order.estateId);
  await sql`select pg_advisory_xact_lock(${estateLock}, hashtext(${estate.id}))`.execute(ctx.tx);
  const { values } = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const parts = await partsToServe(ctx, order);
  const expiresAt = new Date(ctx.now.getTime() + values['access.validDays'] * 86_400_000);
  const numbers = await lastNumbers(ctx, estate.id);
  const replaced = await revokeCards(
    ctx,
    { partIds: parts.map((part) => part.id) },
    order.reason || '补发新卡',
  );
  const cards = parts.map((part) => ({
    part,
    id: randomUUID(),
    code: codeFrom(randomBytes(9)),
    number: (numbers.get(part.id) ?? 0) + 1,
  }));
  for (let at = 0; at < cards.length; at += chunk)
    await ctx.tx
      .insertInto('participationAccess')
      .values(
        cards.slice(at, at + chunk).map(({ part, id, code, number }) => ({
          id,
          estateId: estate.id,
          partId: part.id,
          regionCode: estate.regionCode,
          codeMark: ctx.vault.mark('access.code', code),
          number,
          issuedAt: ctx.now,
          issuedBy: ctx.actor.name,
          expiresAt,
        })),
      )
      .execute();
  await ctx.audit({
    action: 'participation.access.issue',
    subjectKind: 'survey.estate',
    subjectId: estate.id,
    regionCode: estate.regionCode,
    detail: { building: order.building, cards: cards.length, replaced: replaced.cards, reason: order.reason },
  });
  return {
    estate: estate.name,
    estateCode: estate.code,
    expiresOn: dayOf(expiresAt),
    replaced: replaced.cards,
    cards: cards.map(({ part, code, number }) => ({
      partId: part.id,
      place: placeOf(part),
      building: part.building,
      code: grouped(code),
      number,
    })),
  };
}

const dayOf = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDate()
    .toString();

/** The parts named; or those of the scope that are sold and have no card that can still be used. */
async function partsToServe(ctx: Ctx, order: Order): Promise<Part[]> {
  const all = await partsOf(ctx.tx, order.estateId, { building: order.building ?? undefined });
  let chosen: Part[];
  if (order.partIds) {
    const wanted = new Set(order.partIds);
    chosen = all.filter((part) => wanted.has(part.id));
    if (chosen.length < wanted.size)
      throw problem(accessProblems, 'participation.access.parts', { count: wanted.size - chosen.length });
  } else {
    const usable = await ctx.tx
      .selectFrom('participationAccess')
      .select('partId')
      .where('estateId', '=', order.estateId)
      .where('revokedAt', 'is', null)
      .where((or) => or.or([or('redeemedAt', 'is not', null), or('expiresAt', '>', ctx.now)]))
      .execute();
    const served = new Set(usable.map((row) => row.partId));
    chosen = all.filter((part) => !part.unsold && !served.has(part.id));
  }
  if (chosen.length === 0) throw problem(accessProblems, 'participation.access.none');
  if (chosen.length > mostAtOnce)
    throw problem(accessProblems, 'participation.access.many', { most: mostAtOnce, count: chosen.length });
  return chosen;
}

async function lastNumbers(ctx: Ctx, estateId: string): Promise<Map<string, number>> {
  const rows = await ctx.tx
    .selectFrom('participationAccess')
    .select((one) => ['partId', one.fn.max('number').as('last')])
    .where('estateId', '=', estateId)
    .groupBy('partId')
    .execute();
  return new Map(rows.map((row) => [row.partId, Number(row.last)]));
}

/** Ends live cards and every session opened with them. */
async function revokeCards(
  ctx: Ctx,
  which: { readonly partIds: readonly string[] } | { readonly id: string },
  reason: string,
): Promise<{ cards: number; sessions: number }> {
  const set = { revokedAt: ctx.now, revokeReason: reason };
  const live = ctx.tx.updateTable('participationAccess').set(set).where('revokedAt', 'is', null);
  const revoked = await ('id' in which
    ? live.where('id', '=', which.id)
    : live.where(sql<boolean>`part_id = any(${[...which.partIds]}::uuid[])`)
  )
    .returning('id')
    .execute();
  if (revoked.length === 0) return { cards: 0, sessions: 0 };
  const ended = await ctx.tx
    .updateTable('participationSession')
    .set({ endedAt: ctx.now })
    .where(sql<boolean>`access_id = any(${revoked.map((one) => one.id)}::uuid[])`)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  return { cards: revoked.length, sessions: ended.length };
}

/** Ends one card for good, with a reason; the phone that used it is out at once. */
export async function revokeCard(ctx: Ctx, input: { id: string; reason: string }) {
  const card = await ctx.tx
    .selectFrom('participationAccess')
    .select(['id', 'partId', 'regionCode', 'revokedAt'])
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!card) throw problem(accessProblems, 'participation.access.absent');
  if (card.revokedAt) throw problem(accessProblems, 'participation.access.revoked');
  const { sessions } = await revokeCards(ctx, { id: card.id }, input.reason);
  await ctx.audit({
    action: 'participation.access.revoke',
    subjectKind: 'participation.access',
    subjectId: card.id,
    regionCode: card.regionCode,
    detail: { partId: card.partId, reason: input.reason, sessions },
  });
  return { sessions };
}
