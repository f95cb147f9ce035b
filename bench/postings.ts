/**
 * Authorisations of payment per second with every check of the ledger (gates, earmark, cash, contract, measured work,
 * balances, audit chain), each its own durable commit, against bare inserts of two rows at the same number of clients in
 * the same run. Each client has a source of its own, or all share one (`one source`).
 */
import { fork } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { passGate } from '#modules/funding/server/ledger/contracts.ts';
import { arrange, commitContract, measure } from '#modules/funding/server/ledger/post.ts';
import { seedRegions } from '#modules/identity/index.ts';
import { connect, type Database } from '#platform/database/connect.ts';
import { appUrl, migrate, setAppPassword } from '#platform/database/migrate.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';
import { fundedSource, insertProject, roofContract, withLedger } from '#test/support/ledger.ts';

const seconds = 4;
const rounds = 3;
const password = 'Jizhun-2026-ok';
const day = '2026-11-20';
const plan = [
  { title: '1 client', clients: 1, sources: 16 },
  { title: '16 clients', clients: 16, sources: 16 },
  { title: '16 clients, one source', clients: 16, sources: 1 },
];

type Payment = { readonly sourceId: string; readonly contractId: string; readonly estateId: string };
export type PostingLoad = {
  readonly kind: 'ledger' | 'bare';
  readonly url: string;
  readonly ownerUrl: string;
  readonly clients: number;
  readonly seconds: number;
  readonly payments: readonly Payment[];
};

/** Runs the clients in their own process; postings per second. */
function load(order: PostingLoad): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'postings', 'clients.ts'), {
      stdio: 'inherit',
      execArgv: [],
    });
    child.once('message', (rate) => resolve(Number(rate)));
    child.once('exit', (code) => reject(new Error(`the clients ended with ${code}`)));
    child.send(order);
  });
}

/** A source whose contract has ten million fen of measured work to be paid. */
async function payable(db: Database, now: Date): Promise<Payment> {
  const place = await insertProject(db, { now });
  const estateId = place.estateIds[0] ?? '';
  const amountFen = 10_000_000n;
  return withLedger(db, now, async (ctx) => {
    const sourceId = await fundedSource(ctx);
    const line = { sourceId, estateId, item: 'roof', amountFen };
    const arranged = { ...line, projectId: place.projectId, itemClass: 'basic' as const };
    await arrange(ctx, { lines: [arranged], bookedOn: day, reason: '基准' });
    const { contractId } = await roofContract(ctx, place, amountFen);
    await commitContract(ctx, { contractId, lines: [line], bookedOn: day });
    const signed = { projectId: place.projectId, documentNumber: '基准', fileId: null, note: '' };
    await passGate(ctx, { ...signed, gate: 'commencement', passedOn: day });
    const work = { ...line, lineId: 'L1', quantity: '1' };
    await measure(ctx, { contractId, lines: [work], measuredOn: day, fileId: null });
    return { sourceId, contractId, estateId };
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Turn and turn about, so that neither has the machine at a better moment; the first turn of each only warms up. */
async function measureRates(common: Omit<PostingLoad, 'kind' | 'clients'>): Promise<object> {
  const results = [];
  for (const { title, clients, sources } of plan) {
    const rates = { ledger: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= rounds; round++)
      for (const kind of round % 2 ? (['bare', 'ledger'] as const) : (['ledger', 'bare'] as const)) {
        const rate = await load({ ...common, kind, clients, payments: common.payments.slice(0, sources) });
        if (round > 0) rates[kind].push(rate);
      }
    const [ledger, bare] = [median(rates.ledger), median(rates.bare)];
    results.push({ title, postingsPerSecond: ledger, barePerSecond: bare, ratio: ledger / bare });
  }
  const figures = results.map(({ title, ratio }) => ({
    title: `postings ÷ bare two-row inserts, ${title}`,
    value: ratio,
  }));
  return { seconds, rounds, results, figures };
}

async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'huanju-bench-'));
  await chmod(folder, 0o755);
  // fsync as in production: what is answered outlives a power cut
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  try {
    await migrate(server.ownerUrl);
    await setAppPassword(server.ownerUrl, password);
    const url = appUrl(server.ownerUrl, password);
    const db = connect(url, 2);
    await seedRegions(db);
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    await owner.query(
      'create table bench_entry (like funding_entry including identity); alter table bench_entry add primary key (id)',
    );
    await owner.end();
    const now = new Date('2026-11-22T09:00:00+08:00');
    const payments: Payment[] = [];
    for (let n = 0; n < 16; n++) payments.push(await payable(db, now));
    await db.destroy();
    return await measureRates({ url, ownerUrl: server.ownerUrl, seconds, payments });
  } finally {
    await server.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench = { name: 'postings', run };
