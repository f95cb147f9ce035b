import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let taskForce: Person;
let leader: Person;
let clerk: Person;
let otherClerk: Person;
const estates: Record<string, string> = {};

type Run = {
  id: string;
  status: string;
  verdict: { ok: boolean };
  must: { placed: { estates: number; households: number }; left: { estates: number } };
  conflicts: { limit: string; text: string }[];
  publishedVersion: number | null;
  leftMust: { name: string; why: string }[];
  warnings: string[];
};
type Row = { estateId: string; name: string; start: number | null; why: string; done: boolean };

const base = { floorAreaCm2: 80_000_000n, lon: 116.2, lat: 36.6 };
const east = { regionCode: '371503002' };

const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const wan = (amount: number) => String(amount * 1_000_000);

beforeAll(async () => {
  app = await openTestApp();
  taskForce = await app.person(['taskForce']);
  leader = await app.person(['leader']);
  clerk = await app.person(['subdistrictClerk'], '371503001');
  otherClerk = await app.person(['subdistrictClerk'], '371503002');
  for (const name of ['甲苑', '乙苑', '丙苑']) estates[name] = await insertEstate(app, { name, ...base });
  estates.丁苑 = await insertEstate(app, { name: '丁苑', ...base, ...east, builtYear: 2003 });
  estates.戊苑 = await insertEstate(app, { name: '戊苑', ...base, ...east, floorAreaCm2: null });
  estates.己苑 = await insertEstate(app, { name: '己苑', ...base, ...east, land: 'collective' });
});
afterAll(() => app.close());

const versions = async () => {
  const view = (await taskForce.get('/api/plan/budget')).body as {
    channels: { id: string; version: number }[];
    capacity: { subdistrict: string; version: number }[];
  };
  return {
    channel: (id: string) => view.channels.find((one) => one.id === id)?.version ?? 0,
    capacity: (code: string) => view.capacity.find((one) => one.subdistrict === code)?.version ?? 0,
  };
};

/** District money for all classes: one estate of 8,000 ㎡ needs 253.60 万元. */
async function setMoney(amounts: Record<string, string>) {
  const { channel } = await versions();
  const saved = await taskForce.post('/api/plan/budget', {
    channels: [{ id: 'district', amounts, version: channel('district') }],
  });
  expect(saved.body).toMatchObject({ years: [2021, 2022, 2023, 2024, 2025, 2026] });
}

async function solve(openFrom = 2021): Promise<Run> {
  const started = await taskForce.post('/api/plan/runs', { openFrom, limitSeconds: 5 });
  expect(started.body).toMatchObject({ jobId: expect.any(String) });
  await app.runJobs();
  const { jobId } = started.body as { jobId: string };
  const job = (await taskForce.get(`/api/jobs/${jobId}`)).body as {
    state: string;
    result: { runId: string };
  };
  expect(job).toMatchObject({ state: 'done' });
  return (await taskForce.get(`/api/plan/runs/${job.result.runId}`)).body as Run;
}

async function rowsOf(person: Person, runId: string, query = ''): Promise<Row[]> {
  const answer = await person.get(`/api/plan/runs/${runId}/estates?size=200${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as { items: Row[] }).items;
}
const startOf = async (runId: string, name: string) =>
  (await rowsOf(taskForce, runId)).find((row) => row.name === name)?.start;

describe('资金盘子（六）', () => {
  it('专班按渠道和年度填，人人可看；街道经办和领导不能改；旧版本不收', async () => {
    await setMoney({ 2021: wan(300), 2022: wan(300) });
    const edit = { channels: [{ id: 'district', amounts: { 2023: '100' }, version: 0 }] };
    expect(codeOf(await taskForce.post('/api/plan/budget', edit))).toBe('plan.budget.stale');
    expect((await clerk.post('/api/plan/budget', edit)).status).toBe(403);
    expect((await leader.post('/api/plan/budget', edit)).status).toBe(403);
    const narrow = await app.person(['taskForce'], '371503001');
    expect(codeOf(await narrow.post('/api/plan/budget', edit))).toBe('plan.district-only');
    const seen = (await clerk.get('/api/plan/budget')).body as {
      channels: { id: string; amounts: Record<string, string> }[];
      capacity: { subdistrict: string }[];
    };
    expect(seen.channels.find((one) => one.id === 'district')?.amounts['2021']).toBe(wan(300));
    expect(seen.capacity.map((one) => one.subdistrict)).toEqual(['371503001']);
  });

  it('年份、渠道、金额、街道有误都是一句话', async () => {
    const send = (channel: object) => taskForce.post('/api/plan/budget', { channels: [channel] });
    expect(codeOf(await send({ id: 'district', amounts: { 2031: '1' }, version: 1 }))).toBe(
      'plan.budget.year',
    );
    expect(codeOf(await send({ id: 'nobody', amounts: { 2021: '1' }, version: 0 }))).toBe(
      'plan.budget.channel',
    );
    expect((await send({ id: 'district', amounts: { 2021: '-1' }, version: 1 })).status).toBe(400);
    const capacity = [{ subdistrict: '371502001', households: { 2021: 5 }, version: 0 }];
    expect(codeOf(await taskForce.post('/api/plan/budget', { capacity }))).toBe('plan.capacity.subdistrict');
    expect(codeOf(await taskForce.post('/api/plan/budget', {}))).toBe('plan.nothing-to-save');
  });

  it('修改留痕：谁、改了什么、从多少到多少', async () => {
    const lines = (await taskForce.get('/api/plan/budget/history')).body as { fields: object[] }[];
    expect(lines[0]?.fields).toContainEqual({ label: '区级预算 2021 年', from: null, to: '300 万元' });
  });

  it('上传 YAML 或 xlsx 只读不存：先看变化，错误一次说全', async () => {
    const yaml = `years: [2021, 2022]\nchannels:\n  district: { purpose: [basic], amounts: [300, 450.5] }\n`;
    const good = (await taskForce.upload('/api/plan/budget/read', 'b.yaml', Buffer.from(yaml))).body;
    expect(good).toMatchObject({
      faults: [],
      changes: expect.arrayContaining([{ label: '区级预算 2022 年', from: '300 万元', to: '450.5 万元' }]),
    });
    const bad = Buffer.from(yaml.replace('district', 'nobody').replace('2022', '2030'));
    const faults = (await taskForce.upload('/api/plan/budget/read', 'b.yaml', bad)).body as {
      faults: object[];
    };
    expect(faults.faults).toHaveLength(2);
    const sheet = await taskForce.download('/api/plan/budget.xlsx');
    expect(sheet.status).toBe(200);
    const again = (await taskForce.upload('/api/plan/budget/read', 'b.xlsx', sheet.bytes)).body;
    expect(again).toMatchObject({ faults: [], changes: [] });
    expect((await clerk.upload('/api/plan/budget/read', 'b.yaml', Buffer.from(yaml))).status).toBe(403);
    expect((await clerk.download('/api/plan/budget.xlsx')).status).toBe(403);
  });
});

describe('年度计划（五(二)）', () => {
  it('测算得到经核验的计划，每个小区都有理由；街道只看到自己的', async () => {
    const run = await solve();
    expect(run).toMatchObject({ status: 'optimal', verdict: { ok: true }, conflicts: [] });
    expect(run.must.placed.estates).toBe(2);
    expect(run.leftMust).toHaveLength(2);
    expect(run.leftMust.every((one) => one.why.includes('未列入'))).toBe(true);
    const rows = await rowsOf(taskForce, run.id);
    expect(rows).toHaveLength(6);
    expect(rows.every((row) => row.why.length > 5)).toBe(true);
    expect(rows.find((row) => row.name === '戊苑')?.why).toContain('建筑面积不详');
    expect(rows.find((row) => row.name === '己苑')?.why).toContain('土地');
    expect((await rowsOf(otherClerk, run.id)).map((row) => row.name).sort()).toEqual([
      '丁苑',
      '己苑',
      '戊苑',
    ]);
    const own = (await otherClerk.get(`/api/plan/runs/${run.id}`)).body as Run;
    expect(own.must).toMatchObject({ placed: { estates: 0 }, left: { estates: 1 } });
    expect(own.leftMust.map((one) => one.name)).toEqual(['戊苑']);
    const foreign = await otherClerk.get(`/api/plan/runs/${run.id}/estates/${estates.甲苑}`);
    expect(codeOf(foreign)).toBe('plan.estate.absent');
    expect((await clerk.get(`/api/plan/runs/${run.id}/estates/${estates.甲苑}`)).status).toBe(200);
    expect((await clerk.get(`/api/plan/runs/${run.id}/map`)).body).toHaveLength(3);
  });

  it('街道经办和领导不能发起测算，也不能指定年份', async () => {
    const limit = { estateIds: [estates.甲苑], kind: 'pin', year: 2022, reason: '试' };
    for (const person of [clerk, leader]) {
      expect((await person.post('/api/plan/runs', { openFrom: 2021 })).status).toBe(403);
      expect((await person.post('/api/plan/limits', limit)).status).toBe(403);
    }
    expect(codeOf(await taskForce.post('/api/plan/runs', { openFrom: 2030 }))).toBe('plan.solve.no-years');
  });

  it('指定的年份必须照办；撤回后可重排；未到的年份不能补录', async () => {
    const pin = { estateIds: [estates.丁苑], kind: 'pin', year: 2022, reason: '道路大修同期' };
    const set = await taskForce.post('/api/plan/limits', pin);
    expect(set.status).toBe(200);
    expect(codeOf(await taskForce.post('/api/plan/limits', { ...pin, year: 2021 }))).toBe('plan.limit.fixed');
    expect(codeOf(await taskForce.post('/api/plan/limits', { ...pin, year: 2035 }))).toBe('plan.limit.year');
    app.setNow('2023-05-01T09:00:00+08:00');
    const future = { ...pin, estateIds: [estates.甲苑], kind: 'done', year: 2024 };
    const early = await app.person(['taskForce']);
    expect(codeOf(await early.post('/api/plan/limits', future))).toBe('plan.limit.future');
    app.setNow('2026-11-22T09:00:00+08:00');
    const run = await solve();
    expect(await startOf(run.id, '丁苑')).toBe(2022);
    const [limit] = set.body as { id: string }[];
    const withdraw = `/api/plan/limits/${limit?.id}/withdraw`;
    expect((await clerk.post(withdraw, { reason: '不要' })).status).toBe(403);
    expect((await taskForce.post(withdraw, { reason: '道路不修了' })).status).toBe(200);
    expect(codeOf(await taskForce.post(withdraw, { reason: '再撤' }))).toBe('plan.limit.withdrawn');
    expect((await otherClerk.get('/api/plan/limits?withdrawn=true')).body).toHaveLength(1);
    expect((await clerk.get('/api/plan/limits?withdrawn=true')).body).toHaveLength(0);
  });

  it('条件互相冲突时，点名是哪几条', async () => {
    const pin = { estateIds: [estates.甲苑, estates.乙苑], kind: 'pin', year: 2021, reason: '都想早' };
    const set = (await taskForce.post('/api/plan/limits', pin)).body as { id: string }[];
    const run = await solve();
    expect(run.status).toBe('infeasible');
    expect(run.conflicts.map((one) => one.limit.split(':')[0]).sort()).toEqual(['pin', 'pin', 'source']);
    expect(run.conflicts.map((one) => one.text).join()).toMatch(/甲苑.*|区级预算/);
    const publish = await taskForce.post(`/api/plan/runs/${run.id}/publish`, { note: '发' });
    expect(codeOf(publish)).toBe('plan.run.not-publishable');
    for (const { id } of set) await taskForce.post(`/api/plan/limits/${id}/withdraw`, { reason: '取消' });
  });

  it('往年已实施的补录为完成，不再占用以后的资金', async () => {
    const done = { estateIds: [estates.丙苑], kind: 'done', year: 2021, reason: '竣工备案' };
    const set = (await taskForce.post('/api/plan/limits', done)).body as { id: string }[];
    const run = await solve(2022);
    const row = (await rowsOf(taskForce, run.id)).find((one) => one.name === '丙苑');
    expect(row).toMatchObject({ start: 2021, done: true, why: '已于2021年实施（补录：竣工备案）' });
    expect((await rowsOf(taskForce, run.id, '&year=done')).map((one) => one.name)).toEqual(['丙苑']);
    await taskForce.post(`/api/plan/limits/${set[0]?.id}/withdraw`, { reason: '录错' });
  });

  it('两次测算可比较：投入哪里不同、哪些小区移动', async () => {
    const before = await solve();
    await setMoney({ 2023: wan(300) });
    const after = await solve();
    const compared = (await taskForce.get(`/api/plan/runs/${after.id}/compare/${before.id}`)).body;
    expect(compared).toMatchObject({
      inputs: [{ label: '区级预算 2023 年预算', from: '0 万元', to: '300 万元' }],
      moves: [{ from: null, to: 2023 }],
    });
    expect((await taskForce.get(`/api/plan/runs/${after.id}/compare/${estates.甲苑}`)).status).toBe(404);
  });
});

describe('发布', () => {
  it('发布后冻结，只能出新版本；街道不能发布；SQL 也改不动', async () => {
    const run = await solve();
    const url = `/api/plan/runs/${run.id}/publish`;
    expect((await clerk.post(url, { note: '发' })).status).toBe(403);
    expect((await taskForce.post(url, { note: '首次发布' })).body).toMatchObject({ publishedVersion: 1 });
    expect(codeOf(await taskForce.post(url, { note: '再发' }))).toBe('plan.run.published');
    for (const statement of [
      `update plan_run set status = 'feasible' where id = '${run.id}'`,
      `update plan_run set published_version = null, published_at = null where id = '${run.id}'`,
      `update plan_run set publish_note = '改' where id = '${run.id}'`,
      `delete from plan_run where id = '${run.id}'`,
      `update plan_run_estate set start_year = 2025 where run_id = '${run.id}'`,
      `delete from plan_run_estate where run_id = '${run.id}'`,
      `insert into plan_run_estate select * from plan_run_estate where run_id = '${run.id}' limit 1`,
    ]) {
      const asApp = inScope(app.services.db, everyRegion, (tx) => sql.raw(statement).execute(tx));
      await expect(asApp).rejects.toThrow(/permission denied|frozen/);
      await expect(sql.raw(statement).execute(app.database.owner)).rejects.toThrow(/frozen/);
    }
    const second = await solve();
    const answer = await taskForce.post(`/api/plan/runs/${second.id}/publish`, { note: '第二版' });
    expect(answer.body).toMatchObject({ publishedVersion: 2 });
    const summary = (await clerk.get('/api/plan/summary')).body as { run: Run; must: Run['must'] };
    expect(summary.run).toMatchObject({ id: second.id });
    expect(summary.must.placed.estates).toBe(3);
    expect((await leader.get('/api/plan/runs?published=true')).body).toMatchObject({ total: 2 });
  });

  it('导出与列表同一口径；街道导出只有本街道', async () => {
    const { items } = (await taskForce.get('/api/plan/runs?published=true')).body as { items: Run[] };
    const id = items[0]?.id;
    const all = await taskForce.download(`/api/plan/runs/${id}/estates.xlsx?target=must`);
    expect(all.status).toBe(200);
    const book = await clerk.download(`/api/plan/runs/${id}/workbook.xlsx`);
    expect(book.status).toBe(200);
    const sheets = (await readDocument(book.bytes, 'book.xlsx')).sheets.map((sheet) => sheet.name);
    expect(sheets.slice(0, 3)).toEqual(['汇总', '小区与项目', '年度计划']);
    expect((await otherClerk.download(`/api/plan/runs/${id}/estates.xlsx`)).bytes.length).toBeLessThan(
      (await taskForce.download(`/api/plan/runs/${id}/estates.xlsx`)).bytes.length,
    );
  });
});
