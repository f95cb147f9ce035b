import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import yauzl from 'yauzl';
import type { Bundle } from '#modules/participation/domain/proof/bundle.ts';
import { verifyBundle } from '#modules/participation/domain/proof/verify-bundle.ts';
import { digest } from '#modules/participation/server/proof-digest.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { clerkAt, insertParts, openVote, type VoteAnswer } from '#test/support/vote-course.ts';
import { insertVote } from '#test/support/votes.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Door = { entitlementId: string; room: string; paperNumber: string; ballot: { times: number } | null };
const url = (vote: VoteAnswer, tail = '') => `/api/participation/votes/${vote.id}${tail}`;
const doorsOf = async (person: Person, vote: VoteAnswer) =>
  ((await person.get(url(vote, '/doors?size=200'))).body as { items: Door[] }).items;

/** Every text inside a file, of a .docx or .xlsx those of all its parts. */
async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('utf8');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const texts: string[] = [];
  for await (const entry of zip.eachEntry())
    texts.push((await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  return texts.join('\n');
}

async function readAll(person: Person, vote: VoteAnswer, ballots: readonly string[]): Promise<string> {
  const paths = [
    ...[
      '',
      '/roll?size=200',
      '/roll/corrections',
      '/doors?size=200',
      '/doors?size=200&sort=day',
      '/progress',
    ],
    ...['/roll.xlsx', '/roll.xlsx?voted=false', '/doors.xlsx', '/import-template.xlsx', '/proxies'],
    ...['announcement', 'roll', 'doors', 'result'].map((kind) => `/documents/${kind}.docx`),
    ...ballots.map((id) => `/documents/ballot.docx?entitlementId=${id}`),
  ].map((tail) => url(vote, tail));
  const texts = [];
  for (const path of [...paths, `/api/identity/audit?size=200&subjectId=${vote.id}`]) {
    const { status, bytes } = await person.download(path);
    expect(status).toBeLessThan(500);
    if (status === 200) texts.push(await textOf(bytes));
  }
  return texts.join('\n');
}

/** Doors that voted on two days, one of them twice; closed, with the bundle. */
async function closedVote() {
  const estateId = await insertEstate(app);
  const rooms = ['101', '102', '201', '202', '301', '302'];
  await insertParts(
    app,
    estateId,
    rooms.map((room, n) => ({ room, owners: [`${'赵钱孙李周吴'[n]}一`] })),
  );
  const { vote, clerk } = await openVote(app, estateId);
  const upload = await clerk.upload(url(vote, '/scans'), '票.pdf', Buffer.from('%PDF'));
  const fileId = (upload.body as { id: string }).id;
  const receipts: string[] = [];
  const enter = async (room: string, at: string, choice: string, replaces: number | null = null) => {
    const here = await clerkAt(app, at);
    const door = (await doorsOf(here, vote)).find((one) => one.room === room);
    const answer = await here.post(url(vote, '/entries'), {
      ...{ channel: 'door', signed: true, fileId },
      entries: [
        {
          ...{ key: randomUUID(), entitlementId: door?.entitlementId, choices: { m1: choice, m2: choice } },
          ...{ replaces, reason: replaces ? '业主当面改票' : '' },
        },
      ],
    });
    expect(answer.status).toBe(200);
    receipts.push((answer.body as { receipts: { receipt: string }[] }).receipts[0]?.receipt ?? '');
  };
  await enter('101', '2026-12-24T09:03:07.123+08:00', 'for');
  await enter('102', '2026-12-25T09:11:17.231+08:00', 'against');
  await enter('201', '2026-12-25T10:22:27.342+08:00', 'for');
  await enter('202', '2026-12-25T11:33:37.453+08:00', 'for');
  await enter('301', '2026-12-25T12:44:47.564+08:00', 'abstain');
  await enter('101', '2026-12-25T13:55:57.675+08:00', 'against', 1);
  await enter('101', '2026-12-25T14:56:58.786+08:00', 'for', 2);
  const late = await clerkAt(app, '2026-12-31T18:00:00+08:00');
  expect((await late.get(url(vote))).body).toMatchObject({ state: 'closed' });
  const auditor = await app.person(['auditor'], '371503');
  const bytes = (await auditor.download(url(vote, '/bundle.json'))).bytes;
  const bundle = JSON.parse(bytes.toString('utf8')) as Bundle;
  return { vote, late, auditor, bundle, receipts };
}

it('名册、门牌、导出、打印件和审计中没有一个值通向核验包里的票（面积除外）', async () => {
  const { vote, late, auditor, bundle, receipts } = await closedVote();
  const known = [
    ...bundle.roll.flatMap(({ pseudonym, owner }) => [pseudonym, owner ?? pseudonym]),
    ...bundle.ballots.flatMap(({ entitlement, nonce, receipt, at }) => [entitlement, nonce, receipt, at]),
  ];
  const doors = await doorsOf(late, vote);
  const finance = await app.person(['finance'], '371503001');
  const papers = doors.map(({ entitlementId }) => entitlementId);
  for (const person of [late, finance, auditor]) {
    const text = await readAll(person, vote, papers);
    // what one reads is there at all
    expect(text).toContain(person === finance ? vote.id : (doors[0]?.paperNumber ?? '?'));
    const opened = new Date(String(vote.opensAt)).toISOString();
    expect(known.filter((value) => value !== opened && text.includes(value))).toEqual([]);
    expect(text).not.toMatch(/"seq":\s*\d+[^{}]*"channel"|"pseudonym"|"receipt"/);
    for (const second of ['09:11:17', '01:11:17', '10:22:27', '02:22:27'])
      expect(person === auditor || !text.includes(second)).toBe(true);
  }
  const flat = JSON.stringify(bundle);
  for (const { paperNumber, entitlementId } of doors) {
    expect(flat).not.toContain(paperNumber);
    expect(flat).not.toContain(entitlementId);
  }
  // every receipt given out is in it, and the door's last ballot still counts
  expect(new Set(bundle.ballots.map(({ receipt }) => receipt))).toEqual(new Set(receipts));
  expect(verifyBundle(digest, bundle, receipts.at(-1) ?? '')).toMatchObject({ valid: true, faults: [] });
  const last = bundle.ballots.find(({ receipt }) => receipt === receipts.at(-1));
  const same = bundle.ballots.filter(({ entitlement }) => entitlement === last?.entitlement);
  expect(same.map(({ receipt }) => receipt)).toEqual([receipts[0], receipts[5], receipts[6]]);
  // within a day chance decides the order, unless one door's ballots keep theirs
  const others = bundle.ballots.slice(1).filter(({ entitlement }) => entitlement !== last?.entitlement);
  expect(new Set(others.map(({ at }) => at))).toEqual(new Set(['2026-12-24T16:00:00.000Z']));
});

it('审计：每张票一行，只有途径、核实方式和经手人；换票的原因不进审计', async () => {
  const { vote } = await closedVote();
  const lines = await inScope(app.services.db, everyRegion, (tx) =>
    tx.selectFrom('auditLine').selectAll().where('stream', '=', `vote:${vote.id}`).execute(),
  );
  expect(lines).toHaveLength(7);
  for (const { detail } of lines)
    expect(JSON.parse(detail)).toEqual({ channel: 'door', verifiedBy: 'paper' });
});

it('核验包：名册上的业主可以取；后来持有这套房的业主不在名册上，不能取', async () => {
  const estateId = await insertEstate(app);
  app.setNow('2026-11-22T09:00:00+08:00');
  const settings = {
    ...{ estateId, regionCode: '371503001', owners: 1, now: new Date('2026-11-22T09:00:00+08:00') },
    opensAt: new Date('2026-11-22T08:00:00+08:00'),
    closesAt: new Date('2026-11-22T18:00:00+08:00'),
  };
  const { db, vault } = app.services;
  const one = await insertVote(db, vault, settings);
  const buyer = (await insertVote(db, vault, settings)).owners[0];
  await inScope(db, everyRegion, async (tx) => {
    const part = await tx
      .selectFrom('participationEntitlement')
      .select('partId')
      .where('voteId', '=', one.id)
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('participationSession')
      .set({ partId: part.partId })
      .where('ownerId', '=', buyer?.id ?? '')
      .execute();
  });
  const take = async (cookie = '') => {
    const headers = { 'x-huanju': 'test', cookie };
    const got = await app.http.inject({ url: `/api/participation/visit/votes/${one.id}/bundle`, headers });
    return JSON.parse(got.body).code;
  };
  expect(await take(buyer?.cookie)).toBe('participation.roll.not-on-it');
  // the vote is not closed yet: asked of somebody who may have it
  expect(await take(one.owners[0]?.cookie)).toBe('participation.vote.not-closed');
});
