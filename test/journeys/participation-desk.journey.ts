import { afterAll, beforeAll, expect, it } from 'vitest';
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
    await page
      .getByRole('button', { name: '登 记' })
      .or(page.getByRole('button', { name: '登记', exact: true }))
      .first()
      .click();
    await page.getByRole('group', { name: '第1项' }).getByText(first).click();
    await page.getByRole('group', { name: '第2项' }).getByText('反对').click();
  };
  await enter('赞成');
  await page.getByRole('button', { name: '保存，录下一户' }).click();
  await page.getByText(/已登记为第 1 号票/).waitFor();
  await enter('弃权');
  await page.getByLabel('替换的原因').fill('更正录入');
  await page.screenshot({ path: 'test-results/desk-1440.png', fullPage: true });
  await page.getByRole('button', { name: '保存，录下一户' }).click();
  await page.getByText(/已登记为第 2 号票/).waitFor();
  expect(await ballotsOf(app.services.db, one.id)).toHaveLength(2);
});
