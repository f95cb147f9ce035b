import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ballotProblems } from '#modules/participation/problems-ballots.ts';
import { refusalName } from '#modules/participation/web/access-words.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { ballotsOf, insertVote, type OpenVote } from '#test/support/votes.ts';

let app: TestApp;
let clerk: Person;
let estateId: string;
const start = '2026-11-22T09:00:00+08:00';

beforeAll(async () => {
  app = await openTestApp();
  estateId = await insertEstate(app);
  clerk = await app.person(['communityClerk'], '371503001');
});
afterAll(() => app.close());

const openVote = async (
  owners = 4,
  unable: Record<number, number> = {},
): Promise<OpenVote & { fileId: string }> => {
  app.setNow(start);
  const one = await insertVote(app.services.db, app.services.vault, {
    ...{ estateId, regionCode: '371503001', owners, unable, now: new Date(start) },
    opensAt: new Date('2026-11-22T08:00:00+08:00'),
    closesAt: new Date('2026-11-22T09:30:00+08:00'),
  });
  return { ...one, fileId: await scanOf(one) };
};
const scanOf = async (one: OpenVote): Promise<string> => {
  const scan = await clerk.upload(
    `/api/participation/votes/${one.id}/scans`,
    '签字票.pdf',
    Buffer.from('%PDF-1.4 scan'),
  );
  return (scan.body as { id: string }).id;
};
const part = (one: OpenVote, owner: number): string => one.owners[owner]?.entitlements[0] ?? '';
const entry = (entitlementId: string, change: object = {}) => ({
  ...{ key: randomUUID(), entitlementId, choices: { m1: 'for', m2: null } },
  ...change,
});
const enter = (one: OpenVote & { fileId: string }, entries: object[], change: object = {}, person = clerk) =>
  person.post(`/api/participation/votes/${one.id}/entries`, {
    ...{ channel: 'paper', signed: true, fileId: one.fileId, entries },
    ...change,
  });
const online = (one: OpenVote, owner: number) =>
  app.http.inject({
    method: 'POST',
    url: `/api/participation/votes/${one.id}/ballots`,
    headers: { 'x-huanju': 'test', cookie: one.owners[owner]?.cookie ?? '' },
    payload: { key: randomUUID(), choices: { m1: 'for', m2: 'against' } },
  });
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;

describe('登记纸质票', () => {
  it('整批登记，每张有回执；重发同一批得到同样的回执', async () => {
    const one = await openVote();
    const lot = [entry(part(one, 0)), entry(part(one, 1), { choices: { m1: null, m2: 'against' } })];
    const first = await enter(one, lot);
    expect(first).toMatchObject({ status: 200, body: { receipts: [{ seq: 1 }, { seq: 2 }] } });
    expect((await enter(one, lot)).body).toEqual(first.body);
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(2);
    const changed = await enter(one, [{ ...lot[0], choices: { m1: 'against' } }]);
    expect(codeOf(changed)).toBe('participation.ballot.key-used');
  });

  it('一户已有票：须看见已有几张票并写明原因，才公开替换', async () => {
    const one = await openVote();
    expect((await online(one, 0)).statusCode).toBe(200);
    const blind = await enter(one, [entry(part(one, 0))]);
    expect(blind).toMatchObject({ status: 409, body: { code: 'participation.ballot.already-voted' } });
    const silent = await enter(one, [entry(part(one, 0), { replaces: 1 })]);
    expect(codeOf(silent)).toBe('participation.ballot.reason-missing');
    const told = await enter(one, [entry(part(one, 0), { replaces: 1, reason: '业主当面改票' })]);
    expect(told).toMatchObject({ status: 200, body: { receipts: [{ seq: 2, times: 2 }] } });
    const back = JSON.parse((await online(one, 0)).body);
    expect(back.receipts).toMatchObject([{ seq: 3, times: 3 }]);
  });

  it('一张有问题，整批不写入，逐张说明', async () => {
    const one = await openVote();
    const answer = await enter(one, [
      entry(part(one, 0)),
      entry(part(one, 1), { choices: { m1: 'follow' } }),
      entry(randomUUID()),
      entry(part(one, 2), { choices: { m1: null } }),
    ]);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'participation.ballot.entries',
        data: {
          details: [
            { at: 'entries.1', code: 'participation.ballot.follow-not-offered' },
            { at: 'entries.2', code: 'participation.ballot.entitlement-absent' },
            { at: 'entries.3', code: 'participation.ballot.all-blank' },
          ],
        },
      },
    });
    expect(await ballotsOf(app.services.db, one.id)).toEqual([]);
  });

  it('没有签字、没有扫描件、同一户两次、截止之后：拒绝', async () => {
    const one = await openVote();
    const only = () => [entry(part(one, 0))];
    expect(codeOf(await enter(one, only(), { signed: false }))).toBe('participation.ballot.unsigned');
    expect(codeOf(await enter(one, only(), { fileId: null }))).toBe('participation.ballot.paper-missing');
    expect(codeOf(await enter(one, only(), { fileId: randomUUID() }))).toBe(
      'participation.ballot.paper-other',
    );
    expect(codeOf(await enter(one, [...only(), ...only()]))).toBe('participation.ballot.entries');
    app.setNow('2026-11-22T09:30:00+08:00');
    expect(codeOf(await enter(one, only()))).toBe('participation.ballot.closed');
  });

  it('共有未推选、没有登记业主的，纸质票也不能登记，说明缺什么', async () => {
    const one = await openVote(4, { 1: 2, 2: 0 });
    const shared = await enter(one, [entry(part(one, 1))]);
    expect(codeOf(shared)).toBe('participation.ballot.not-nominated');
    expect((shared.body as { message: string }).message).toContain('推选书');
    const nobody = await enter(one, [entry(part(one, 2))], { channel: 'door' });
    expect(codeOf(nobody)).toBe('participation.ballot.owner-unknown');
    expect((nobody.body as { message: string }).message).toContain('业主登记');
    expect((await enter(one, [entry(part(one, 0))])).status).toBe(200);
  });

  it('别的小区上传的扫描件不能作这次的签字票、委托书或规约；按内容只收扫描件', async () => {
    const one = await openVote();
    const elsewhere = await insertEstate(app, { name: '另一小区', code: '3715030010009876' });
    const url = `/api/participation/vote-files?estateId=${elsewhere}`;
    const { id } = (await clerk.upload(url, '票.pdf', Buffer.from('%PDF-1.4 scan'))).body as { id: string };
    expect(codeOf(await enter(one, [entry(part(one, 0))], { fileId: id }))).toBe(
      'participation.ballot.paper-other',
    );
    const proxy = await clerk.post(`/api/participation/votes/${one.id}/proxies`, {
      ...{ kind: 'proxy', entitlementId: part(one, 0), agent: '李四', relation: '子女' },
      ...{ signedOn: '2026-11-20', fileId: id },
    });
    expect(codeOf(proxy)).toBe('participation.proxy.file');
    expect(codeOf(await clerk.upload(url, '票.pdf', Buffer.from('MZ not a scan')))).toBe(
      'participation.vote.file-kind',
    );
  });

  it('委托票须有有效、未撤销、包括这一户的委托书', async () => {
    const one = await openVote();
    const proxy = async (change: object) => {
      const id = randomUUID();
      await inScope(app.services.db, everyRegion, (tx) =>
        tx
          .insertInto('participationProxy')
          .values({
            ...{ id, voteId: one.id, estateId, regionCode: '371503001', kind: 'proxy' },
            ...{ entitlementId: part(one, 0), agentSealed: Buffer.from('x'), agentMasked: '李*' },
            ...{ relation: '子女', signedOn: '2026-11-20', fileId: one.fileId, createdAt: new Date(start) },
            ...{ createdBy: '测试', ...change },
          })
          .execute(),
      );
      return id;
    };
    const by = (proxyId: string | null, owner = 0, channel = 'proxy') =>
      enter(one, [entry(part(one, owner), { proxyId })], { channel });
    expect(codeOf(await by(null))).toBe('participation.ballot.proxy-missing');
    const good = await proxy({});
    expect(codeOf(await by(good, 1))).toBe('participation.ballot.proxy-invalid');
    expect(codeOf(await by(good, 0, 'representative'))).toBe('participation.ballot.proxy-invalid');
    expect(codeOf(await by(await proxy({ revokedAt: new Date(start) })))).toBe(
      'participation.ballot.proxy-invalid',
    );
    expect((await by(good)).status).toBe(200);
    const building = one.id.slice(0, 4);
    const whole = await proxy({ kind: 'representative', entitlementId: null, building, entrance: '1' });
    expect((await by(whole, 2, 'representative')).status).toBe(200);
  });

  it('别的街道看不到也登不了；领导不能登记', async () => {
    const one = await openVote();
    const other = await app.person(['communityClerk'], '371503002');
    expect((await enter(one, [entry(part(one, 0))], {}, other)).status).toBe(404);
    expect((await other.get(`/api/participation/votes/${one.id}/doors`)).status).toBe(404);
    const leader = await app.person(['leader']);
    expect((await enter(one, [entry(part(one, 0))], {}, leader)).status).toBe(403);
  });
});

describe('各户情况', () => {
  it('看得到谁投了、怎么投的、送达没有，看不到投了什么', async () => {
    const one = await openVote();
    await online(one, 0);
    await enter(one, [entry(part(one, 1))], { channel: 'door' });
    const noted = await clerk.post(`/api/participation/votes/${one.id}/deliveries`, {
      ...{ entitlementIds: [part(one, 2), part(one, 3)], status: 'absent', note: '敲门无人' },
    });
    expect(noted).toMatchObject({ status: 200, body: { count: 2 } });
    await clerk.post(`/api/participation/votes/${one.id}/deliveries`, {
      ...{ entitlementIds: [part(one, 3)], status: 'delivered' },
    });
    const doors = (query = '') => clerk.get(`/api/participation/votes/${one.id}/doors${query}`);
    const all = await doors();
    expect(all.body).toMatchObject({
      total: 4,
      counts: { all: 4, voted: 2, delivered: 1, byChannel: { online: 1, door: 1 } },
    });
    expect(JSON.stringify(all.body)).not.toMatch(/"m1"|against/);
    expect((await doors('?voted=false')).body).toMatchObject({ total: 2 });
    expect((await doors('?delivery=absent')).body).toMatchObject({
      items: [{ entitlementId: part(one, 2), delivery: { note: '敲门无人' } }],
    });
    expect((await doors('?channel=door&sort=day&descending=true')).body).toMatchObject({ total: 1 });
    const foreign = await clerk.post(`/api/participation/votes/${one.id}/deliveries`, {
      ...{ entitlementIds: [randomUUID()], status: 'posted' },
    });
    expect(codeOf(foreign)).toBe('participation.ballot.entitlement-absent');
  });
});

describe('扫描件', () => {
  it('须为这次表决上传；办事员和审计可看，看过有记录；领导不能看', async () => {
    const one = await openVote();
    const other = await openVote();
    const foreign = await enter(one, [entry(part(one, 0))], { fileId: other.fileId });
    expect(codeOf(foreign)).toBe('participation.ballot.paper-other');
    const own = await scanOf(one);
    await enter(one, [entry(part(one, 0), { fileId: own }), entry(part(one, 1))]);
    await online(one, 2);
    const scan = (id: string) => `/api/participation/votes/${one.id}/doors/${id}/scan`;
    const auditor = await app.person(['auditor']);
    const got = await auditor.download(scan(part(one, 0)));
    expect([got.status, got.bytes.toString()]).toEqual([200, '%PDF-1.4 scan']);
    expect(codeOf(await clerk.get(scan(part(one, 2))))).toBe('participation.ballot.scan-absent');
    expect(codeOf(await clerk.get(scan(randomUUID())))).toBe('participation.ballot.scan-absent');
    expect((await (await app.person(['leader'])).get(scan(part(one, 0)))).status).toBe(403);
    const lines = await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .selectFrom('auditLine')
        .select('detail')
        .where('action', '=', 'participation.ballot.scan')
        .where('subjectId', '=', one.id)
        .execute(),
    );
    expect(lines.map(({ detail }) => JSON.parse(detail))).toEqual([{ file: own }]);
    const text = await clerk.upload(
      `/api/participation/votes/${one.id}/scans`,
      '假.pdf',
      Buffer.from('not a scan'),
    );
    expect(codeOf(text)).toBe('participation.ballot.paper-kind');
  });
});

describe('登记台被拒的票', () => {
  it('记入异常尝试，每张按自己的情形；都有中文名', async () => {
    const one = await openVote();
    await enter(one, [entry(part(one, 0), { proxyId: randomUUID() })], { channel: 'proxy' });
    await enter(one, [entry(randomUUID()), entry(part(one, 1), { choices: {} })]);
    app.setNow('2026-11-22T09:30:00+08:00');
    await enter(one, [entry(part(one, 0))]);
    const rows = await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .selectFrom('participationRefusal')
        .select(['kind', 'regionCode'])
        .where('subjectId', '=', one.id)
        .orderBy('id')
        .execute(),
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'ballot.proxy-invalid',
      'ballot.entitlement-absent',
      'ballot.all-blank',
      'ballot.closed',
    ]);
    expect(new Set(rows.map(({ regionCode }) => regionCode))).toEqual(new Set(['371503001']));
    const named = Object.keys(ballotProblems)
      .filter((code) => !/[.](import|scan)-/.test(code))
      .map((code) => code.replace('participation.', ''));
    expect(named.filter((kind) => refusalName(kind) === kind)).toEqual([]);
  });
});

describe('导出', () => {
  it('各户情况按筛选导出，不含选择', async () => {
    const one = await openVote();
    await enter(one, [entry(part(one, 1))], { channel: 'door' });
    const file = await clerk.download(`/api/participation/votes/${one.id}/doors.xlsx?voted=true`);
    const { sheets } = await readDocument(file.bytes, 'a.xlsx');
    const texts = sheets[0]?.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')) ?? [];
    expect(texts.filter((text) => text.includes('业*'))).toHaveLength(1);
    expect(texts.join()).toContain('上门');
    expect(texts.join()).not.toMatch(/赞成|反对/);
  });
});
