import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '#test/support/app.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';

let journey: Journey;
let clerk: Person;
let taskForce: Person;
beforeAll(async () => {
  journey = await openJourney();
  clerk = await journey.app.person(['subdistrictClerk'], '371503001');
  taskForce = await journey.app.person(['taskForce'], '371503');
});
afterAll(() => journey.close());

it('街道按摸底拟出初稿，加一项、改数量、保存、撤销，提交后内容锁定', async () => {
  await insertEstate(journey.app, { name: '幸福家园' });
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await page.goto('/scheme/schemes');
  await page.getByRole('heading', { level: 1, name: '改造方案' }).waitFor();
  await page.getByRole('button', { name: '编制方案' }).first().click();
  const start = page.getByRole('dialog');
  await start.getByLabel('小区').click();
  await page.getByTitle(/^幸福家园/).click();
  await page.keyboard.press('Escape');
  await start.getByLabel('方案名称').fill('幸福家园改造方案');
  await start.getByRole('button', { name: /编\s?制$/ }).click();
  await page.getByRole('heading', { level: 1, name: '幸福家园改造方案' }).waitFor();
  await page.getByLabel('道路的数量').fill('950');
  await page.getByRole('button', { name: '添加内容' }).click();
  const add = page.getByRole('dialog');
  await add.getByRole('checkbox', { name: '显示整个目录' }).check();
  await add.getByLabel('选择加装电梯').check();
  await settled(page);
  await screenshot(page, 'scheme-add-1440');
  await add.getByRole('button', { name: '添加 1 项' }).click();
  await add.waitFor({ state: 'hidden' });
  const bar = page.getByRole('region', { name: '保存' });
  await bar.getByText(/有未保存的改动/).waitFor();
  await bar.getByRole('button', { name: /^保\s?存$/ }).click();
  await bar.getByText(/6 行$/).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'scheme-editor-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  expect(await sidewaysOverflow(page)).toBe(0);
  await screenshot(page, 'scheme-editor-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  await bar.getByRole('button', { name: /^撤\s?销$/ }).click();
  await bar.getByText(/5 行$/).waitFor();
  await bar.getByRole('button', { name: /^重\s?做$/ }).click();
  await bar.getByText(/6 行$/).waitFor();
  await page.getByRole('button', { name: '提交审查' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^提\s?交$/ })
    .click();
  await page.getByRole('cell', { name: '加装电梯 完善类', exact: true }).waitFor();
  await page.goto('/scheme/schemes');
  await page.getByRole('link', { name: '幸福家园改造方案' }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'scheme-list-1440');
  await page.goto('/scheme/catalogue');
  await page.getByRole('cell', { name: '屋面防水' }).waitFor();
  await settled(page);
  await screenshot(page, 'scheme-catalogue-1440');
});

it('批准后申请变更、登记估算、放宽指标', async () => {
  const estateId = await insertEstate(journey.app, {
    name: '和谐小区',
    road: 'good',
    roof: 'good',
    water: 'good',
    heating: 'good',
    security: 'good',
  });
  const made = await insertScheme(journey.app, { estateIds: [estateId], state: 'approved' });
  const page = await journey.open();
  await journey.signIn(page, taskForce.login);
  await page.goto(`/scheme/schemes/${made.schemeId}?tab=changes`);
  await page.getByRole('button', { name: '登记估算、概算或批复' }).click();
  const figure = page.getByRole('dialog');
  await figure.getByLabel('金额（万元）').fill('90');
  await figure.getByLabel('批准单位').fill('区发展和改革局');
  await figure.getByLabel('文号').fill('茌发改〔2026〕1号');
  await figure.getByLabel('文件日期').fill('2026-11-01');
  await figure.getByRole('button', { name: /^登\s?记$/ }).click();
  await figure.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '茌发改〔2026〕1号' }).waitFor();
  await page.getByRole('button', { name: '申请变更' }).click();
  const ask = page.getByRole('dialog');
  await ask.getByLabel('道路的数量').fill('80');
  await ask.getByLabel('变更理由').fill('现场核减一段');
  await ask.getByRole('button', { name: /^申\s?请$/ }).click();
  await ask.waitFor({ state: 'hidden' });
  await page.getByRole('article', { name: '变更 1' }).waitFor();
  await page.getByRole('button', { name: '提出放宽' }).click();
  const relax = page.getByRole('dialog');
  await relax.getByLabel('服务设施').click();
  await page.getByTitle('养老设施', { exact: true }).click();
  await relax.getByLabel('位置').fill('3 号楼东侧');
  await relax.getByLabel(/^规划值/).fill('1.5');
  await relax.getByLabel('放宽后').fill('1.6');
  await relax.getByLabel('理由').fill('增建助餐点');
  await relax.getByRole('button', { name: /^提\s?出$/ }).click();
  await relax.waitFor({ state: 'hidden' });
  await page.getByRole('article', { name: '养老设施的容积率放宽' }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'scheme-changes-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  expect(await sidewaysOverflow(page)).toBe(0);
  await screenshot(page, 'scheme-changes-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/scheme/changes');
  await page.getByRole('cell', { name: '现场核减一段' }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'scheme-changes-list-1440');
});
