import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { AccountInput } from '../../../contract-reconciliations.ts';
import { allocationProblems } from '../../../problems-allocations.ts';

async function channelTitles(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const subs = values['funding.channels'].flatMap(({ subChannels }) => subChannels);
  return new Map(subs.map(({ id, title }) => [id, title]));
}

/** Accounts in sight with the ledger's cash of their sources and how far they are signed. */
export async function listAccounts(ctx: Ctx) {
  const titles = await channelTitles(ctx);
  const rows = await ctx.tx
    .selectFrom('fundingAccount as a')
    .selectAll()
    .select([
      sql<bigint>`coalesce((select sum(t.balance_fen) from funding_total t join funding_source s on s.id = t.source_id
        where t.account = 'cash' and s.sub_channel = any (a.sub_channels) and starts_with(s.region_code, a.region_code)),
        0)::bigint`.as('bookFen'),
      sql<string | null>`(select max(r.month) from funding_reconciliation r
        where r.account_id = a.id and r.state = 'signed')`.as('signedTo'),
    ])
    .orderBy('a.title')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, title: row.title, bank: row.bank, tail: row.tail, subChannels: row.subChannels },
    subChannelTitles: row.subChannels.map((id) => titles.get(id) ?? id),
    ...{ version: row.version, signedTo: row.signedTo, bookFen: String(row.bookFen) },
  }));
}

/** Registers or changes an account; a sub-channel lies in one account of a region. @throws Problem funding.account.* */
export async function saveAccount(ctx: Ctx, input: AccountInput): Promise<{ id: string }> {
  const titles = await channelTitles(ctx);
  const unknown = input.subChannels.find((id) => !titles.has(id));
  if (unknown !== undefined)
    throw problem(allocationProblems, 'funding.account.channel', { what: unknown }, { at: 'subChannels' });
  const others = await ctx.tx
    .selectFrom('fundingAccount')
    .select(['id', 'title', 'subChannels'])
    .where('regionCode', '=', ctx.actor.scope)
    .execute();
  for (const other of others)
    for (const id of input.subChannels)
      if (other.id !== input.id && other.subChannels.includes(id)) {
        const words = { what: titles.get(id) ?? id, account: other.title };
        throw problem(allocationProblems, 'funding.account.overlap', words, { at: 'subChannels' });
      }
  const { title, bank, tail } = input;
  const values = { title, bank, tail, subChannels: [...new Set(input.subChannels)] };
  const id = input.id ?? randomUUID();
  if (input.id === null)
    await ctx.tx
      .insertInto('fundingAccount')
      .values({ ...values, id, regionCode: ctx.actor.scope, createdBy: ctx.actor.name, createdAt: ctx.now })
      .execute();
  else await changeAccount(ctx, id, input.version, values);
  await ctx.audit({
    ...{ action: 'funding.allocations.account', subjectKind: 'fundingAccount', subjectId: id },
    ...{ regionCode: ctx.actor.scope, detail: { title, subChannels: values.subChannels } },
  });
  return { id };
}

async function changeAccount(
  ctx: Ctx,
  id: string,
  version: number,
  values: { title: string; bank: string; tail: string; subChannels: string[] },
): Promise<void> {
  const row = await ctx.tx
    .selectFrom('fundingAccount')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.account.absent');
  if (row.version !== version) throw problem(allocationProblems, 'funding.reconciliation.stale');
  await ctx.tx
    .updateTable('fundingAccount')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .execute();
}
