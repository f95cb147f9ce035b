import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDemo } from '#app/demo/load-demo.ts';
import { testPassword } from '#test/support/app.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { ensureDemoPeople } from '#test/support/demo.ts';

let journey: Journey;
let login = '';
beforeAll(async () => {
  journey = await openJourney();
  const { services, database } = journey.app;
  const passwords = await ensureDemoPeople(services, testPassword);
  await loadDemo({ services, appUrl: database.url, passwords });
  login = 'demo-admin';
});
afterAll(() => journey.close());

/** Addresses of the main menu as this person sees it. */
async function menuOf(page: Page): Promise<string[]> {
  await page.getByRole('navigation', { name: '主菜单' }).first().waitFor();
  return page
    .getByRole('navigation', { name: '主菜单' })
    .first()
    .getByRole('link')
    .evaluateAll<string[], { getAttribute(name: string): string | null }>((links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    );
}

const nameOf = (path: string) => (path === '/' ? 'home' : path.slice(1).replaceAll('/', '-'));

it('管理员菜单里的每一页：没有严重的无障碍问题，大字号时也没有', async () => {
  const page = await journey.open();
  await journey.signIn(page, login);
  const paths = await menuOf(page);
  expect(paths.length).toBeGreaterThan(5);
  const faults: Record<string, string[]> = {};
  for (const large of [false, true]) {
    if (large) {
      await page.getByRole('switch', { name: '大字号' }).click();
      await page.locator('html[data-type=large]').waitFor({ state: 'attached' });
    }
    for (const path of paths) {
      await page.locator(`nav a[href="${path}"]`).first().click();
      await page.waitForURL((url) => url.pathname === path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      const found = await axeFaults(page);
      if (found.length) faults[`${path}${large ? ' 大字号' : ''}`] = found;
      await screenshot(page, `${nameOf(path)}-1440${large ? '-large' : ''}`);
    }
  }
  expect(faults).toEqual({});
});

it('手机宽度 390 像素：每一页都不横向溢出', async () => {
  const wide = await journey.open();
  await journey.signIn(wide, login);
  const paths = await menuOf(wide);
  const page = await journey.open({ width: 390, height: 844 });
  await journey.signIn(page, login);
  const wider: Record<string, number> = {};
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled(page);
    const pixels = await sidewaysOverflow(page);
    if (pixels > 0) wider[path] = pixels;
    await screenshot(page, `${nameOf(path)}-390`);
  }
  expect(wider).toEqual({});
});
