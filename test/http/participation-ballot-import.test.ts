import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '#platform/documents/read-document.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { ballotsOf, insertVote, type OpenVote } from '#test/support/votes.ts';

let app: TestApp;
let clerk: Person;
let estateId: string;
const start = '2026-11-22T09:00:00+08:00';
const late = '2026-11-22T09:30:00+08:00';

beforeAll(async () => {
  app = await openTestApp();
  estateId = await insertEstate(app);
  clerk = await app.person(['communityClerk'], '371503001');
});
afterAll(() => app.close());

type One = OpenVote & { readonly scanId: string };
type Shown = {
  id: string;
  state: string;
  version: number;
  problem: { code: string } | null;
  report: { ready: number; voted: number; blank: number; faults: number; issues: object[] } | null;
  outcome: object | null;
};

async function openVote(): Promise<One> {
  app.setNow(start);
  const one = await insertVote(app.services.db, app.services.vault, {
    ...{ estateId, regionCode: '371503001', owners: 5, now: new Date(start) },
    opensAt: new Date('2026-11-22T08:00:00+08:00'),
    closesAt: new Date(late),
  });
  const url = `/api/participation/votes/${one.id}/scans`;
  const scan = await clerk.upload(url, '签字票.pdf', Buffer.from('%PDF-1.4 scan'));
  return { ...one, scanId: (scan.body as { id: string }).id };
}

const heads = ['票号', '楼栋', '单元', '房号', '业主', '1. 第1项', '2. 第2项'];
const tableOf = (rows: readonly (readonly (string | null)[])[], columns: readonly string[] = heads) =>
  writeTable({ sheet: '登记票', columns: columns.map((title) => ({ title })), rows });
/** Rows of the form: owner n has ballot number Pn+1. */
const rowOf = (n: number, ...choices: (string | null)[]) => [
  `T${n + 1}`,
  null,
  null,
  null,
  '业*',
  ...choices,
];

const send = (one: One, bytes: Buffer, query: object = {}, person = clerk) => {
  const search = new URLSearchParams({ channel: 'door', signed: 'true', scanId: one.scanId, ...query });
  return person.upload(`/api/participation/votes/${one.id}/imports?${search}`, '登记.xlsx', bytes);
};
const show = async (id: string) => (await clerk.get(`/api/participation/ballot-imports/${id}`)).body as Shown;
async function check(one: One, bytes: Buffer): Promise<Shown> {
  const sent = await send(one, bytes);
  expect(sent).toMatchObject({ status: 200, body: { jobId: expect.any(String) } });
  await app.runJobs();
  return show((sent.body as { id: string }).id);
}
const commit = (shown: Shown, change: object = {}, person = clerk) =>
  person.post(`/api/participation/ballot-imports/${shown.id}/commit`, { version: shown.version, ...change });
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const online = (one: OpenVote, owner: number) =>
  app.http.inject({
    method: 'POST',
    url: `/api/participation/votes/${one.id}/ballots`,
    headers: { 'x-huanju': 'test', cookie: one.owners[owner]?.cookie ?? '' },
    payload: { key: randomUUID(), choices: { m1: 'for', m2: 'against' } },
  });

describe('成批登记', () => {
  it('模板是未投各户；填好上传、核对、登记；空行不登记', async () => {
    const one = await openVote();
    await online(one, 0);
    const file = await clerk.download(`/api/participation/votes/${one.id}/import-template.xlsx`);
    const { sheets } = await readDocument(file.bytes, '模板.xlsx');
    const rows = sheets[0]?.rows.map(({ cells }) => cells.map(({ text }) => text)) ?? [];
    const head = rows.findIndex((texts) => texts[0] === '票号');
    expect(rows[head]).toEqual(heads);
    expect(rows.slice(head + 1).map(([no, , , , owner]) => [no, owner])).toEqual(
      [2, 3, 4, 5].map((n) => [`T${n}`, '业*']),
    );
    const filled = await tableOf([
      rowOf(1, '√', '不同意'),
      rowOf(2, null, '弃权'),
      rowOf(3, '同意', '×'),
      rowOf(4),
    ]);
    const shown = await check(one, filled);
    expect(shown).toMatchObject({
      state: 'checked',
      report: { ready: 3, voted: 0, blank: 1, faults: 0, issues: [] },
    });
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(1);
    expect((await commit(shown)).status).toBe(200);
    await app.runJobs();
    expect(await show(shown.id)).toMatchObject({
      state: 'committed',
      outcome: { entered: 3, left: 0, firstSeq: 2, lastSeq: 4 },
    });
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(4);
    const doors = await clerk.get(`/api/participation/votes/${one.id}/doors?channel=door`);
    expect(doors.body).toMatchObject({ total: 3, items: [{ ballot: { scan: true } }, {}, {}] });
    expect(codeOf(await commit(await show(shown.id)))).toBe('participation.ballot.import-state');
    const list = await clerk.get(`/api/participation/votes/${one.id}/imports`);
    expect(list.body).toMatchObject({ total: 1, items: [{ state: 'committed' }] });
    expect(JSON.stringify([list.body, await show(shown.id)])).not.toMatch(/"for"|"against"/);
  });

  it('全部问题一次列出，带单元格；有问题不能登记', async () => {
    const one = await openVote();
    const columns = [...heads.slice(0, 6), '3. 别的事项', '1. 第1项'];
    const missing = await check(one, await tableOf([rowOf(0, '赞成')], columns));
    expect(missing.report?.issues).toMatchObject([
      { cell: 'H1', code: 'column-twice' },
      { cell: 'A1', code: 'column-missing' },
    ]);
    const shown = await check(
      one,
      await tableOf([
        rowOf(0, '赞成', '大概同意'),
        rowOf(1, '从众', null),
        rowOf(8, '赞成', null),
        rowOf(2, '赞成', null),
        rowOf(2, '反对', null),
        [null, null, null, null, null, '赞成', null],
        [null, one.id.slice(0, 4), '1', '4', null, '赞成', null],
        ['T5', one.id.slice(0, 4), '1', '4', null, '赞成', null],
      ]),
    );
    expect(shown.report).toMatchObject({ ready: 2, faults: 6 });
    expect(shown.report?.issues.map((issue) => Object.values(issue).slice(0, 3))).toEqual([
      ['登记票', 'G2', 'choice-unknown'],
      ['登记票', 'F3', 'follow-not-offered'],
      ['登记票', 'A4', 'door-unknown'],
      ['登记票', 'A6', 'door-twice'],
      ['登记票', 'A7', 'door-missing'],
      ['登记票', 'A9', 'door-differs'],
    ]);
    expect(await commit(shown)).toMatchObject({
      status: 422,
      body: { code: 'participation.ballot.import-faulty' },
    });
    expect(await ballotsOf(app.services.db, one.id)).toEqual([]);
  });

  it('核对之后有人投了票：不悄悄替换；可以选择留下那几户', async () => {
    const one = await openVote();
    const shown = await check(one, await tableOf([rowOf(0, '反对', '反对'), rowOf(1, '赞成', '赞成')]));
    await online(one, 0);
    expect((await commit(shown)).status).toBe(200);
    await app.runJobs();
    const back = await show(shown.id);
    expect(back).toMatchObject({
      state: 'checked',
      report: {
        ...{ ready: 1, voted: 1, faults: 0 },
        issues: [{ cell: 'A2', code: 'participation.ballot.already-voted' }],
      },
    });
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(1);
    expect(codeOf(await commit(back))).toBe('participation.ballot.import-faulty');
    expect(codeOf(await commit(shown))).toBe('participation.ballot.import-stale');
    expect((await commit(back, { leaveVoted: true })).status).toBe(200);
    await app.runJobs();
    expect(await show(shown.id)).toMatchObject({ state: 'committed', outcome: { entered: 1, left: 1 } });
  });

  it('截止之后：不收表，核对过的也不能登记，排队中的不写入', async () => {
    const one = await openVote();
    const bytes = await tableOf([rowOf(0, '赞成', '赞成')]);
    const shown = await check(one, bytes);
    expect((await commit(shown)).status).toBe(200);
    app.setNow(late);
    await app.runJobs();
    const back = await show(shown.id);
    expect(back).toMatchObject({ state: 'checked', outcome: null });
    expect(codeOf(await commit(back))).toBe('participation.ballot.closed');
    expect(codeOf(await send(one, bytes))).toBe('participation.ballot.closed');
    expect(await ballotsOf(app.services.db, one.id)).toEqual([]);
  });

  it('没有核对签字、扫描件不是这次表决的、不是表格、没有表头、空表：拒绝', async () => {
    const one = await openVote();
    const other = await openVote();
    const bytes = await tableOf([rowOf(0, '赞成', '赞成')]);
    expect(codeOf(await send(one, bytes, { signed: 'false' }))).toBe('participation.ballot.unsigned');
    expect(codeOf(await send(one, bytes, { scanId: other.scanId }))).toBe('participation.ballot.paper-other');
    expect((await send(one, bytes, { channel: 'proxy' })).status).toBe(400);
    expect(await check(one, Buffer.from('not a table'))).toMatchObject({ state: 'failed', report: null });
    expect((await check(one, await tableOf([['x']], ['甲']))).problem?.code).toBe(
      'participation.ballot.import-head',
    );
    const empty = await check(one, await tableOf([rowOf(0)]));
    expect(codeOf(await commit(empty))).toBe('participation.ballot.import-empty');
    const auditor = await app.person(['auditor']);
    expect((await send(one, bytes, {}, auditor)).status).toBe(403);
    expect((await commit(empty, {}, auditor)).status).toBe(403);
    expect((await auditor.get(`/api/participation/ballot-imports/${empty.id}`)).status).toBe(200);
  });

  it('取消核对：说明已取消，什么也没有登记', async () => {
    const one = await openVote();
    const sent = await send(one, await tableOf([rowOf(0, '赞成', '赞成')]));
    const { id, jobId } = sent.body as { id: string; jobId: string };
    expect((await clerk.post(`/api/jobs/${jobId}/cancel`, {})).status).toBe(200);
    await app.runJobs();
    expect(await show(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'participation.ballot.import-cancelled' },
    });
  });
});
