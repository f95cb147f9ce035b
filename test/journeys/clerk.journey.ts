import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoDistrict, demoDistrict } from '#app/demo/district.ts';
import { ledgerSheets } from '#app/demo/ledger.ts';
import { workbookBytes } from '#app/demo/workbook.ts';
import type { Person } from '#test/support/app.ts';
import { testPassword } from '#test/support/app.ts';
import { axeFaults, type Journey, openJourney, screenshot, settled } from '#test/support/browser.ts';

const home = '371503001';
let journey: Journey;
let clerk: Person;
let neighbour: Person;
let street: DemoDistrict;
/** An estate of the clerk's that no ledger names. */
type Known = { id: string; version: number };
let known: Known;
beforeAll(async () => {
  journey = await openJourney();
  clerk = await journey.app.person(['subdistrictClerk'], home);
  neighbour = await journey.app.person(['subdistrictClerk'], '371503002');
  const made = await clerk.post('/api/survey/estates', { values: { name: '同里老院', regionCode: home } });
  known = made.body as Known;
  const district = demoDistrict();
  const estates = district.estates.filter((estate) => estate.subdistrict === home);
  const names = new Set(estates.map((estate) => estate.name));
  street = {
    ...district,
    estates,
    buildings: district.buildings.filter((building) => names.has(building.estate)),
    wishes: district.wishes.filter((wish) => names.has(wish.estate)),
  };
});
afterAll(() => journey.close());

/** A picture of the page as it stands, which must have no serious fault of accessibility. */
async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name);
  expect(await axeFaults(page)).toEqual([]);
}

/** Hands a ledger in and waits until it is checked. */
async function handIn(page: Page, name: string, dirty: boolean): Promise<void> {
  await page.goto('/survey/imports');
  const buffer = await workbookBytes(ledgerSheets(street, dirty));
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await page.waitForURL(/\/survey\/imports\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: '列对应无误' }).waitFor();
}

async function commit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交台账' }).click();
  await page.getByRole('heading', { name: '导入结果' }).waitFor();
  await settled(page);
}

it('街道经办：导入有错的台账，读全部问题，改正后再导入，看差异，提交，改一个小区并留痕', async () => {
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await handIn(page, '振兴街道台账.xlsx', true);
  await sound(page, 'import-columns-1440');
  await page.getByRole('button', { name: '列对应无误' }).click();
  const faults = page.getByRole('table', { name: '问题清单' });
  for (const words of ['凑合', '35.1'])
    await faults.getByRole('row').filter({ hasText: words }).first().waitFor();
  expect(await faults.getByRole('row').count()).toBeGreaterThan(8);
  await page.getByText(/有 \d+ 处整表的问题/).waitFor();
  await sound(page, 'import-faults-1440');
  await page.getByRole('button', { name: '下一步：看与现有数据的差异' }).click();
  await page.getByRole('button', { name: '下一步：提交' }).click();
  await commit(page);

  await handIn(page, '振兴街道台账（改正）.xlsx', false);
  await page.getByRole('button', { name: '列对应无误' }).click();
  await page.getByRole('button', { name: '下一步：看与现有数据的差异' }).click();
  const difference = page.getByRole('table', { name: '与现有数据的差异' });
  await difference.getByRole('row').filter({ hasText: '道路' }).filter({ hasText: '→' }).first().waitFor();
  await sound(page, 'import-difference-1440');
  await page.getByRole('button', { name: '下一步：提交' }).click();
  await commit(page);
  await sound(page, 'import-result-1440');

  const [estate] = street.estates;
  await page.goto('/survey/estates');
  await page.getByLabel('名称、别名、地址或编码的一部分').fill(estate?.name ?? '');
  await page.getByRole('link', { name: estate?.name ?? '', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: estate?.name ?? '' }).waitFor();
  await settled(page);
  await sound(page, 'estate-1440');
  await page.getByRole('button', { name: '修改', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('人口', { exact: true }).fill('777');
  await dialog.getByLabel('修改的依据或理由').fill('派出所户籍底册核对');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: '历史' }).click();
  await page.getByText('派出所户籍底册核对').waitFor();
  await sound(page, 'estate-history-1440');
});

it('另一街道的经办：列表里没有，直接打开地址说没有找到，修改被拒', async () => {
  const page = await journey.open();
  await journey.signIn(page, neighbour.login);
  await page.goto('/survey/estates');
  await page.getByText('还没有小区').waitFor();
  await page.goto(`/survey/estates/${known.id}`);
  await page
    .getByText(/没有找到|没有这个小区/)
    .first()
    .waitFor();
  expect(await page.getByText('同里老院').count()).toBe(0);
  await screenshot(page, 'estate-refused-1440');
  const refused = await neighbour.post(`/api/survey/estates/${known.id}`, {
    version: known.version,
    values: { population: 1 },
    reason: '越权',
  });
  expect(refused.status).toBe(404);
});

/** What has the keyboard's focus, as it is read out. */
const focused = (page: Page) =>
  page.evaluate<string>(
    `((el) => el?.getAttribute('aria-label') ?? (el?.labels?.[0]?.textContent || el?.textContent || ''))(document.activeElement)`,
  );

/** Presses Tab until the words have the focus; fails after a whole round. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).trim() === words) return;
  }
  throw new Error(`“${words}” cannot be reached with Tab`);
}

it('只用键盘：登录，到小区台账，打开一个小区', async () => {
  const page = await journey.open();
  await page.goto('/login');
  await page.getByLabel('用户名').waitFor();
  await tabTo(page, '用户名');
  await page.keyboard.type(clerk.login);
  await tabTo(page, '密码');
  await page.keyboard.type(testPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
  // a page that opens late takes the focus to its heading
  await settled(page);
  await tabTo(page, '小区台账');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: '小区台账' });
  const link = table.getByRole('link').first();
  await link.waitFor();
  const name = ((await link.textContent()) ?? '').trim();
  await tabTo(page, name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
});
