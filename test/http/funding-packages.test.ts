import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let writer: Person;
let second: Person;
let estateId: string;
const base = '/api/funding/packages';

beforeAll(async () => {
  app = await openTestApp();
  writer = await app.person(['taskForce'], '371503');
  second = await app.person(['finance'], '371503');
  estateId = await insertEstate(app, { name: '停车花园', regionCode: '371503001' });
});
afterAll(() => app.close());

type Package = {
  id: string;
  version: number;
  state: string;
  mayAdopt: boolean;
  content: { facilities: object[] };
  figures: { balanced: boolean; gap: number; npvFromStart: number };
  estateNames: Record<string, string>;
};
const parking = (change: object = {}) => ({
  id: 'p1',
  kind: 'parking',
  title: '地面停车场',
  estateId,
  investor: '某停车公司',
  investFen: [20_000_000],
  opens: 1,
  concessionYears: 10,
  units: 100,
  unitYearFen: 60_000,
  firstOccupancy: 8000,
  fullOccupancy: 9000,
  rampYears: 2,
  priceGrowth: 0,
  yearCostFen: 1_000_000,
  costGrowth: 0,
  costShare: 500,
  ...change,
});
const content = (...facilities: object[]) => ({ rate: 600, grantFen: 0, debt: null, facilities });
const start = async (title: string) =>
  (await writer.post(base, { title, regionCode: '371503' })).body as Package;
const save = (one: Package, facilities: object[], who = writer) =>
  who.post(`${base}/${one.id}`, { version: one.version, title: '停车包', content: content(...facilities) });

test('编制、测算、由另一人采用；改动后须重新采用', async () => {
  const made = await start('停车包');
  const saved = (await save(made, [parking()])).body as Package;
  expect(saved.figures.balanced).toBe(true);
  expect(saved.estateNames).toEqual({ [estateId]: '停车花园' });
  const own = await writer.post(`${base}/${made.id}/adopt`, { version: saved.version });
  expect([own.status, own.body]).toMatchObject([403, { code: 'funding.package.same-person' }]);
  const adopted = await second.post(`${base}/${made.id}/adopt`, { version: saved.version });
  expect(adopted.body).toMatchObject({ state: 'adopted', version: 3 });
  const again = (await save(adopted.body as Package, [parking({ units: 10 })])).body as Package;
  expect(again).toMatchObject({ state: 'draft', figures: { balanced: false } });
  expect(again.figures.gap).toBeGreaterThan(0);
  const versions = (await writer.get(`${base}/${made.id}/versions`)).body as { version: number }[];
  expect(versions.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
});

test('空包、旧版本、看不见的小区、过长的年限，各有一句话', async () => {
  const made = await start('空包');
  const empty = await second.post(`${base}/${made.id}/adopt`, { version: 1 });
  expect(empty.body).toMatchObject({ code: 'funding.package.empty' });
  expect((await save({ ...made, version: 9 }, [])).body).toMatchObject({ code: 'funding.package.stale' });
  const absent = parking({ estateId: '00000000-0000-4000-8000-000000000000' });
  expect((await save(made, [absent])).body).toMatchObject({ code: 'funding.package.estate' });
  const long = await save(made, [parking({ concessionYears: 31 })]);
  expect(long.body).toMatchObject({ code: 'funding.package.years' });
  expect((await save(made, [parking(), parking()])).status).toBe(400);
  expect((await save(made, [parking({ investFen: [-1] })])).status).toBe(400);
});

test('同一版本保存两次，只成一次', async () => {
  const made = await start('两次');
  const both = await Promise.all([save(made, [parking()]), save(made, [parking()])]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('作废与恢复留痕；列表查找、按是否平衡筛选、导出', async () => {
  const made = await start('将作废');
  const gone = await writer.post(`${base}/${made.id}/archive`, {
    version: 1,
    archived: true,
    reason: '重复编制',
  });
  expect(gone.body).toMatchObject({ state: 'archived' });
  const listed = (await writer.get(`${base}?search=${encodeURIComponent('将作废')}`)).body;
  expect(listed).toMatchObject({ total: 0 });
  const back = await writer.post(`${base}/${made.id}/archive`, {
    version: 2,
    archived: false,
    reason: '仍需要',
  });
  expect(back.body).toMatchObject({ state: 'draft' });
  const unbalanced = await writer.get(`${base}?balanced=false&size=200`);
  for (const one of (unbalanced.body as { items: Package[] }).items) expect(one.figures.balanced).toBe(false);
  expect((await writer.get(`${base}/${made.id}/export`)).status).toBe(200);
  expect((await writer.get(`${base}/export`)).status).toBe(200);
});

test('没有权限的角色只能看；参建单位看不到', async () => {
  const made = await start('权限');
  const clerk = await app.person(['leader'], '371503');
  expect((await clerk.get(`${base}/${made.id}`)).status).toBe(200);
  expect((await save(made, [], clerk)).status).toBe(403);
  const firm = await app.person(['firm'], '371503');
  expect((await firm.get(`${base}/${made.id}`)).status).toBe(403);
});
