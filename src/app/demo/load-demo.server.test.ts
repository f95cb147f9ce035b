import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type Person, type TestApp, testPassword } from '#test/support/app.ts';
import { ensureDemoPeople } from '#test/support/demo.ts';
import { demoDistrict } from './district.ts';
import { loadDemo } from './load-demo.ts';

let app: TestApp;
let reader: Person;
beforeAll(async () => {
  app = await openTestApp();
  reader = await app.person(['administrator', 'taskForce']);
});
afterAll(() => app.close());

it('演示数据从各模块的正门进入：各种认定结论、各种申请状态、一份已发布的计划；再载入一次不重复', {
  timeout: 180_000,
}, async () => {
  const passwords = await ensureDemoPeople(app.services, testPassword);
  const installation = { services: app.services, appUrl: app.database.url, passwords };
  await loadDemo(installation);
  await loadDemo(installation);

  const district = demoDistrict();
  const list = await reader.get('/api/projects/assessments?size=200');
  const { total, items } = list.body as {
    total: number;
    items: {
      eligible: string;
      target: string | null;
      state: string | null;
      failed: string[];
      unknown: string[];
    }[];
  };
  expect(total).toBe(district.estates.length);
  expect(new Set(items.map(({ eligible }) => eligible))).toEqual(new Set(['yes', 'no', 'unknown']));
  expect(new Set(items.map(({ target }) => target))).toEqual(new Set(['must', 'aspire', null]));
  expect(new Set(items.map(({ state }) => state))).toEqual(
    new Set([null, 'submitted', 'opined', 'accepted', 'returned', 'withdrawn']),
  );
  expect(new Set(items.flatMap(({ failed }) => failed))).toEqual(
    new Set(['urban', 'land', 'builtYear', 'upkeep', 'facilities', 'wish', 'noClearance']),
  );
  const runs = (await reader.get('/api/plan/runs')).body;
  expect(runs).toMatchObject({ total: 1, items: [{ publishedVersion: 1 }] });
  expect((await reader.get('/api/projects/projects')).body).toMatchObject({ total: 2 });
  expect((await reader.get('/api/identity/organisations')).body).toMatchObject({ total: 180 });
  expect((await reader.get('/api/identity/audit/check')).body).toMatchObject({ fault: null });
});
