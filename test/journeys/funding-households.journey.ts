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
import {
  type Bill,
  type HouseEstate,
  insertCountedVote,
  insertHouses,
  statementXlsx,
  yuan,
} from '#test/support/households.ts';

const home = '371503001';
const base = '/api/funding/households';
const phone = { width: 390, height: 844 };
let journey: Journey;
let clerk: Person;
let second: Person;
let estate: HouseEstate;
beforeAll(async () => {
  journey = await openJourney();
  journey.app.setNow('2026-11-22T09:00:00+08:00');
  clerk = await journey.app.person(['subdistrictClerk'], home);
  second = await journey.app.person(['finance']);
  estate = await insertHouses(journey.app, 4, { name: '振兴出资小区' });
  await insertCountedVote(journey.app, estate);
});
afterAll(() => journey.close());

/** A picture of the page as it stands, which must have no serious fault of accessibility. */
async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name);
  expect(await axeFaults(page)).toEqual([]);
}

const dialogOf = (page: Page, name: string) => page.getByRole('dialog').filter({ hasText: name });

/** Chooses in one of the searching selects: by typing what it looks for. */
async function choose(
  page: Page,
  box: ReturnType<Page['getByRole']>,
  text: string,
  option: string | RegExp,
): Promise<void> {
  await box.click();
  if (text) await box.fill(text);
  await settled(page);
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click();
}

async function draft(page: Page): Promise<void> {
  await page.goto('/funding/households');
  await page.getByRole('button', { name: '拟定归集' }).first().click();
  const dialog = dialogOf(page, '拟定居民出资归集');
  await choose(page, dialog.getByLabel('小区', { exact: true }), '', '振兴出资小区');
  await dialog.getByLabel('名称', { exact: true }).fill('屋面防水居民出资');
  const items = dialog.getByLabel('改造内容');
  await choose(page, items, '屋面', '屋面防水');
  await items.press('Escape');
  await dialog.getByLabel('居民应出资总额（元）').fill('10000.01');
  await dialog.getByLabel('金额的依据').fill('方案概算中居民承担的部分');
  await dialog.getByRole('button', { name: '计算各户分摊' }).click();
  await page.getByRole('heading', { level: 1, name: '屋面防水居民出资' }).waitFor();
}

let collectionId = '';
const billsNow = async () =>
  ((await clerk.get(`${base}/collections/${collectionId}/bills?size=50`)).body as { items: Bill[] }).items;

it('街道经办：拟定归集，凭通过的表决转为应缴，各楼进度与一户的来历', async () => {
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await draft(page);
  collectionId = page.url().split('/').at(-1) ?? '';
  await page.getByText('还没有依据，只能认缴，不能催缴').waitFor();
  await page.getByRole('button', { name: '转为应缴' }).click();
  const dialog = dialogOf(page, '转为应缴并发出账单');
  await choose(page, dialog.getByLabel('表决事项'), '同意', '同意出资方案');
  await dialog.getByLabel('第 1 期缴款截止日').fill('2026-12-31');
  await dialog.getByRole('button', { name: '发出账单' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '打印通知单' }).waitFor();
  await sound(page, 'funding-collection-1440');
  const [first] = await billsNow();
  await page.goto(`/funding/households/bills/${first?.id}`);
  await page.getByRole('heading', { name: '为什么是这个数' }).waitFor();
  await sound(page, 'funding-bill-1440');
  await page.getByRole('button', { name: '登记收款' }).click();
  const receive = dialogOf(page, '登记收款：1号楼1单元101');
  await receive.getByLabel('金额（元）').fill('100');
  await receive.getByLabel('收款日期').fill('2026-11-20');
  await receive.getByLabel('缴款人（只保存姓氏）').fill('赵密名');
  await receive.getByLabel('凭证号').fill('XJ-1');
  await receive.getByRole('button', { name: '收款并开收据' }).click();
  await receive.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '赵**' }).waitFor();
  await page.context().close();
});

it('银行流水：上传、核对、入账，可能的一笔确认，未对上的手工匹配，再传一次认得出', async () => {
  const page = await journey.open();
  await journey.signIn(page, second.login);
  const bills = await billsNow();
  const [, b, c, d] = bills as [Bill, Bill, Bill, Bill];
  const bytes = await statementXlsx([
    { in: yuan(b.dueFen), memo: b.number },
    { in: yuan(c.dueFen), payer: '孙密名' },
    { in: yuan(d.dueFen), payer: '某人', memo: '缴费' },
  ]);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const handIn = async () => {
    await page.goto('/funding/households/statements');
    await choose(page, page.getByLabel('归集账户所属的小区'), '', '振兴出资小区');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '十一月流水.xlsx', mimeType, buffer: bytes });
    await page.waitForURL(/\/statements\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: '核对结果' }).waitFor();
  };
  await handIn();
  await sound(page, 'funding-statement-checked-1440');
  await page.getByRole('button', { name: '入账对上的 1 笔' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: '入 账' })
    .or(page.getByRole('dialog').getByRole('button', { name: '入账' }))
    .click();
  await page.getByRole('button', { name: '撤销整份流水' }).waitFor();
  await settled(page);
  const accept = page.getByRole('button', { name: /^确认第 \d+ 行/ });
  await accept.focus();
  await page.keyboard.press('Enter');
  await accept.waitFor({ state: 'detached' });
  await settled(page);
  await page.getByRole('button', { name: /^手工匹配第/ }).click();
  const hand = page.getByRole('dialog').filter({ hasText: '手工匹配' });
  await choose(page, hand.getByLabel('房屋'), '1单元401', '1号楼1单元401');
  await hand
    .getByRole('button', { name: '入账' })
    .or(hand.getByRole('button', { name: '入 账' }))
    .click();
  await hand.waitFor({ state: 'hidden' });
  await sound(page, 'funding-statement-desk-1440');
  await handIn();
  await page.getByText('已入过账').first().waitFor();
  expect((await billsNow()).filter((one) => one.state === 'paid')).toHaveLength(3);
  await page.context().close();
});

it('减免由另一人批准；维修资金与流水页在手机上不横向滚动', async () => {
  const [, , , , e] = await billsNow();
  const file = (await clerk.upload(`${base}/files?estateId=${estate.id}`, '低保证.pdf', Buffer.from('%PDF')))
    .body as { id: string };
  await clerk.post(`${base}/bills/${e?.id}/reliefs`, {
    ...{ kind: 'hardship', amountFen: '1000', subChannel: 'district', reason: '低保户', fileId: file.id },
  });
  const page = await journey.open(phone);
  await journey.signIn(page, second.login);
  await page.goto('/funding/households/approvals');
  await page.getByRole('button', { name: /^批准 1号楼2单元101减免/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^批\s?准$/ }).click();
  await page.getByText('没有待批准的减免').waitFor();
  await sound(page, 'funding-approvals-390');
  for (const [path, heading, name] of [
    ['/funding/households', '居民出资', 'funding-households-390'],
    [`/funding/households/collections/${collectionId}`, '屋面防水居民出资', 'funding-collection-390'],
    ['/funding/households/fund', '维修资金', 'funding-fund-390'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await sound(page, name);
    expect(await sidewaysOverflow(page)).toBe(0);
  }
  await page.context().close();
});

it('居民凭住户卡看自家：应缴多少、为什么、缴了多少、怎么缴；不用脚本，大字', async () => {
  const issued = await clerk.post('/api/participation/access/issue', {
    estateId: estate.id,
    partIds: [estate.parts[0]],
  });
  const { cards, estateCode } = issued.body as { cards: { code: string }[]; estateCode: string };
  const page = await journey.open(phone);
  await page.goto(`/r/${estateCode}/share`);
  await page.getByRole('link', { name: '去输入住户码' }).waitFor();
  await page.goto(`/r/${estateCode}#${(cards[0]?.code ?? '').replace(/-/g, '')}`);
  await page.getByText('我的房屋').waitFor();
  await page.getByRole('link', { name: '查看我家的分摊与缴款' }).click();
  await page.getByRole('heading', { level: 1, name: '我家的分摊与缴款' }).waitFor();
  await page.getByRole('heading', { name: '为什么是这个数' }).waitFor();
  expect(await page.locator('main').innerText()).toContain('收款 100.00 元');
  expect(
    await page.evaluate<number>('parseFloat(getComputedStyle(document.querySelector("main p")).fontSize)'),
  ).toBeGreaterThanOrEqual(18);
  await sound(page, 'resident-share-390');
  await page.goto(`/r/${estateCode}/share?large=1`);
  await page.getByRole('heading', { level: 1, name: '我家的分摊与缴款' }).waitFor();
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await page.context().close();
});
