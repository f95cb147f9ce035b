import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#platform/audit/verify.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { ballotsOf, closeVote, insertVote, type OpenVote, type VoteSettings } from '#test/support/votes.ts';

let app: TestApp;
let estateId: string;
const start = '2026-11-22T09:00:00+08:00';

beforeAll(async () => {
  app = await openTestApp();
  estateId = await insertEstate(app);
});
afterAll(() => app.close());

const openVote = (change: Partial<VoteSettings> = {}): Promise<OpenVote> => {
  app.setNow(start);
  return insertVote(app.services.db, app.services.vault, {
    estateId,
    regionCode: '371503001',
    owners: 3,
    opensAt: new Date('2026-11-22T08:00:00+08:00'),
    closesAt: new Date('2026-11-22T18:00:00+08:00'),
    now: new Date(start),
    ...change,
  });
};

type Receipt = { entitlementId: string; seq: number; receipt: string; at: string; times: number };
type Answer = { status: number; code: string; message: string; receipts: Receipt[] };

async function send(url: string, cookie: string, payload: unknown): Promise<Answer> {
  const got = await app.http.inject({
    method: 'POST',
    url,
    headers: { 'x-huanju': 'test', 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    payload: JSON.stringify(payload) ?? '',
  });
  return { ...JSON.parse(got.body), status: got.statusCode };
}

const both = { m1: 'for', m2: 'against' };
const ballot = (change: object = {}) => ({ key: randomUUID(), choices: both, ...change });
const vote = (one: OpenVote, owner: number, body: object = ballot()) =>
  send(`/api/participation/votes/${one.id}/ballots`, one.owners[owner]?.cookie ?? '', body);

const refusals = (one: OpenVote) =>
  inScope(app.services.db, everyRegion, (tx) =>
    tx.selectFrom('participationRefusal').select('kind').where('subjectId', '=', one.id).execute(),
  ).then((rows) => rows.map(({ kind }) => kind));

describe('投票', () => {
  it('业主名册上已不是业主的，旧的核实失效，说明原因；其他人照常', async () => {
    const one = await openVote();
    const gone = await vote(one, 0);
    expect(gone.status).toBe(200);
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .updateTable('surveyOwnership')
        .set({ until: '2026-11-22' })
        .where('ownerId', '=', one.owners[0]?.id ?? '')
        .execute(),
    );
    expect(await vote(one, 0)).toMatchObject({ status: 403, code: 'participation.ballot.owner-removed' });
    expect((await vote(one, 1)).status).toBe(200);
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(2);
  });

  it('给出回执、号码和时间；改票公开替换，两张都在；审计不记选择', async () => {
    const one = await openVote();
    const first = await vote(one, 0);
    expect(first).toMatchObject({ status: 200, receipts: [{ seq: 1, times: 1, door: expect.any(String) }] });
    expect(first.receipts[0]?.receipt).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    const second = await vote(one, 0, ballot({ choices: { m1: 'abstain', m2: 'for' } }));
    expect(second.receipts).toMatchObject([{ seq: 2, times: 2 }]);
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(2);
    const verdict = await inScope(app.services.db, everyRegion, (tx) => verifyAudit(tx, `vote:${one.id}`));
    expect(verdict).toMatchObject({ lines: 2, broken: null });
    const lines = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('auditLine').select('detail').where('stream', '=', `vote:${one.id}`).execute(),
    );
    expect(JSON.stringify(lines)).not.toMatch(/abstain|against|"m1"/);
  });

  it('一位业主的几套房一次投完，也可只投其中一套', async () => {
    const one = await openVote({ owners: 1, parts: 3 });
    const [a, b, c] = one.owners[0]?.entitlements ?? [];
    const all = await vote(one, 0);
    expect(all.receipts.map(({ entitlementId }) => entitlementId).sort()).toEqual([a, b, c].sort());
    expect(new Set(all.receipts.map(({ receipt }) => receipt)).size).toBe(3);
    const some = await vote(one, 0, ballot({ entitlements: [b] }));
    expect(some.receipts).toMatchObject([{ entitlementId: b, times: 2, seq: 4 }]);
  });

  it('同一次提交同时重发五十次：一张票、一个回执；换内容重发被拒', async () => {
    const one = await openVote();
    const body = ballot();
    const answers = await Promise.all(Array.from({ length: 50 }, () => vote(one, 0, body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ receipts }) => JSON.stringify(receipts))).size).toBe(1);
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(1);
    const other = await vote(one, 0, { ...body, choices: { m1: 'against', m2: 'for' } });
    expect(other).toMatchObject({ status: 409, code: 'participation.ballot.key-used' });
    // somebody else's key gives nothing away
    expect(await vote(one, 1, body)).toMatchObject({ status: 409, code: 'participation.ballot.key-used' });
    expect(await refusals(one)).toEqual(['ballot.key-used', 'ballot.key-used']);
  });

  it('两个人同时用同一投票权：先后两张，后一张替换前一张', async () => {
    const one = await openVote({ owners: 1 });
    const [x, y] = await Promise.all([vote(one, 0), vote(one, 0)]);
    expect([x?.receipts[0]?.times, y?.receipts[0]?.times].sort()).toEqual([1, 2]);
    expect((await ballotsOf(app.services.db, one.id)).map(({ seq }) => seq)).toEqual([1n, 2n]);
  });

  it('截止那一刻起不再收票，之前一毫秒还收；已给的回执重发仍答复', async () => {
    const one = await openVote();
    const body = ballot();
    app.setNow('2026-11-22T17:59:59.999+08:00');
    const last = await vote(one, 0, body);
    expect(last.status).toBe(200);
    app.setNow('2026-11-22T18:00:00.000+08:00');
    expect(await vote(one, 1)).toMatchObject({ status: 409, code: 'participation.ballot.closed' });
    expect((await vote(one, 0, body)).receipts).toEqual(last.receipts);
    await closeVote(app.services.db, one.id);
    expect(await vote(one, 1)).toMatchObject({ code: 'participation.ballot.closed' });
    expect((await vote(one, 0, body)).receipts).toEqual(last.receipts);
    app.setNow('2026-11-22T12:00:00+08:00');
    expect(await vote(one, 1)).toMatchObject({ code: 'participation.ballot.closed' });
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(1);
    expect(await refusals(one)).toEqual(Array(3).fill('ballot.closed'));
  });

  it('开始之前、取消之后不收', async () => {
    const one = await openVote();
    app.setNow('2026-11-22T07:59:59.999+08:00');
    expect(await vote(one, 0)).toMatchObject({ status: 409, code: 'participation.ballot.not-open' });
    app.setNow('2026-11-22T08:00:00+08:00');
    expect(await vote(one, 0)).toMatchObject({ status: 200 });
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('participationVote').set({ state: 'cancelled' }).where('id', '=', one.id).execute(),
    );
    expect(await vote(one, 0)).toMatchObject({ status: 409, code: 'participation.ballot.cancelled' });
    const early = await openVote({ state: 'announced', opensAt: new Date('2026-11-22T10:00:00+08:00') });
    expect(await vote(early, 0)).toMatchObject({ code: 'participation.ballot.not-open' });
    expect(await refusals(early)).toContain('ballot.not-open');
    // the first ballot after the opening minute opens the vote
    app.setNow('2026-11-22T10:00:00+08:00');
    expect(await vote(early, 0)).toMatchObject({ status: 200, receipts: [{ seq: 1 }] });
  });

  it('时钟被拨回，后收的票也不会更早', async () => {
    const one = await openVote();
    app.setNow('2026-11-22T12:00:00+08:00');
    const noon = await vote(one, 0);
    app.setNow('2026-11-22T08:30:00+08:00');
    const later = await vote(one, 0);
    expect(later.receipts[0]?.seq).toBe(2);
    expect(Date.parse(later.receipts[0]?.at ?? '')).toBeGreaterThanOrEqual(
      Date.parse(noon.receipts[0]?.at ?? ''),
    );
  });

  it('截止与一百张票赛跑：每张要么有回执并在册，要么被拒并说明', async () => {
    const one = await openVote({ owners: 100 });
    const sent = one.owners.map((_owner, n) => vote(one, n));
    const closing = closeVote(app.services.db, one.id);
    const answers = await Promise.all(sent);
    await closing;
    const stored = new Set((await ballotsOf(app.services.db, one.id)).map(({ receipt }) => receipt));
    const given = answers.flatMap(({ receipts = [] }) => receipts.map(({ receipt }) => receipt));
    expect(new Set(given)).toEqual(stored);
    for (const { status, code } of answers)
      expect(status === 200 || (status === 409 && code === 'participation.ballot.closed')).toBe(true);
    expect(given.length + answers.filter(({ status }) => status === 409).length).toBe(100);
  });

  it('没有会话、未核实、别的小区、不在名册、别人的投票权：逐一拒绝并记录', async () => {
    const one = await openVote();
    const url = `/api/participation/votes/${one.id}/ballots`;
    expect(await send(url, '', ballot())).toMatchObject({
      status: 401,
      code: 'participation.visitor.absent',
    });
    const elsewhere = await openVote({ estateId: await insertEstate(app) });
    expect(await send(url, elsewhere.owners[0]?.cookie ?? '', ballot())).toMatchObject({
      status: 403,
      code: 'participation.ballot.other-estate',
    });
    const neighbour = await openVote();
    expect(await send(url, neighbour.owners[0]?.cookie ?? '', ballot())).toMatchObject({
      status: 403,
      code: 'participation.ballot.not-on-roll',
    });
    expect(await vote(one, 0, ballot({ entitlements: one.owners[1]?.entitlements }))).toMatchObject({
      status: 403,
      code: 'participation.ballot.not-yours',
    });
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .updateTable('participationSession')
        .set({ ownerId: null, verifiedBy: null })
        .where('ownerId', '=', one.owners[2]?.id ?? '')
        .execute(),
    );
    expect(await vote(one, 2)).toMatchObject({
      status: 403,
      code: 'participation.visitor.not-owner',
    });
    expect((await refusals(one)).sort()).toEqual([
      'ballot.not-on-roll',
      'ballot.not-yours',
      'ballot.other-estate',
      'visitor.absent',
      'visitor.not-owner',
    ]);
    expect(await ballotsOf(app.services.db, one.id)).toEqual([]);
    expect(
      await send(`/api/participation/votes/${randomUUID()}/ballots`, one.owners[0]?.cookie ?? '', ballot()),
    ).toMatchObject({ status: 404 });
  });

  it('会话一结束就不能再投', async () => {
    const one = await openVote();
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .updateTable('participationSession')
        .set({ endedAt: new Date(start) })
        .where('ownerId', '=', one.owners[0]?.id ?? '')
        .execute(),
    );
    expect(await vote(one, 0)).toMatchObject({ status: 401 });
  });

  it('选择必须齐全、事项必须在票上、从众只在规约约定时可选；一张坏票不连累同批的好票', async () => {
    const one = await openVote();
    const [missing, unknown, follow, good] = await Promise.all([
      vote(one, 0, ballot({ choices: { m1: 'for' } })),
      vote(one, 0, ballot({ choices: { ...both, m9: 'for' } })),
      vote(one, 0, ballot({ choices: { ...both, m2: 'follow' } })),
      vote(one, 1),
    ]);
    expect(missing).toMatchObject({ status: 422, code: 'participation.ballot.missing-matter' });
    expect(missing?.message).toContain('第2项');
    expect(unknown).toMatchObject({ status: 422, code: 'participation.ballot.unknown-matter' });
    expect(follow).toMatchObject({ status: 422, code: 'participation.ballot.follow-not-offered' });
    expect(good).toMatchObject({ status: 200, receipts: [{ seq: 1 }] });
    const offered = await openVote({ follow: true });
    expect(await vote(offered, 0, ballot({ choices: { ...both, m2: 'follow' } }))).toMatchObject({
      status: 200,
    });
  });

  it('开始投票后，规则和名册改不动；票改不动、删不掉', async () => {
    const one = await openVote();
    await vote(one, 0);
    const { db, owner } = app.database;
    await expect(
      inScope(db, everyRegion, (tx) =>
        tx.updateTable('participationVote').set({ rules: '{}' }).where('id', '=', one.id).execute(),
      ),
    ).rejects.toThrow(/keeps its rules/);
    await expect(
      inScope(db, everyRegion, (tx) =>
        tx.updateTable('participationBallot').set({ choices: '{}' }).where('voteId', '=', one.id).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(owner.deleteFrom('participationBallot').execute()).rejects.toThrow(/append-only/);
  });

  it('另一个街道的范围里看不到票', async () => {
    const one = await openVote();
    await vote(one, 0);
    const seen = await inScope(app.services.db, '371503002', (tx) =>
      tx.selectFrom('participationBallot').selectAll().where('voteId', '=', one.id).execute(),
    );
    expect(seen).toEqual([]);
  });
});

describe('乱填的请求', () => {
  const odd: readonly unknown[] = [
    null,
    [],
    '文字',
    1,
    {},
    { key: 'x', choices: {} },
    { key: randomUUID() },
    { key: randomUUID(), choices: null },
    { key: randomUUID(), choices: [] },
    { key: randomUUID(), choices: { m1: 'yes' } },
    { key: randomUUID(), choices: { m1: null, m2: 'for' } },
    { key: randomUUID(), choices: { '\u0000': 'for' } },
    { key: randomUUID(), choices: { __proto__: 'for', constructor: 'for' } },
    { key: randomUUID(), choices: both, extra: 1 },
    { key: randomUUID(), choices: both, entitlements: [] },
    { key: randomUUID(), choices: both, entitlements: ['x'] },
    { key: randomUUID(), choices: both, entitlements: [randomUUID()] },
    {
      key: randomUUID(),
      choices: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`x${n}`, 'for'])),
    },
    { key: randomUUID(), choices: { ['长'.repeat(5000)]: 'for' } },
  ];
  it.each(odd.map((body, n) => [n, body] as const))(
    '第 %i 种：一句话拒绝，不是系统出错',
    async (_n, body) => {
      const one = await openVote({ owners: 1 });
      const answer = await send(
        `/api/participation/votes/${one.id}/ballots`,
        one.owners[0]?.cookie ?? '',
        body,
      );
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.message).toMatch(/[\u4e00-\u9fff]/);
      expect(await ballotsOf(app.services.db, one.id)).toEqual([]);
    },
  );

  it('没有 x-huanju 或来自别的网站：拒绝', async () => {
    const one = await openVote();
    const got = await app.http.inject({
      method: 'POST',
      url: `/api/participation/votes/${one.id}/ballots`,
      headers: { cookie: one.owners[0]?.cookie ?? '', origin: 'https://elsewhere.example' },
      payload: ballot(),
    });
    expect(got.statusCode).toBe(403);
  });
});
