import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { passGate, signContract } from '#modules/funding/server/ledger/contracts.ts';
import { grantSource } from '#modules/funding/server/ledger/post.ts';
import { seedRegions } from '#modules/identity/index.ts';
import { verifyAudit } from '#platform/audit/verify.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { fundedSource, grantOrder, insertProject, withLedger } from '#test/support/ledger.ts';
import { recountLedger } from '#test/support/ledger-recount.ts';
import type { LedgerWorld, WorkerNews, WorkerOrder } from '#test/support/ledger-worker.ts';

/**
 * Random operations, legal and not, by 16 sessions in two processes; sessions are ended in the database and the processes
 * killed while they post. Afterwards the books are counted again from the raw entries. HUANJU_LEDGER_OPERATIONS=10000
 * is the full run.
 */
const operations = Number(process.env.HUANJU_LEDGER_OPERATIONS ?? 4_000);
const rounds = 4;
const sessions = 8;
const now = new Date('2026-11-22T09:00:00+08:00');

let database: TestDatabase;
let world: LedgerWorld;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await seedRegions(database.db);
  world = await makeWorld();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
});

async function makeWorld(): Promise<LedgerWorld> {
  const projects = [
    await insertProject(database.db, { estates: 3, now }),
    await insertProject(database.db, { estates: 2, regionCode: '371503002', now }),
  ];
  const run = <T>(work: Parameters<typeof withLedger<T>>[2]) => withLedger(database.db, now, work);
  const first = projects[0]?.estateIds.slice(0, 1) ?? [];
  const early = { bookedOn: '2026-09-01' };
  const sources = [
    await run((ctx) => fundedSource(ctx, early)),
    await run((ctx) => fundedSource(ctx, { ...early, classes: ['improvement'] })),
    await run((ctx) => fundedSource(ctx, { ...early, classes: ['basic', 'improvement'], estates: first })),
    await run((ctx) =>
      fundedSource(ctx, { ...early, classes: ['basic', 'improvement'], excludedItems: ['road'] }),
    ),
    await run((ctx) => fundedSource(ctx, { ...early, expiresOn: '2026-10-31' })),
    await run((ctx) =>
      fundedSource(ctx, { ...early, classes: ['basic', 'improvement'], regionCode: '371503001' }),
    ),
    (await run((ctx) => grantSource(ctx, grantOrder({ ...early, classes: ['basic', 'improvement'] }))))
      .sourceId,
    (await run((ctx) => grantSource(ctx, grantOrder({ ...early, cash: false })))).sourceId,
  ];
  const contracts = [];
  for (const { projectId, estateIds } of projects)
    for (const [item, itemClass] of [
      ['roof', 'basic'],
      ['lifts', 'improvement'],
    ] as const) {
      const lines = estateIds.map((estateId, n) => ({ lineId: `L${n}`, estateId, item }));
      const { contractId } = await run((ctx) =>
        signContract(ctx, {
          ...{
            regionCode: '371503',
            projectId,
            number: randomUUID(),
            title: '施工',
            contractor: '某建设公司',
          },
          ...{ organisationId: null, signedOn: '2026-09-01', fileId: null, terms: { advanceShare: '0.3' } },
          lines: lines.map((line) => ({
            ...line,
            itemClass,
            title: '',
            quantity: '1',
            unit: '项',
            amountFen: 30_000_000n,
          })),
        }),
      );
      contracts.push({ id: contractId, projectId, lines });
    }
  const { projectId } = projects[0] as (typeof projects)[number];
  for (const gate of ['commencement', 'acceptance', 'settlement', 'warranty'])
    await run((ctx) =>
      passGate(ctx, {
        projectId,
        gate,
        passedOn: '2026-09-01',
        documentNumber: gate,
        fileId: null,
        note: '',
      }),
    );
  const fileId = randomUUID();
  await inScope(database.db, everyRegion, (tx) =>
    tx
      .insertInto('storedFile')
      .values({
        ...{
          id: fileId,
          name: '计价.pdf',
          mediaType: 'application/pdf',
          sizeBytes: 1n,
          sha256: 'a'.repeat(64),
        },
        ...{ purpose: 'funding.evidence', regionCode: '371503001', createdAt: now },
      })
      .execute(),
  );
  return { projects, sources, contracts, fileId };
}

type Heard = {
  posted: string[];
  refused: Map<string, number>;
  broken: number;
  faults: string[];
  count: number;
};

/** One process of sessions; ends by itself, or is killed once `kill` says so. */
function work(order: WorkerOrder, heard: Heard, onNews: (child: ChildProcess) => void): Promise<void> {
  const child = fork(path.join(import.meta.dirname, '../support/ledger-worker.ts'), { execArgv: [] });
  children.push(child);
  child.on('message', (news: WorkerNews) => {
    heard.count += 1;
    if (news.kind === 'posted' && news.what) heard.posted.push(news.what);
    if (news.kind === 'refused') heard.refused.set(news.what, (heard.refused.get(news.what) ?? 0) + 1);
    if (news.kind === 'broken') heard.broken += 1;
    if (news.kind === 'fault') heard.faults.push(news.what);
    onNews(child);
  });
  child.send(order);
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

it(`16 个会话随机办理 ${operations} 笔合法与非法业务，途中被随机终止：试算平衡，余额不为负，专款、合同、计量都守住`, {
  timeout: 300_000,
}, async () => {
  const heard: Heard = { posted: [], refused: new Map(), broken: 0, faults: [], count: 0 };
  const end = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'huanju_app'
      and application_name = 'huanju' order by random() limit 1`.execute(database.owner);
  const share = Math.ceil(operations / rounds / 2);
  let killed = 0;
  for (let round = 0; round < rounds; round++) {
    const killAt = heard.count + share;
    let next = heard.count + 50;
    let done = false;
    const onNews = (child: ChildProcess) => {
      if (heard.count >= next) {
        next += 50;
        void end();
      }
      // once a round one of the two processes dies in the middle of its work; the last round runs to its end
      if (!done && round < rounds - 1 && heard.count >= killAt) {
        done = true;
        killed += 1;
        child.kill('SIGKILL');
      }
    };
    const order = (seed: number) => ({ url: database.url, seed, sessions, operations: share, world });
    await Promise.all([1, 2].map((n) => work(order(round * 10 + n), heard, onNews)));
  }
  expect(heard.faults).toEqual([]);
  expect(killed).toBe(rounds - 1);
  expect(heard.broken).toBeGreaterThan(0);

  await inScope(database.owner, everyRegion, async (tx) => {
    const { faults, postings } = await recountLedger(tx);
    expect(faults).toEqual([]);
    // whatever was answered is in the books
    const stored = new Set(
      (await tx.selectFrom('fundingPosting').select('id').execute()).map(({ id }) => id),
    );
    expect(heard.posted.filter((id) => !stored.has(id))).toEqual([]);
    expect(postings).toBeGreaterThan(operations / 20);
    expect(await verifyAudit(tx)).toMatchObject({ broken: null });
    const kinds = await tx.selectFrom('fundingPosting').select('kind').distinct().execute();
    for (const kind of ['arrange', 'commit', 'measure', 'authorise', 'paid', 'violation', 'reverse'])
      expect(kinds.map((one) => one.kind)).toContain(kind);
  });
  for (const code of [
    'class',
    'estate',
    'earmark',
    'balance',
    'gate',
    'region',
    'not-yours',
    'above-contract',
  ])
    expect([...heard.refused.keys()]).toContain(`funding.ledger.${code}`);
  expect(heard.refused.get('forbidden')).toBeGreaterThan(0);
});
