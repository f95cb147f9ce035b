import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webFolder } from '#app/build-server.ts';
import type { Person } from '#test/support/app.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { insertParts } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';

let journey: Journey;
let clerk: Person;
let estateId = '';
let parts: string[] = [];
const estateCode = '3715030010001111';
const phone = { width: 390, height: 844 };

beforeAll(async () => {
  journey = await openJourney();
  estateId = await insertEstate(journey.app, { name: '振兴花园', code: estateCode });
  parts = await insertParts(journey.app, estateId, 30);
  clerk = await journey.app.person(['taskForce'], '371503');
});
afterAll(() => journey.close());

async function issue(partId: string | undefined): Promise<string> {
  const answer = await clerk.post('/api/participation/access/issue', { estateId, partIds: [partId] });
  return (answer.body as { cards: { code: string }[] }).cards[0]?.code ?? '';
}

it('居民页面的脚本压缩后不超过 60 KB', () => {
  const manifest = JSON.parse(readFileSync(path.join(webFolder, 'resident.json'), 'utf8')) as Record<
    string,
    { file: string; isEntry?: boolean }
  >;
  const entry = Object.values(manifest).find((one) => one.isEntry);
  expect(gzipSync(readFileSync(path.join(webFolder, entry?.file ?? ''))).length).toBeLessThan(60 * 1024);
});

it('扫码即进入，住户码不留在地址里；退出后不再认识；看错一个字当场提示', async () => {
  const page = await journey.open(phone);
  await page.goto('/r');
  await page.getByLabel('住户码').fill('ABC-DEF-GHJ0');
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByRole('alert').filter({ hasText: '看错了一个字' }).waitFor();
  await screenshot(page, 'resident-code-390');
  const code = await issue(parts[0]);
  await page.goto(`/r/${estateCode}#${code.replace(/-/g, '')}`);
  await page.getByText('我的房屋').waitFor();
  expect(page.url()).not.toContain('#');
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'resident-estate-390');
  await page.getByRole('link', { name: '大字' }).click();
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.getByRole('link', { name: /我的房屋/ }).click();
  await page.getByRole('heading', { level: 1, name: '我的房屋' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  await screenshot(page, 'resident-home-large-390');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByText('我有住户卡').waitFor();
});

it('制卡、打印、查看异常、协助办理', async () => {
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await page.goto(`/participation/access?estate=${estateId}`);
  await page.getByRole('region', { name: '逐户查看' }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'access-cards-1440');
  await page.getByRole('button', { name: '2号楼制卡' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '制卡', exact: true }).click();
  // the question, which says the same words, is still leaving when the cards come
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('alert').filter({ hasText: '住户码只显示这一次，系统不保存原文' }).waitFor();
  await screenshot(page, 'access-print-1440');
  await page.getByText('信件（每页 1 封）').click();
  await screenshot(page, 'access-letter-1440');
  await journey.app.visitor('POST', '/api/participation/access/redeem', {
    code: 'ABC',
    key: '00000000-0000-4000-8000-000000000001',
  });
  await page.getByRole('button', { name: '已打印，关闭' }).click();
  // until the cards are off the screen the page asks before it is left
  await page.getByRole('region', { name: '逐户查看' }).waitFor();
  await page.goto('/participation/refusals');
  await page.getByRole('region', { name: '逐条记录' }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'access-refusals-1440');
  await page.setViewportSize(phone);
  await page.goto(`/participation/access?estate=${estateId}`);
  await page.getByRole('region', { name: '逐户查看' }).waitFor();
  await settled(page);
  await screenshot(page, 'access-cards-390');
  await page.goto('/participation/help');
  await page.getByLabel('小区').click();
  await page.getByTitle(/振兴花园/).click();
  await page.getByLabel('房屋', { exact: true }).fill('1单元201');
  await page.getByTitle('1号楼1单元201').waitFor();
  await settled(page);
  await page.getByTitle('1号楼1单元201').click();
  await settled(page);
  const pad = page.getByLabel('请住户在这里签名');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 60);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 120, { steps: 5 });
  await page.mouse.up();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'access-help-390');
  await page.getByRole('button', { name: '开始协助办理' }).click();
  await page.getByRole('button', { name: '结束协助' }).waitFor();
  await screenshot(page, 'resident-helped-390');
});
