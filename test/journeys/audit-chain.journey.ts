import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { paidCourse } from '#test/support/paid.ts';

let journey: Journey;
let auditor = '';
let administrator = '';
const at = { payment: '', source: '' };

beforeAll(async () => {
  journey = await openJourney();
  const { course, paymentId } = await paidCourse(journey.app);
  at.payment = paymentId;
  at.source = course.basicSource;
  auditor = (await journey.app.person(['auditor'])).login;
  administrator = (await journey.app.person(['administrator'])).login;
});
afterAll(() => journey.close());

it('审计员从用款申请走到审计链，再到来源的逐分去向；没有办理的按钮', async () => {
  const page = await journey.open();
  await journey.signIn(page, auditor);
  await page.goto(`/funding/payments/${at.payment}`);
  await page.getByRole('link', { name: '审计链' }).click();
  await page.waitForURL(`**/funding/chain/${at.payment}`);
  await page.getByRole('heading', { level: 1, name: /^审计链：进度款/ }).waitFor();
  await page.getByText('没有找到表决：“账目小区1”没有已通过的表决事项。').waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'funding-chain-1440');
  await page.getByRole('link', { name: '中央补助', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^逐分去向/ }).waitFor();
  await page.getByRole('cell', { name: '付-7', exact: true }).waitFor();
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  await screenshot(page, 'funding-chain-source-1440');
  await page.goto('/funding/alarms');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('button', { name: /暂不提示：/ }).count()).toBe(0);
});

it('手机宽度不横向溢出', async () => {
  const page = await journey.open({ width: 390, height: 844 });
  await journey.signIn(page, auditor);
  for (const path of [`/funding/chain/${at.payment}`, `/funding/chain/source/${at.source}`]) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: /：/ }).waitFor();
    await settled(page);
    const wider = await sidewaysOverflow(page);
    await screenshot(page, `funding-chain${path.includes('source') ? '-source' : ''}-390`);
    expect([path, wider]).toEqual([path, 0]);
  }
});

it('开审计员账号须填使用期限', async () => {
  const page = await journey.open();
  await journey.signIn(page, administrator);
  await page.goto('/identity/users');
  await page.getByRole('button', { name: '新建用户' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill('shenji01');
  await dialog.getByLabel('姓名').fill('审计组');
  await dialog.getByLabel('角色').click();
  await page.locator('.ant-select-dropdown:visible').getByText('审计员', { exact: true }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: '开立账号' }).click();
  await dialog.getByText('请选择使用期限').waitFor();
  await screenshot(page, 'identity-user-term-1440');
});
