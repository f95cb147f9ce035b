import { sql } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { postingQuery } from '../../contract-ledger-shapes.ts';
import type { Account } from '../../domain/ledger/words.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { districtCodeOf } from './books.ts';
import { itemTitle } from './refusal.ts';

type Query = z.output<typeof postingQuery>;

const postings = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('fundingPosting as p')
    .leftJoin('fundingPosting as r', 'r.reversesId', 'p.id')
    .selectAll('p')
    .select('r.id as reversedById');
type Row = Awaited<ReturnType<ReturnType<typeof postings>['executeTakeFirstOrThrow']>>;

const present = (row: Row) => ({
  id: row.id,
  kind: row.kind,
  bookedOn: row.bookedOn,
  amountFen: String(row.amountFen),
  reason: row.reason,
  party: row.party,
  documentNumber: row.documentNumber,
  documentOn: row.documentOn,
  byName: row.byName,
  at: row.at.toISOString(),
  reversesId: row.reversesId,
  reversedById: row.reversedById,
});

function filtered(ctx: Ctx, { search, kind, month, sourceId }: Query) {
  let rows = postings(ctx);
  if (search)
    rows = rows.where((eb) =>
      eb.or([
        eb('p.documentNumber', 'ilike', containing(search)),
        eb('p.reason', 'ilike', containing(search)),
        eb('p.party', 'ilike', containing(search)),
      ]),
    );
  if (kind) rows = rows.where('p.kind', '=', kind);
  if (month)
    rows = rows.where(
      sql<boolean>`p.booked_on >= ${`${month}-01`}::date and p.booked_on < ${`${month}-01`}::date + interval '1 month'`,
    );
  if (sourceId)
    rows = rows.where((eb) =>
      eb.exists(
        eb
          .selectFrom('fundingEntry as e')
          .whereRef('e.postingId', '=', 'p.id')
          .where('e.sourceId', '=', sourceId)
          .select('e.id'),
      ),
    );
  return rows;
}

export async function listPostings(ctx: Ctx, input: Query & { page: number; size: number }) {
  const { count } = await filtered(ctx, input)
    .clearSelect()
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await filtered(ctx, input)
    .orderBy('p.bookedOn', 'desc')
    .orderBy('p.id', 'desc')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(count), items: rows.map(present) };
}

export async function showPosting(ctx: Ctx, { id }: { id: string }) {
  const row = await postings(ctx).where('p.id', '=', id).executeTakeFirst();
  if (!row) throw problem(ledgerProblems, 'funding.ledger.posting');
  const entries = await ctx.tx
    .selectFrom('fundingEntry as e')
    .innerJoin('fundingCell as c', 'c.id', 'e.cellId')
    .innerJoin('fundingSource as s', 's.id', 'e.sourceId')
    .leftJoin('surveyEstate as x', 'x.id', 'c.estateId')
    .leftJoin('fundingContract as k', 'k.id', 'c.contractId')
    .select(['e.id', 'e.sourceId', 's.documentNumber as source', 'e.account', 'x.name as estate', 'c.item'])
    .select(['k.number as contract', 'e.amountFen', 'e.balanceAfterFen'])
    .where('e.postingId', '=', id)
    .orderBy('e.id')
    .execute();
  return {
    ...present(row),
    fileId: row.fileId,
    fileHash: row.fileHash,
    entries: entries.map((one) => ({
      ...one,
      id: String(one.id),
      account: one.account as Account,
      item: one.item === null ? null : itemTitle(one.item),
      amountFen: String(one.amountFen),
      balanceAfterFen: String(one.balanceAfterFen),
    })),
  };
}

/** Every month of the district's books that has postings or is closed, newest first, with what it left on each account. */
export async function listPeriods(ctx: Ctx) {
  const books = districtCodeOf(ctx.actor.scope);
  const closed = await ctx.tx
    .selectFrom('fundingPeriod')
    .selectAll()
    .where('regionCode', '=', books)
    .orderBy('month')
    .execute();
  const months = await sql<{ month: string; postings: bigint }>`
    select to_char(booked_on, 'YYYY-MM') as month, count(*) as postings from funding_posting group by 1`.execute(
    ctx.tx,
  );
  const turns = await sql<{ month: string; account: string; fen: bigint }>`
    select to_char(month, 'YYYY-MM') as month, account, sum(in_fen - out_fen)::bigint as fen from funding_month group by 1, 2`.execute(
    ctx.tx,
  );
  const names = [
    ...new Set([...closed.map(({ month }) => month.slice(0, 7)), ...months.rows.map(({ month }) => month)]),
  ].sort();
  const firstOpen = names.find((name) => !closed.some(({ month }) => month.startsWith(name)));
  return names
    .map((month) => {
      const period = closed.find((one) => one.month.startsWith(month));
      const balances: Record<string, bigint> = {};
      for (const turn of turns.rows)
        if (turn.month <= month) balances[turn.account] = (balances[turn.account] ?? 0n) + turn.fen;
      return {
        month,
        closed: period !== undefined,
        closable: month === firstOpen && month < ctx.today.slice(0, 7) && ctx.actor.scope.length <= 6,
        postings: String(months.rows.find((one) => one.month === month)?.postings ?? 0n),
        closedBy: period?.closedBy ?? null,
        closedAt: period?.closedAt.toISOString() ?? null,
        balances: Object.fromEntries(
          Object.entries(balances).map(([account, fen]) => [account, String(fen)]),
        ),
      };
    })
    .reverse();
}

export async function listCases(
  ctx: Ctx,
  input: { state?: 'open' | 'resolved' | undefined; page: number; size: number },
) {
  let rows = ctx.tx
    .selectFrom('fundingCase as k')
    .innerJoin('fundingSource as s', 's.id', 'k.sourceId')
    .innerJoin('fundingPosting as p', 'p.id', 'k.postingId');
  if (input.state) rows = rows.where('k.state', '=', input.state);
  const { count } = await rows.select((eb) => eb.fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const found = await rows
    .selectAll('k')
    .select(['s.documentNumber as source', 'p.documentNumber as voucher', 'p.party'])
    .orderBy('k.foundAt', 'desc')
    .orderBy('k.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return {
    total: Number(count),
    items: found.map((row) => ({
      ...{ id: row.id, kind: row.kind, sourceId: row.sourceId, source: row.source, postingId: row.postingId },
      ...{ amountFen: String(row.amountFen), voucher: row.voucher, party: row.party, how: row.how },
      foundAt: row.foundAt.toISOString(),
      state: row.state as 'open' | 'resolved',
      resolution: row.resolution,
      resolvedBy: row.resolvedBy,
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
    })),
  };
}
