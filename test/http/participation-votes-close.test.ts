import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '#modules/participation/domain/proof/verify-bundle.ts';
import { digest } from '#modules/participation/server/proof-digest.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { clerkAt, insertParts, openVote, step, type VoteAnswer } from '#test/support/vote-course.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const url = (vote: VoteAnswer, tail = '') => `/api/participation/votes/${vote.id}${tail}`;

/** Three owners; two parts are one owner's. Open, with paper ballots of two owners entered. */
async function votedVote() {
  const estateId = await insertEstate(app);
  const roll = await insertParts(app, estateId, [
    { room: '101', owners: ['赵一'] },
    { room: '102', owners: ['赵一'] },
    { room: '201', owners: ['钱二'] },
    { room: '202', owners: ['孙三'] },
  ]);
  const { vote, clerk } = await openVote(app, estateId);
  const rows = await inScope(app.services.db, everyRegion, (tx) =>
    tx.selectFrom('participationEntitlement').selectAll().where('voteId', '=', vote.id).execute(),
  );
  const entitlement = (room: string) => rows.find((row) => row.partId === roll.parts.get(room))?.id ?? '';
  const fileId = (
    (await clerk.upload(`/api/participation/votes/${vote.id}/scans`, '票.pdf', Buffer.from('%PDF'))).body as {
      id: string;
    }
  ).id;
  return { estateId, vote, clerk, entitlement, fileId, roll };
}

/** Enters a signed paper ballot at the desk, at a time of the clock. */
async function place(
  vote: VoteAnswer,
  of: { entitlementId: string; fileId: string; replaces?: number },
  choices: object,
  at = '2026-12-24T09:00:00+08:00',
) {
  const clerk = await clerkAt(app, at);
  const answer = await clerk.post(`/api/participation/votes/${vote.id}/entries`, {
    ...{ channel: 'paper', signed: true, fileId: of.fileId },
    entries: [
      {
        key: randomUUID(),
        entitlementId: of.entitlementId,
        choices: { m1: null, m2: null, ...choices },
        ...(of.replaces ? { replaces: of.replaces, reason: '业主改主意' } : {}),
      },
    ],
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { receipts: { receipt: string }[] }).receipts[0]?.receipt ?? '';
}

describe('截止与计票', () => {
  it('到截止时刻自动计票，核验包重新计票与所示结果相同，收回执可核对', async () => {
    const { vote, entitlement, fileId } = await votedVote();
    const one = { entitlementId: entitlement('101'), fileId };
    const first = await place(vote, one, { m1: 'against', m2: 'for' });
    const again = { ...one, replaces: 1 };
    const second = await place(vote, again, { m1: 'for', m2: 'for' }, '2026-12-25T09:00:00+08:00');
    const two = { entitlementId: entitlement('201'), fileId };
    await place(vote, two, { m1: 'for', m2: 'against' }, '2026-12-26T09:00:00+08:00');
    const early = await clerkAt(app, '2026-12-31T17:59:59.999+08:00');
    const before = (await early.get(url(vote))).body as VoteAnswer;
    expect(before).toMatchObject({ state: 'open', result: null, root: null });
    const refused = await early.post(url(vote, '/step'), { step: 'close', version: before.version });
    expect(refused).toMatchObject({ status: 409, body: { code: 'participation.vote.step-missing' } });
    const progress = (await early.get(url(vote, '/progress'))).body;
    expect(progress).toMatchObject({
      turnout: { heads: { all: 3, taking: 2 }, parts: { all: 4, taking: 2 } },
    });
    expect(JSON.stringify(progress)).not.toMatch(/"for"|"against"|passed/);
    const late = await clerkAt(app, '2026-12-31T18:00:00.000+08:00');
    const closed = (await late.get(url(vote))).body as VoteAnswer;
    expect(closed).toMatchObject({ state: 'closed', resultDue: '2027-01-03', overdue: false });
    const auditor = await app.person(['auditor'], '371503');
    const bytes = (await auditor.download(url(vote, '/bundle.json'))).bytes;
    const bundle = JSON.parse(bytes.toString('utf8'));
    const verdict = verifyBundle(digest, bundle, second);
    expect(verdict).toMatchObject({ valid: true, faults: [], receiptFound: true, root: closed.root });
    const shown = (closed.result as { matters: { id: string; outcome: object }[] }).matters;
    expect(shown.map(({ id, outcome }) => ({ id, ...outcome }))).toEqual(verdict.matters);
    expect(bytes.toString('utf8')).not.toMatch(/赵|1号楼|371502199001011234/);
    expect((await app.visitor('POST', url(vote, '/receipt'), { receipt: first })).body).toMatchObject({
      found: 'replaced',
      proof: { seq: 1, size: 3, root: closed.root },
    });
    expect((await app.visitor('POST', url(vote, '/receipt'), { receipt: second })).body).toMatchObject({
      found: 'included',
    });
    expect((await app.visitor('POST', url(vote, '/receipt'), { receipt: 'ABC' })).status).toBe(422);
    // A clock set back opens nothing again.
    const back = await clerkAt(app, '2026-12-24T10:00:00+08:00');
    expect((await back.get(url(vote))).body).toMatchObject({ state: 'closed', root: closed.root });
    const posted = await step(await clerkAt(app, '2027-01-04T09:00:00+08:00'), vote, 'post');
    expect(posted).toMatchObject({
      state: 'posted',
      resultPostedOn: '2027-01-04',
      challengeUntil: '2028-01-04',
    });
    expect((posted.clocks as { id: string; state: string }[]).find((one) => one.id === 'result')?.state).toBe(
      'late',
    );
  });

  it('核验包：领导、财政、经办人都不能取', async () => {
    const { vote } = await votedVote();
    await clerkAt(app, '2027-01-01T09:00:00+08:00');
    for (const role of ['leader', 'finance', 'subdistrictClerk', 'communityClerk'] as const) {
      const person = await app.person([role], '371503001');
      expect([role, (await person.get(url(vote, '/bundle.json'))).status]).toEqual([role, 403]);
    }
    expect((await app.visitor('GET', `/api/participation/visit/votes/${vote.id}/bundle`)).status).toBe(401);
  });

  it('数据库也不许改动已公告的表决', async () => {
    const { vote, entitlement, fileId } = await votedVote();
    await place(vote, { entitlementId: entitlement('101'), fileId }, { m1: 'for' });
    const as = (statement: ReturnType<typeof sql>) => statement.execute(app.database.owner);
    const frozen = { constraint: 'participation_vote_frozen' };
    await expect(
      as(sql`update participation_vote set rules = '{}' where id = ${vote.id}`),
    ).rejects.toMatchObject(frozen);
    await expect(
      as(sql`update participation_vote set state = 'roll' where id = ${vote.id}`),
    ).rejects.toMatchObject(frozen);
    await expect(
      as(sql`update participation_matter set class = 'ordinary' where vote_id = ${vote.id}`),
    ).rejects.toMatchObject(frozen);
    await expect(
      as(sql`update participation_entitlement set area_cm2 = 1 where vote_id = ${vote.id}`),
    ).rejects.toMatchObject(frozen);
    await expect(
      as(sql`delete from participation_entitlement where vote_id = ${vote.id}`),
    ).rejects.toMatchObject(frozen);
  });
});
