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

let journey: Journey;
let writer: Person;
let second: Person;
beforeAll(async () => {
  journey = await openJourney();
  writer = await journey.app.person(['taskForce'], '371503');
  second = await journey.app.person(['finance'], '371503');
});
afterAll(() => journey.close());

it('专班编制项目包：添加设施，看是否平衡和怎样平衡，保存；财政采用', async () => {
  const page = await journey.open();
  await journey.signIn(page, writer.login);
  await page.goto('/funding/packages');
  await page.getByRole('heading', { level: 1, name: '社会资本项目包' }).waitFor();
  await page.getByRole('button', { name: '新建项目包' }).first().click();
  const start = page.getByRole('dialog');
  await start.getByLabel('名称').fill('停车充电项目包');
  await start.getByRole('button', { name: /新\s?建/ }).click();
  await page.getByRole('heading', { level: 1, name: '停车充电项目包' }).waitFor();
  await page.getByRole('button', { name: '添加设施' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('类别').click();
  await page.getByTitle('停车', { exact: true }).click();
  await dialog.getByLabel('名称', { exact: true }).fill('地面停车场');
  await dialog.getByLabel('投资方').fill('某停车公司');
  await dialog.getByLabel(/^投资（万元/).fill('30');
  await dialog.getByLabel(/^数量/).fill('60');
  await dialog.getByLabel(/^每个满用一年的收入/).fill('600');
  await dialog.getByLabel(/^每年固定运营成本/).fill('1');
  await dialog.getByRole('button', { name: /添\s?加/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: '怎样能平衡（任选一种，逐一试算过）' }).waitFor();
  await page.getByText(/^首年再补助 .* 万元$/).waitFor();
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  await page
    .getByRole('region', { name: '历次版本' })
    .getByRole('cell', { name: '添加“地面停车场”' })
    .waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'funding-package-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  expect(await sidewaysOverflow(page)).toBe(0);
  await screenshot(page, 'funding-package-390');
  const address = page.url();

  const other = await journey.open();
  await journey.signIn(other, second.login);
  await other.goto(address);
  await other.getByRole('button', { name: /^采\s?用$/ }).click();
  await other
    .getByRole('region', { name: '历次版本' })
    .getByRole('cell', { name: '采用', exact: true })
    .waitFor();
});
