import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { insertProject } from '#test/support/ledger.ts';
import { insertScheme } from '#test/support/schemes.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const voucherHeads = ['凭证号', '日期', '业务类型', '收款人', '付款人', '金额（元）', '指标文号', '摘要'];
const heads = ['序号', '指标文号', '街道（乡镇）', '用途', '资金性质', '金额（万元）', '使用期限'];

it('指标文件从上传到记账；按规则提出资金使用方案；计算器', async () => {
  const { app } = journey;
  const place = await insertProject(app.services.db, { estates: 2, now: app.services.clock.now() });
  await insertScheme(app, { estateIds: [place.estateIds[0] ?? ''], state: 'approved' });
  const finance = await app.person(['finance']);
  const taskForce = await app.person(['taskForce']);
  const page = await journey.open();
  await journey.signIn(page, finance.login);
  await page.goto(`${journey.address}/funding/indicators?tab=imports`);
  await page.getByRole('heading', { name: '导入记录' }).waitFor();
  const buffer = await writeTable({
    ...{
      sheet: '附件',
      title: '关于下达老旧小区改造补助资金的通知',
      columns: heads.map((title) => ({ title })),
    },
    rows: [
      [1, '聊财建指〔2026〕18号', '振兴街道', '基础类改造', '中央补助', 120.5, '2027-06-30'],
      [2, '聊财建指〔2026〕18号', '', '完善类改造', '省级', 80, null],
      ['合计', null, null, null, null, 200.5, null],
    ],
  });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '指标.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('heading', { name: '核对结果' }).waitFor();
  await settled(page);
  await screenshot(page, 'allocations-import-1440');
  await page.getByRole('button', { name: '记账 2 条' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '记账', exact: true }).click();
  await page.getByRole('heading', { name: '结果', exact: true }).waitFor();
  await page.goto(`${journey.address}/funding/indicators`);
  await page.getByRole('link', { name: '聊财建指〔2026〕18号' }).first().waitFor();
  await settled(page);
  await screenshot(page, 'allocations-indicators-1440');
  const [source] = (
    (await finance.get('/api/funding/indicators?search=完善')).body as { items: { sourceId: string }[] }
  ).items;
  const made = await taskForce.post('/api/funding/allocations', {
    ...{ title: '2026 年第一批资金使用方案', projectIds: [place.projectId], sourceIds: [source?.sourceId] },
  });
  expect(made.status).toBe(200);
  const { id } = made.body as { id: string };
  const vouchers = await writeTable({
    ...{ sheet: '凭证', columns: voucherHeads.map((title) => ({ title })) },
    rows: [['V-1', '2026-11-05', '直接支付', '某公司', '区财政局', 1000, null, '工程款']],
  });
  const taken = await finance.upload('/api/funding/finance-imports?kind=voucher', '凭证.xlsx', vouchers);
  const { id: importId } = taken.body as { id: string };
  const importPath = `/api/funding/finance-imports/${importId}`;
  const stateOf = async () => (await finance.get(importPath)).body as { state: string; version: number };
  await expect.poll(async () => (await stateOf()).state, { timeout: 60_000 }).toBe('checked');
  await finance.post(`${importPath}/commit`, { version: (await stateOf()).version });
  await expect.poll(async () => (await stateOf()).state, { timeout: 60_000 }).toBe('committed');
  const listed = (await finance.get('/api/funding/treasury-vouchers')).body as { items: { id: string }[] };
  const account = await finance.post('/api/funding/accounts', {
    title: '专户',
    tail: '0001',
    subChannels: ['central'],
  });
  const statement = await writeTable({
    ...{
      sheet: '十月',
      columns: ['交易日期', '流水号', '收入', '支出', '余额', '对方户名'].map((title) => ({ title })),
    },
    rows: [['2026-10-11', 'a', 500, null, 500, '区财政局']],
  });
  const { id: accountId } = account.body as { id: string };
  const month = await finance.upload(
    `/api/funding/reconciliations?accountId=${accountId}&month=2026-10`,
    '对账单.xlsx',
    statement,
  );
  expect(month.status).toBe(200);
  const other = await journey.open();
  await journey.signIn(other, taskForce.login);
  const paths = [
    `/funding/allocations/${id}`,
    '/funding/allocations',
    `/funding/indicators/${source?.sourceId}`,
    '/funding/treasury-vouchers',
    '/funding/reconciliations',
    '/funding/calculators',
    '/funding/calculators?tab=lift',
    `/funding/treasury-vouchers/${listed.items[0]?.id}`,
    `/funding/reconciliations/${(month.body as { id: string }).id}`,
    `/funding/finance-imports/${importId}`,
    '/funding/calculators?tab=area',
  ];
  for (const width of [1440, 390]) {
    await other.setViewportSize({ width, height: 900 });
    for (const [n, path] of paths.entries()) {
      await other.goto(`${journey.address}${path}`);
      await other.getByRole('heading', { level: 1 }).waitFor();
      await settled(other);
      expect([path, await sidewaysOverflow(other)]).toEqual([path, 0]);
      if (width === 1440) expect([path, await axeFaults(other)]).toEqual([path, []]);
      await screenshot(other, `allocations-${n}-${width}`);
    }
  }
});
