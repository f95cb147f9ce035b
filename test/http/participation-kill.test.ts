import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedRegions } from '#modules/identity/index.ts';
import { verifyAudit } from '#platform/audit/verify.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { createVault } from '#platform/vault.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { type ServedVotes, serveVotes } from '#test/support/served.ts';
import { ballotsOf, insertVote, type OpenVote } from '#test/support/votes.ts';

/**
 * The server process is killed (SIGKILL) twenty times while owners vote; whoever gets no answer sends the same ballot
 * again. Afterwards every receipt given out is in the count, and nothing counts twice.
 */
const kills = 20;
const voters = 8;
/** Receipts that must have been given out since the last kill before the next one. */
const between = 5;

let database: TestDatabase;
let folder: string;
let one: OpenVote;
const servers: ServedVotes[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'huanju-kill-'));
  await seedRegions(database.db);
  const now = new Date();
  const estateId = randomUUID();
  await inScope(database.db, everyRegion, (tx) =>
    tx
      .insertInto('surveyEstate')
      .values({
        ...{ id: estateId, code: '3715030010000001', regionCode: '371503001', name: '测试小区' },
        ...{ land: 'state', createdAt: now, updatedAt: now, updatedBy: '测试' },
      })
      .execute(),
  );
  one = await insertVote(database.db, createVault(randomBytes(32)), {
    ...{ estateId, regionCode: '371503001', owners: 60, now },
    opensAt: new Date(now.getTime() - 3_600_000),
    closesAt: new Date(now.getTime() + 86_400_000),
  });
});
afterAll(async () => {
  for (const one of servers) one.kill();
  await Promise.all(servers.map(({ ended }) => ended));
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What an owner was promised: the ballot they sent and the receipt they hold. */
type Promised = { key: string; receipt: string; seq: number };

/** Lets everybody wait for the next server while there is none. */
function makeGate() {
  let open: (address: string) => void = () => undefined;
  let address = new Promise<string>((resolve) => {
    open = resolve;
  });
  return {
    open: (at: string) => open(at),
    shut: () => {
      address = new Promise((resolve) => {
        open = resolve;
      });
    },
    address: () => address,
  };
}

it(`服务被强行终止 ${kills} 次：给出的回执都在册，没有一张计两次`, { timeout: 180_000 }, async () => {
  const gate = makeGate();
  const promised: Promised[] = [];
  let retries = 0;
  let over = false;
  let heard: () => void = () => undefined;

  const sendUntilAnswered = async (owner: OpenVote['owners'][number]): Promise<void> => {
    const body = JSON.stringify({ key: randomUUID(), choices: { m1: 'for', m2: 'against' } });
    for (;;) {
      const address = await gate.address();
      try {
        const answer = await fetch(`${address}/api/participation/votes/${one.id}/ballots`, {
          method: 'POST',
          headers: { 'x-huanju': 'test', 'content-type': 'application/json', cookie: owner.cookie },
          body,
        });
        const { receipts } = (await answer.json()) as { receipts: Promised[] };
        // being killed, it may still say that it is busy; anything else is a defect
        if (answer.status !== 200) expect(answer.status).toBe(503);
        else {
          for (const { receipt, seq } of receipts) promised.push({ key: JSON.parse(body).key, receipt, seq });
          heard();
          return;
        }
      } catch (fault) {
        if (!(fault instanceof TypeError || fault instanceof SyntaxError)) throw fault;
      }
      // the gate is shut before the kill: the next round waits there for the next server
      retries += 1;
    }
  };
  const voting = Array.from({ length: voters }, async (_, v) => {
    for (let n = v; !over; n += voters) await sendUntilAnswered(one.owners[n % one.owners.length] as never);
  });

  let next = serveVotes(database.url, folder);
  for (let kill = 0; kill <= kills; kill++) {
    const started = next;
    // the one to come starts while this one serves: two processors, and no waiting after the kill
    if (kill < kills) next = serveVotes(database.url, folder);
    servers.push(started, next);
    const enough = promised.length + between;
    const reached = new Promise<void>((resolve) => {
      heard = () => void (promised.length >= enough && resolve());
    });
    gate.open(await started.address);
    await Promise.race([reached, ...voting]);
    if (kill === kills) break;
    gate.shut();
    started.kill();
    expect(await started.ended).toBe('SIGKILL');
  }
  over = true;
  await Promise.all(voting);

  const stored = await ballotsOf(database.db, one.id);
  const bySeq = new Map(stored.map((ballot) => [Number(ballot.seq), ballot]));
  for (const { key, receipt, seq } of promised) expect(bySeq.get(seq)).toMatchObject({ key, receipt });
  expect(new Set(promised.map(({ receipt }) => receipt)).size).toBe(promised.length);
  // every sender went on until answered, so nothing else is in the count either
  expect(stored.map(({ receipt }) => receipt).sort()).toEqual(promised.map(({ receipt }) => receipt).sort());
  expect(stored.map(({ seq }) => Number(seq))).toEqual(stored.map((_ballot, n) => n + 1));
  expect(new Set(stored.map(({ key }) => key)).size).toBe(stored.length);
  expect(retries).toBeGreaterThan(0);
  const verdict = await inScope(database.db, everyRegion, (tx) => verifyAudit(tx));
  expect(verdict).toMatchObject({ broken: null, lines: stored.length });
});
