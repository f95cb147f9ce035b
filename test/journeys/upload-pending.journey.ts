import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, openJourney } from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';

let journey: Journey;
let login = '';

beforeAll(async () => {
  journey = await openJourney();
  await insertEstate(journey.app, { name: '花园小区' });
  login = (await journey.app.person(['subdistrictClerk'], '371503001')).login;
});
afterAll(() => journey.close());

it('附件还在上传时提交被拒，写明缘由；传完再提交，附件在其中', async () => {
  const page = await journey.open();
  await journey.signIn(page, login);
  const held: Route[] = [];
  await page.route('**/api/participation/attachments?*', (route) => void held.push(route));
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/participation/meetings'))
      sent.push(request.postData() ?? '');
  });
  await page.goto('/participation/meetings');
  await page.getByRole('button', { name: '登记会议' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('小区', { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('花园小区').first().click();
  await dialog.getByLabel('标题', { exact: true }).fill('方案议事会');
  await dialog.getByLabel('日期', { exact: true }).fill('2026-11-20');
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: '纪要.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('jpg') },
  });
  await dialog.getByRole('button', { name: '取消上传' }).waitFor();
  await dialog.getByRole('button', { name: /^登\s*记$/ }).click();
  await dialog.getByRole('alert').getByText('附件还在上传，请等上传完成再提交，或者先取消上传。').waitFor();
  expect(sent).toEqual([]);
  for (const route of held) await route.continue();
  await dialog.getByRole('button', { name: '移除 纪要.jpg' }).waitFor();
  await dialog.getByRole('button', { name: /^登\s*记$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(sent).toHaveLength(1);
  expect(JSON.parse(sent[0] ?? '{}')).toMatchObject({ fileIds: [expect.any(String)] });
});
