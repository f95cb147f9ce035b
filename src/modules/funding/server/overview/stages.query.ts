import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { overviewQuery } from '../../contract-overview.ts';

export type OverviewInput = z.output<typeof overviewQuery>;
type Cut = OverviewInput['by'];

/** What one cut is grouped by. Estates and projects are known of what is arranged, not of what was granted. */
const keys: Readonly<Record<Cut, RawBuilder<unknown>>> = {
  channel: sql`s.channel`,
  subChannel: sql`s.sub_channel`,
  subdistrict: sql`left(e.region_code, 9)`,
  estate: sql`e.id::text`,
  project: sql`b.project_id::text`,
  year: sql`s.budget_year::text`,
};
const bySource: readonly Cut[] = ['channel', 'subChannel', 'year'];

const sum = (accounts: readonly string[], sign = 1) =>
  sql`coalesce(sum(b.balance_fen) filter (where b.account = any(${accounts})), 0) * ${sql.lit(sign)}`;

type Row = { key: string | null } & Record<
  'granted' | 'arranged' | 'received' | 'committed' | 'payable' | 'paid' | 'inKind' | 'measured',
  string
>;

/** Balances and measured work in sight, summed by one key; one pass over each table. */
async function summed(ctx: Ctx, input: OverviewInput, key: RawBuilder<unknown>): Promise<Row[]> {
  const { channel, year, subdistrict, projectId } = input;
  const where = sql.join(
    [
      sql`true`,
      ...(channel ? [sql`s.channel = ${channel}`] : []),
      ...(year ? [sql`s.budget_year = ${year}`] : []),
      ...(subdistrict ? [sql`starts_with(e.region_code, ${subdistrict})`] : []),
      ...(projectId ? [sql`b.project_id = ${projectId}`] : []),
    ],
    sql` and `,
  );
  const later = ['committed', 'retained', 'payable', 'authorised', 'paid'];
  const { rows } = await sql<Row>`
    with balances as (
      select ${key} as key,
        ${sum(['origin'], -1)} as granted, ${sum(['arranged', ...later])} as arranged,
        ${sum(['outside'], -1)} as received, ${sum(later)} as committed,
        ${sum(['payable', 'authorised', 'paid'])} as payable, ${sum(['paid'])} as paid,
        ${sum(['inKind'])} as in_kind
      from funding_balance b join funding_source s on s.id = b.source_id
        left join survey_estate e on e.id = b.estate_id
      where ${where} group by 1),
    work as (
      select ${key} as key, sum(b.measured_fen) as measured
      from funding_cell b join funding_source s on s.id = b.source_id
        left join survey_estate e on e.id = b.estate_id
      where ${where} and b.measured_fen > 0 group by 1)
    select balances.key, granted::text, arranged::text, received::text, committed::text, payable::text, paid::text,
      in_kind::text as "inKind", coalesce(measured, 0)::text as measured
    from balances left join work on work.key is not distinct from balances.key`.execute(ctx.tx);
  return rows;
}

const amounts = (row: Row | undefined, whole: boolean) => ({
  granted: whole ? (row?.granted ?? '0') : null,
  arranged: row?.arranged ?? '0',
  received: whole ? (row?.received ?? '0') : null,
  committed: row?.committed ?? '0',
  measured: row?.measured ?? '0',
  payable: row?.payable ?? '0',
  paid: row?.paid ?? '0',
  inKind: row?.inKind ?? '0',
});

/** Names of the keys of a cut; a key without a name is shown as it stands. */
async function titles(ctx: Ctx, cut: Cut): Promise<ReadonlyMap<string, string>> {
  if (cut === 'channel' || cut === 'subChannel') {
    const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
    const channels = values['funding.channels'];
    const named = cut === 'channel' ? channels : channels.flatMap(({ subChannels }) => subChannels);
    return new Map(named.map(({ id, title }) => [id, title]));
  }
  if (cut === 'year') return new Map();
  const from = {
    subdistrict: sql`select code as id, name from identity_region where length(code) = 9`,
    estate: sql`select id::text as id, name from survey_estate`,
    project: sql`select id::text as id, code || ' ' || name as name from projects_project`,
  }[cut];
  const { rows } = await sql<{ id: string; name: string }>`${from}`.execute(ctx.tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Money by one cut, every stage side by side; what is not yet arranged to an estate is no row of an estate's cut. */
export async function showOverview(ctx: Ctx, input: OverviewInput) {
  const whole = !input.subdistrict && !input.projectId;
  const found = await summed(ctx, input, keys[input.by]);
  const named = await titles(ctx, input.by);
  const full = whole && bySource.includes(input.by);
  const rows = found
    .filter((row): row is Row & { key: string } => row.key !== null)
    .map((row) => ({ key: row.key, title: named.get(row.key) ?? row.key, ...amounts(row, full) }));
  const [all] = await summed(ctx, input, sql`''::text`);
  const years = await sql<{
    year: number;
  }>`select distinct budget_year as year from funding_source order by 1`.execute(ctx.tx);
  return {
    total: amounts(all, whole),
    rows: rows.toSorted((a, b) =>
      input.by === 'year' ? (a.key < b.key ? -1 : 1) : Number(BigInt(b.arranged) - BigInt(a.arranged)),
    ),
    years: years.rows.map(({ year }) => year),
  };
}
