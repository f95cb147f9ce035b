import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDemo } from '#app/demo/load-demo.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import { testPassword } from '#test/support/app.ts';
import { axeFaults, type Journey, openJourney, screenshot, settled } from '#test/support/browser.ts';
import { ensureDemoPeople } from '#test/support/demo.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  const { services, database } = journey.app;
  const passwords = await ensureDemoPeople(services, testPassword);
  await loadDemo({ services, appUrl: database.url, passwords });
});
afterAll(() => journey.close());

/** Chooses an entry of a drop-down by its words. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click();
}

/** Solves by the dialog and waits for the result page; answers its address. */
async function solve(page: Page, title: string): Promise<string> {
  await page.goto('/plan/runs');
  await page.getByRole('button', { name: '开始测算' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(title);
  await choose(page, '最长计算时间', '5 秒');
  await dialog.getByRole('button', { name: '开始测算' }).click();
  await page.waitForURL(/\/plan\/runs\/[0-9a-f-]{36}$/, { timeout: 120_000 });
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await settled(page);
  return page.url();
}

it('专班：确认参数，看资格与评分，测算，指定一个小区的年份再测算，看为何，导出并核对工作簿', async () => {
  const page = await journey.open();
  await journey.signIn(page, 'demo-taskforce');

  await page.goto('/policy/parameters/eligibility.wish');
  await page.getByRole('button', { name: '确认取值' }).click();
  const confirm = page.getByRole('dialog');
  await confirm.getByLabel('依据或理由').fill('经专班会议核对，按五分之三认定');
  await confirm.getByRole('button', { name: '确认取值' }).click();
  await confirm.waitFor({ state: 'hidden' });
  await page.getByText('已确认').first().waitFor();
  await page.getByText('经专班会议核对').first().waitFor();

  await page.goto('/projects/assessments');
  await settled(page);
  const assessed = page.getByRole('table', { name: '资格与评分' });
  expect(await assessed.getByRole('row').count()).toBeGreaterThan(10);
  await assessed.getByRole('link').first().click();
  await page.getByRole('heading', { name: /^优先顺序得分/ }).waitFor();
  await settled(page);
  await screenshot(page, 'assessment-1440');
  expect(await axeFaults(page)).toEqual([]);

  const first = await solve(page, '第一次试算');
  await page.getByText('独立核验').first().waitFor();
  await page.getByText('通过', { exact: true }).first().waitFor();
  await screenshot(page, 'plan-run-1440');
  expect(await axeFaults(page)).toEqual([]);
  const listed = page.getByRole('table', { name: '测算中的小区' });
  const row = listed.getByRole('row').filter({ hasText: '2022 年', hasNotText: '指定' }).first();
  const name = ((await row.getByRole('link').first().textContent()) ?? '').trim();
  await row.getByRole('link').first().click();
  await page.getByRole('heading', { name: '为何是这一年' }).waitFor();
  await settled(page);
  await screenshot(page, 'plan-why-1440');
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('button', { name: '指定或补录年份' }).click();
  const limit = page.getByRole('dialog');
  await choose(page, '年份', '2024 年');
  await limit.getByLabel('理由').fill('与 2024 年道路大修同步，避免重复开挖');
  await limit.getByRole('button', { name: '记下' }).click();
  await limit.waitFor({ state: 'hidden' });

  const second = await solve(page, '指定之后');
  expect(second).not.toBe(first);
  await page.getByLabel('小区名称的一部分').fill(name);
  const link = page.getByRole('link', { name, exact: true });
  const pinned = listed.getByRole('row').filter({ has: link }).filter({ hasText: '指定' });
  await pinned.waitFor();
  expect(await pinned.textContent()).toContain('2024 年');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载工作簿' }).click();
  const file = await (await download).path();
  const book = await readDocument(await readFile(file), 'plan.xlsx');
  const sheet = (title: string) => book.sheets.find((one) => one.name.includes(title));
  const estates = sheet('小区')?.rows ?? [];
  const own = estates.find((one) => one.cells.some((cell) => cell.text === name));
  expect(own?.cells.map((cell) => cell.text)).toContain('2024');
  const answer = await page.request.get(`/api/plan/runs/${second.split('/').at(-1)}`);
  const run = (await answer.json()) as {
    must: { placed: { estates: number } };
    aspire: { placed: { estates: number } };
  };
  const placed = run.must.placed.estates + run.aspire.placed.estates;
  const sums = sheet('汇总')?.rows.flatMap((one) => one.cells.map((cell) => cell.text)) ?? [];
  expect(sums).toContain(String(placed));

  await page.goto('/plan/map');
  await settled(page);
  await screenshot(page, 'plan-map-by-planner-1440');
});
