import { type Selectable, sql } from 'kysely';
import type { FundingAccount, FundingReconciliation } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { allocationProblems } from '../../../problems-allocations.ts';

export type AccountRow = Selectable<FundingAccount>;
export type Reconciliation = Selectable<FundingReconciliation>;
export type One = { readonly id: string; readonly version: number };

export async function findAccount(ctx: Ctx, id: string): Promise<AccountRow> {
  const row = await ctx.tx.selectFrom('fundingAccount').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.account.absent');
  return row;
}

export async function findReconciliation(ctx: Ctx, id: string, lock = false): Promise<Reconciliation> {
  const query = ctx.tx.selectFrom('fundingReconciliation').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.reconciliation.absent');
  return row;
}

/** Locks it for a step from one of the states, at the version the caller saw. */
export async function takeReconciliation(
  ctx: Ctx,
  input: One,
  states: readonly string[],
): Promise<Reconciliation> {
  const row = await findReconciliation(ctx, input.id, true);
  if (row.version !== input.version) throw problem(allocationProblems, 'funding.reconciliation.stale');
  if (!states.includes(row.state)) throw problem(allocationProblems, 'funding.reconciliation.state');
  return row;
}

/** First day of the month, and of the next one. */
export function monthEnds(month: string): { first: string; next: string } {
  const first = Temporal.PlainDate.from(`${month}-01`);
  return { first: first.toString(), next: first.add({ months: 1 }).toString() };
}

/** The first month this account was reconciled here: differences count from its beginning. */
export async function firstOf(
  ctx: Ctx,
  accountId: string,
): Promise<{ month: string; openingFen: bigint } | null> {
  const row = await ctx.tx
    .selectFrom('fundingReconciliation')
    .select(['month', 'openingFen'])
    .where('accountId', '=', accountId)
    .orderBy('month')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

const cashOf = (account: Pick<AccountRow, 'subChannels' | 'regionCode'>) => sql`funding_entry e
  join funding_source s on s.id = e.source_id and s.sub_channel = any (${account.subChannels}::text[])
    and starts_with(s.region_code, ${account.regionCode})`;

/** The ledger's cash of the account before a day. */
export async function cashBefore(ctx: Ctx, account: AccountRow, day: string): Promise<bigint> {
  const { rows } = await sql<{ fen: bigint }>`select coalesce(sum(e.amount_fen), 0)::bigint as fen
    from ${cashOf(account)} where e.account = 'cash' and e.booked_on < ${day}::date`.execute(ctx.tx);
  return BigInt(rows[0]?.fen ?? 0);
}

export type BookMovement = {
  readonly id: string;
  readonly day: string;
  readonly amountFen: bigint;
  readonly voucher: string;
  readonly kind: string;
  readonly party: string;
  readonly sourceTitle: string;
};

/**
 * Postings that moved the account's cash from a day until before another and that no statement line is paired with. A
 * posting and its reversal, both inside, cancel each other and are left out.
 */
export async function openPostings(
  ctx: Ctx,
  account: AccountRow,
  from: string,
  before: string,
): Promise<BookMovement[]> {
  const { rows } = await sql<BookMovement>`with moved as (
      select e.posting_id as id, sum(e.amount_fen)::bigint as fen, min(s.title) as title from ${cashOf(account)}
      where e.account = 'cash' and e.booked_on >= ${from}::date and e.booked_on < ${before}::date
      group by e.posting_id having sum(e.amount_fen) <> 0)
    select p.id, coalesce(p.document_on, p.booked_on)::text as day, m.fen as "amountFen", p.document_number as voucher,
      p.kind, p.party, m.title as "sourceTitle"
    from moved m join funding_posting p on p.id = m.id
    where not exists (select from funding_treasury_statement_line l where l.posting_id = p.id)
      and not exists (select from funding_posting r join moved m2 on m2.id = r.id where r.reverses_id = p.id)
      and not (p.kind = 'reverse' and exists (select from moved m2 where m2.id = p.reverses_id
        and not exists (select from funding_treasury_statement_line l where l.posting_id = m2.id)))
    order by p.booked_on, p.id`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, amountFen: BigInt(row.amountFen) }));
}
