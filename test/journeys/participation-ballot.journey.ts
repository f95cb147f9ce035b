import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, openJourney } from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';
import { ballotsOf, insertVote } from '#test/support/votes.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

it('业主在手机上投票：选择、核对、确认、收到回执，再改一次票', async () => {
  const { app, address } = journey;
  const estateId = await insertEstate(app, { code: '3715030010009001', name: '春晓苑' });
  const now = app.services.clock.now();
  const one = await insertVote(app.services.db, app.services.vault, {
    ...{ estateId, regionCode: '371503001', owners: 1, parts: 2, now },
    opensAt: new Date(now.getTime() - 3_600_000),
    closesAt: new Date(now.getTime() + 86_400_000),
  });
  const page = await journey.open({ width: 390, height: 844 });
  const [name = '', value = ''] = one.owners[0]?.cookie.split('=') ?? [];
  await page.context().addCookies([{ name, value, url: address }]);
  const url = `/r/3715030010009001/votes/${one.id}/ballot`;
  await page.goto(url);
  const choose = async (first: string, second: string) => {
    await page.getByRole('group', { name: '1. 第1项' }).getByLabel(first).check();
    await page.getByRole('group', { name: '2. 第2项' }).getByLabel(second).check();
    await page.getByRole('button', { name: '下一步：核对我的票' }).click();
    await page.getByRole('heading', { name: '请再看一遍' }).waitFor();
  };
  await page.screenshot({ path: 'test-results/ballot-390.png', fullPage: true });
  await choose('赞成', '反对');
  expect(await page.locator('[data-check-list]').textContent()).toMatch(/赞成[\s\S]*反对/);
  await page.screenshot({ path: 'test-results/ballot-check-390.png', fullPage: true });
  await page.getByRole('button', { name: '返回修改' }).click();
  await choose('弃权', '反对');
  await page.getByRole('button', { name: '确认投票' }).click();
  await page.getByRole('heading', { name: '您的票已收到' }).waitFor();
  await page.screenshot({ path: 'test-results/ballot-receipt-390.png', fullPage: true });
  const [first] = await ballotsOf(app.services.db, one.id);
  expect(await page.getByText(first?.receipt ?? '').count()).toBe(1);
  await page.goto(url);
  await page.getByText('已投过 1 次').first().waitFor();
  await choose('赞成', '赞成');
  await page.getByRole('button', { name: '确认投票' }).click();
  await page.getByText('已改票，第 2 次').first().waitFor();
  expect(await ballotsOf(app.services.db, one.id)).toHaveLength(4);
});
