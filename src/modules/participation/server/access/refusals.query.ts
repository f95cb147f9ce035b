import { sql } from 'kysely';
import { partHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';

type Filter = {
  readonly kind?: string | undefined;
  readonly address?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Enough of a mark to tell addresses apart on a page. */
const shown = 12;
/** `2026-11-22` in China, as an instant; the day after for the end of a period. */
const startOf = (day: string, daysLater = 0): Date =>
  new Date(
    Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime({ timeZone: 'Asia/Shanghai' })
      .epochMilliseconds,
  );

function filtered(ctx: Ctx, filter: Filter) {
  let rows = ctx.tx.selectFrom('participationRefusal');
  if (filter.kind) rows = rows.where('kind', '=', filter.kind);
  if (filter.from) rows = rows.where('at', '>=', startOf(filter.from));
  if (filter.to) rows = rows.where('at', '<', startOf(filter.to, 1));
  if (filter.address)
    rows = rows.where(
      sql<boolean>`left(encode(address_mark, 'hex'), ${filter.address.length}) = ${filter.address}`,
    );
  return rows;
}

/** What was refused, the last first; rows of the actor's region only. */
export async function listRefusals(ctx: Ctx, query: Filter & { page: number; size: number }) {
  const { total } = await filtered(ctx, query)
    .select((one) => one.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await filtered(ctx, query)
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  const places = await placesOf(ctx, [...new Set(rows.flatMap((row) => row.subjectId ?? []))]);
  return {
    total: Number(total),
    items: rows.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      kind: row.kind,
      address: row.addressMark.toString('hex').slice(0, shown),
      region: row.regionCode ?? '',
      place: (row.subjectId && places.get(row.subjectId)) ?? '',
    })),
  };
}

/** Which part a refusal concerns, where its subject is a card or a part. */
async function placesOf(ctx: Ctx, subjects: readonly string[]): Promise<Map<string, string>> {
  const cards =
    subjects.length === 0
      ? []
      : await ctx.tx
          .selectFrom('participationAccess')
          .select(['id', 'partId'])
          .where('id', 'in', [...subjects])
          .execute();
  const partOf = new Map(cards.map((card) => [card.id, card.partId]));
  const places = new Map<string, string>();
  for (const subject of subjects) {
    const part = await partHead(ctx.tx, partOf.get(subject) ?? subject);
    if (part) places.set(subject, part.place);
  }
  return places;
}

/** How often by kind, and the addresses refused most. */
export async function refusalSummary(ctx: Ctx, filter: Filter) {
  const kinds = await filtered(ctx, filter)
    .select((one) => ['kind', one.fn.countAll<string>().as('count')])
    .groupBy('kind')
    .orderBy('count', 'desc')
    .execute();
  const addresses = await filtered(ctx, filter)
    .select((one) => [
      'addressMark',
      one.fn.countAll<string>().as('count'),
      one.fn.min('at').as('first'),
      one.fn.max('at').as('last'),
    ])
    .groupBy('addressMark')
    .orderBy('count', 'desc')
    .limit(20)
    .execute();
  return {
    kinds: kinds.map((row) => ({ kind: row.kind, count: Number(row.count) })),
    addresses: addresses.map((row) => ({
      address: row.addressMark.toString('hex').slice(0, shown),
      count: Number(row.count),
      first: row.first.toISOString(),
      last: row.last.toISOString(),
    })),
  };
}
