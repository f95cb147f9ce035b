/**
 * The statement of one source with five million entries, in pages of a hundred as the page asks for them: first page, a
 * page deep inside by its cursor, a month of one account, and the newest month. Entries are made by the database itself;
 * the question is the product's own, under the application's role.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { statement } from '#modules/funding/server/ledger/statement.query.ts';
import { seedRegions } from '#modules/identity/index.ts';
import { connect, type Database } from '#platform/database/connect.ts';
import { appUrl, migrate, setAppPassword } from '#platform/database/migrate.ts';
import { inScope } from '#platform/database/scope.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';
import { fundedSource, insertProject, roofContract, withLedger } from '#test/support/ledger.ts';

const entries = 5_000_000;
const asked = 60;
const password = 'Jizhun-2026-ok';
const goalMs = 300;

/** Entries over ten years of days, on two accounts; without the triggers, which would take an hour over them. */
const fill = (sourceId: string) => `
  set session_replication_role = replica;
  insert into funding_posting (id, kind, booked_on, region_code, source_id, amount_fen, by_name, at)
    select ('0190' || lpad(to_hex(n), 4, '0') || '-0000-7000-8000-000000000000')::uuid, 'measure',
      '2016-01-01'::date + (n * 3650 / 50000)::int, '371503001', '${sourceId}', 100, '基准', now()
    from generate_series(1, 50000) as n;
  insert into funding_entry (posting_id, source_id, cell_id, region_code, account, amount_fen, balance_after_fen,
      source_after_fen, booked_on)
    select p.id, '${sourceId}', c.id, c.region_code, case when k % 2 = 0 then 'payable' else 'paid' end, 1, 1, 1, p.booked_on
    from funding_posting p cross join generate_series(1, ${entries / 50_000}) as k
      cross join (select id, region_code from funding_cell where source_id = '${sourceId}' order by id limit 1) as c
    where p.source_id = '${sourceId}' and p.by_name = '基准' order by p.booked_on, p.id, k;
  insert into funding_month (source_id, account, month, region_code, in_fen, entries)
    select source_id, account, date_trunc('month', booked_on)::date, '371503', sum(amount_fen), count(*)
    from funding_entry where posting_id in (select id from funding_posting where by_name = '基准') group by 1, 2, 3;
  set session_replication_role = origin;
`;

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

async function ask(db: Database, sourceId: string): Promise<object> {
  const times: Record<string, number[]> = { first: [], deep: [], account: [], month: [] };
  const time = async (kind: string, more: object) => {
    const begun = performance.now();
    const page = await inScope(db, '371503', (tx) => statement(tx, { sourceId, size: 100, ...more }));
    times[kind]?.push(performance.now() - begun);
    if (page.lines.length < 100) throw new Error(`${kind}: a page of ${page.lines.length}`);
  };
  for (let n = 0; n < asked; n++) {
    const year = 2016 + (n % 9);
    const month = `${year}-${String(1 + (n % 12)).padStart(2, '0')}`;
    await time('first', {});
    await time('deep', { cursor: `${month}-15.${n * 1_000}` });
    await time('account', { account: 'payable', cursor: `${month}-15.${n * 1_000}.${n}` });
    await time('month', { account: 'paid', month });
  }
  const figures = Object.entries(times).map(([kind, values]) => ({
    title: `statement at 5 million entries, ${kind}, p95 ms`,
    value: p95(values),
    goal: { atMost: goalMs },
  }));
  return { entries, asked, figures };
}

async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'huanju-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder, log: () => undefined, fsync: false });
  try {
    await migrate(server.ownerUrl);
    await setAppPassword(server.ownerUrl, password);
    const db = connect(appUrl(server.ownerUrl, password), 2);
    await seedRegions(db);
    const now = new Date('2026-11-22T09:00:00+08:00');
    const place = await insertProject(db, { now });
    const sourceId = await withLedger(db, now, async (ctx) => {
      await roofContract(ctx, place, 1_000n);
      return fundedSource(ctx);
    });
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    try {
      await owner.query(fill(sourceId));
      await owner.query('vacuum analyze');
      return await ask(db, sourceId);
    } finally {
      await owner.end();
      await db.destroy();
    }
  } finally {
    await server.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench = { name: 'statement', run };
