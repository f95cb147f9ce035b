/**
 * Accepted votes per second through the HTTP door, each receipt given out after a durable commit, against the same
 * inserts (ballot row and audit line, each vote its own commit) by a bare PostgreSQL client, at the same number of
 * clients in the same run. Server, PostgreSQL and the clients are processes of their own on both sides.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedRegions } from '#modules/identity/index.ts';
import { connect, type Database } from '#platform/database/connect.ts';
import { appUrl, migrate, setAppPassword } from '#platform/database/migrate.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';
import { createVault } from '#platform/vault.ts';
import { serveVotes } from '#test/support/served.ts';
import { insertVote, type OpenVote } from '#test/support/votes.ts';

const seconds = 4;
const rounds = 3;
const owners = 4_000;
const counts = [1, 16];
const password = 'Jizhun-2026-ok';
const goal = 0.5;

export type VoteLoad = {
  readonly kind: 'http' | 'bare';
  /** Base address of the server, or of the database. */
  readonly url: string;
  readonly clients: number;
  readonly seconds: number;
  readonly vote: OpenVote;
};

const helper = (name: string) => join(import.meta.dirname, 'votes', name);

/** Runs the clients in their own process; accepted per second. */
function load(order: VoteLoad): Promise<number> {
  return new Promise((resolve, reject) => {
    // without our own start-up words: what ties us to the terminal would let the child leave before its order comes
    const child = fork(helper('clients.ts'), { stdio: 'inherit', execArgv: [] });
    child.once('message', (rate) => resolve(Number(rate)));
    child.once('exit', (code) => reject(new Error(`the clients ended with ${code}`)));
    child.send(order);
  });
}

async function insertEstate(db: Database, now: Date): Promise<string> {
  const id = crypto.randomUUID();
  await inScope(db, everyRegion, (tx) =>
    tx
      .insertInto('surveyEstate')
      .values({
        ...{ id, code: '3715030010000001', regionCode: '371503001', name: '基准小区', land: 'state' },
        ...{ createdAt: now, updatedAt: now, updatedBy: '基准' },
      })
      .execute(),
  );
  return id;
}

async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'huanju-bench-'));
  await chmod(folder, 0o755);
  // fsync as in production: what a receipt promises is that the vote outlives a power cut
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  try {
    await migrate(server.ownerUrl);
    await setAppPassword(server.ownerUrl, password);
    const db = connect(appUrl(server.ownerUrl, password), 2);
    await seedRegions(db);
    const now = new Date();
    const estateId = await insertEstate(db, now);
    const open = () =>
      insertVote(db, createVault(randomBytes(32)), {
        ...{ estateId, regionCode: '371503001', owners, now },
        opensAt: new Date(now.getTime() - 3_600_000),
        closesAt: new Date(now.getTime() + 86_400_000),
      });
    const served = serveVotes(appUrl(server.ownerUrl, password), join(folder, 'served'));
    const address = await served.address;
    try {
      return await measure(async (kind, clients) => {
        const url = kind === 'http' ? address : server.ownerUrl;
        return load({ kind, url, clients, seconds, vote: await open() });
      });
    } finally {
      served.kill();
      await served.ended;
      await db.destroy();
    }
  } finally {
    await server.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Turn and turn about, so that neither has the machine at a better moment; the first turn of each only warms up. */
async function measure(rateOf: (kind: 'http' | 'bare', clients: number) => Promise<number>): Promise<object> {
  const results = [];
  for (const clients of counts) {
    const rates = { http: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= rounds; round++)
      for (const kind of round % 2 ? (['bare', 'http'] as const) : (['http', 'bare'] as const)) {
        const rate = await rateOf(kind, clients);
        if (round > 0) rates[kind].push(rate);
      }
    const [http, bare] = [median(rates.http), median(rates.bare)];
    results.push({ clients, httpPerSecond: http, barePerSecond: bare, ratio: http / bare });
  }
  return {
    seconds,
    rounds,
    owners,
    results,
    figures: results.map(({ clients, ratio }) => ({
      title: `votes over HTTP ÷ bare inserts, ${clients} client${clients > 1 ? 's' : ''}`,
      value: ratio,
      ...(clients === 16 ? { goal: { atLeast: goal } } : {}),
    })),
  };
}

export const bench = { name: 'votes', run };
