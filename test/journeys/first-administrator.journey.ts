import { afterAll, beforeAll, expect, it } from 'vitest';
import { districtCode, ensureAccount } from '#modules/identity/index.ts';
import { axeFaults, type Journey, openJourney, screenshot, settled } from '#test/support/browser.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

it('首位管理员：须先改密码；可结束自己在别处的登录；审计里都查得到', async () => {
  const first = 'Chushi-mima-2026';
  const own = 'Ziji-de-mima-77';
  await ensureAccount(
    journey.app.services.db,
    {
      login: 'first-admin',
      name: '首位管理员',
      roles: ['administrator'],
      scope: districtCode,
      password: first,
      mustChangePassword: true,
    },
    journey.app.services.clock.now(),
  );
  const page = await journey.open();
  await page.goto('/');
  await page.waitForURL(/\/login/);
  await screenshot(page, 'login-1440');
  await page.getByLabel('用户名').fill('first-admin');
  await page.getByLabel('密码').fill('wrong-password-1A');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('密码').fill(first);
  await page.getByRole('button', { name: '登录' }).click();

  await page.waitForURL(/\/password/);
  await page.getByLabel('当前密码').fill(first);
  await page.getByLabel('新密码', { exact: true }).fill('short');
  await page.getByLabel('再输一次新密码').fill('short');
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByText('至少 10 个字符').waitFor();
  await page.getByLabel('新密码', { exact: true }).fill(own);
  await page.getByLabel('再输一次新密码').fill(own);
  await page.getByRole('button', { name: '修改密码' }).click();
  // the new password holds from here on, not from the click
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();

  const elsewhere = await journey.open();
  await journey.signIn(elsewhere, 'first-admin', own);
  await page.goto('/me/sessions');
  await settled(page);
  await screenshot(page, 'my-sessions-1440');
  const sessions = page.getByRole('table', { name: '我的登录' });
  await sessions.getByRole('button', { name: /结\s*束/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /结\s*束/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await elsewhere.goto('/identity/users');
  await elsewhere.waitForURL(/\/login/);

  await page.goto('/identity/audit');
  await page.getByText('审计链完整').waitFor();
  await settled(page);
  const table = page.getByRole('table', { name: '审计记录' });
  await table.getByRole('row').filter({ hasText: '首位管理员' }).nth(2).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'audit-1440');
});
