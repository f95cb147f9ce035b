import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

it('没有住户码也能打开居民页面', async () => {
  const answer = await app.visitor('GET', '/r');
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('<h1>输入住户码</h1>');
  expect((await app.visitor('GET', '/r/3715030010000001')).status).toBe(404);
});
