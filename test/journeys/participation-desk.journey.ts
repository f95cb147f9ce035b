import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import { type Journey, openJourney } from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';
import { ballotsOf, insertVote } from '#test/support/votes.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

it('社区经办人登记一张签字的票，再以更正的票公开替换', async () => {
  const { app } = journey;
  const estateId = await insertEstate(app);
  const now = app.services.clock.now();
  const one = await insertVote(app.services.db, app.services.vault, {
    ...{ estateId, regionCode: '371503001', owners: 3, now },
    opensAt: new Date(now.getTime() - 3_600_000),
    closesAt: new Date(now.getTime() + 86_400_000),
  });
  const clerk = await app.person(['communityClerk'], '371503001');
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await page.goto(`/participation/votes/${one.id}/desk`);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'test-results/desk-empty-1440.png', fullPage: true });
  await page.locator('input[type="file"]').setInputFiles({
    ...{ name: '签字票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
  });
  await page.getByText('扫描件：签字票.pdf').waitFor();
  await page.getByLabel('已核对每张票的实名签字').check();
  const enter = async (first: string) => {
    await page.getByRole('button', { name: '登记', exact: true }).first().click();
    await page.getByRole('group', { name: '第1项' }).getByText(first).click();
    await page.getByRole('group', { name: '第2项' }).getByText('反对').click();
  };
  await enter('赞成');
  await page.getByRole('button', { name: '保存，录下一户' }).click();
  await page.getByText(/已登记，回执/).waitFor();
  await enter('弃权');
  await page.getByLabel('替换的原因').fill('更正录入');
  await page.screenshot({ path: 'test-results/desk-1440.png', fullPage: true });
  await page.getByRole('button', { name: '保存，录下一户' }).click();
  await page.getByText(/已登记，回执/).waitFor();
  expect(await ballotsOf(app.services.db, one.id)).toHaveLength(2);
});

it('按数字键逐项选择，回车登记；一批票用表格登记；手机宽度可用', async () => {
  const { app } = journey;
  const estateId = await insertEstate(app);
  const now = app.services.clock.now();
  const one = await insertVote(app.services.db, app.services.vault, {
    ...{ estateId, regionCode: '371503001', owners: 4, now },
    opensAt: new Date(now.getTime() - 3_600_000),
    closesAt: new Date(now.getTime() + 86_400_000),
  });
  const clerk = await app.person(['communityClerk'], '371503001');
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  const handIn = (name: string, buffer: Buffer) =>
    page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.goto(`/participation/votes/${one.id}/desk`);
  await handIn('签字票.pdf', Buffer.from('%PDF-1.4'));
  await page.getByText('扫描件：签字票.pdf').waitFor();
  await page.getByLabel('已核对每张票的实名签字').check();
  const door = page.getByLabel('门牌', { exact: true });
  await door.click();
  // Enter takes the door that is marked
  await page.locator('.ant-select-item-option-active').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.getByText(/已登记，回执/).waitFor();
  await page.getByRole('button', { name: '登记', exact: true }).nth(1).click();
  await page.getByText(/已登记，回执/).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '成批登记' }).click();
  await handIn('这一批.pdf', Buffer.from('%PDF-1.4 lot'));
  await page.getByText('扫描件：这一批.pdf').waitFor();
  await page.getByLabel('已核对每张票的实名签字').check();
  await page.screenshot({ path: 'test-results/imports-1440.png', fullPage: true });
  const columns = ['票号', '1. 第1项', '2. 第2项'].map((title) => ({ title }));
  const table = (rows: string[][]) => writeTable({ sheet: '登记票', columns, rows });
  await handIn(
    '有错.xlsx',
    await table([
      ['T2', '√', '大概'],
      ['T9', '√', ''],
    ]),
  );
  await page.waitForURL(/imports\/./);
  await page
    .getByRole('table', { name: '问题清单' })
    .getByRole('cell', { name: 'C2', exact: true })
    .waitFor();
  await page.screenshot({ path: 'test-results/import-faults-1440.png', fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: 'test-results/import-faults-390.png', fullPage: true });
  await page.getByRole('link', { name: '改好后重新上传' }).click();
  await handIn('这一批.pdf', Buffer.from('%PDF-1.4 lot'));
  await page.getByText('扫描件：这一批.pdf').waitFor();
  await page.getByLabel('已核对每张票的实名签字').check();
  await handIn(
    '改好.xlsx',
    await table([
      ['T2', '√', '反对'],
      ['T3', '×', ''],
    ]),
  );
  await page.waitForURL(/imports\/./);
  await page.getByRole('button', { name: '登记 2 张票' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
  // the worker may be done before the page could say that it is at it
  await page.getByRole('heading', { name: '登记结果' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.screenshot({ path: 'test-results/import-done-390.png', fullPage: true });
  await page.goto(`/participation/votes/${one.id}/desk`);
  await page.getByText('已投 3 户').waitFor();
  await page.screenshot({ path: 'test-results/desk-390.png', fullPage: true });
  const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  expect(wide).toBe(false);
  expect(await ballotsOf(app.services.db, one.id)).toHaveLength(3);
});
