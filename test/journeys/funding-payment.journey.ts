import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordPaid } from '#modules/funding/server/ledger/post.ts';
import type { Person } from '#test/support/app.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { withLedger } from '#test/support/ledger.ts';
import { bodyOf, makeWorks, pass, type WorksCourse } from '#test/support/works.ts';

let journey: Journey;
let course: WorksCourse;
const made = { contract: '', payment: '', lift: '' };
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });

beforeAll(async () => {
  journey = await openJourney();
  // granted by documents, received at the bank, arranged for the road and the lifts of an approved scheme
  course = await makeWorks(journey.app);
});
afterAll(() => journey.close());

const signedIn = async (person: Person): Promise<Page> => {
  const page = await journey.open();
  await journey.signIn(page, person.login);
  return page;
};
const dialogOf = (page: Page) => page.getByRole('dialog');
const closed = (page: Page) => dialogOf(page).waitFor({ state: 'hidden' });
/** The select of that label; a required one is called `* label`. */
const choose = async (page: Page, label: string, option: string | RegExp) => {
  await page.getByRole('combobox', { name: new RegExp(`^(\\* ?)?${label}$`) }).click();
  const list = page.locator('.ant-select-dropdown:visible');
  await list.getByText(option).first().click();
  // the next list must not be mistaken for this one, which takes its time to go
  await list.waitFor({ state: 'hidden' });
};
const idIn = (page: Page): string => page.url().split('/').at(-1) ?? '';

it('登记合同：从批准的方案中取内容，资金按先到期先用落实到来源', async () => {
  const page = await signedIn(course.crew.taskForce);
  await page.goto('/funding/contracts');
  await page.getByRole('search').getByRole('button', { name: '登记合同' }).click();
  await page.waitForURL(/contracts\/new/);
  await choose(page, '项目', /账目项目/);
  await page.getByRole('button', { name: '填入全部未签内容' }).click();
  await page
    .getByRole('table', { name: '建议的资金来源' })
    .getByText('2026-12-31 到期，最先使用，全部用完')
    .waitFor();
  await page.getByLabel('合同编号').fill('HT-2026-01');
  await page.getByLabel('合同名称').fill('改造施工合同');
  await choose(page, '签约单位', /某建设公司/);
  await choose(page, '监理单位', /某监理公司/);
  await page.getByLabel('签订日期').fill('2026-11-15');
  await page.getByLabel('签约单位是中小企业').check();
  await page.locator('input[type=file]').setInputFiles(pdf('施工合同.pdf'));
  await page.getByRole('button', { name: '移除 施工合同.pdf' }).waitFor();
  const submit = page.locator('button[type=submit]');
  await submit.click();
  await page.getByText('须填写农民工工资专户').waitFor();
  await page.getByLabel('农民工工资专户', { exact: true }).fill('1612 0001 2345 6789');
  await settled(page);
  await screenshot(page, 'funding-sign-1440');
  await submit.click();
  await page.getByRole('heading', { level: 1, name: '改造施工合同' }).waitFor();
  await page.getByRole('table', { name: '合同清单' }).getByText('30,200.00').first().waitFor();
  made.contract = idIn(page);
});

it('监理登记计量：累计数量不得超过合同，应付与质保金算清', async () => {
  const page = await signedIn(course.crew.supervisor);
  await page.goto(`/funding/contracts/${made.contract}`);
  await page.getByRole('button', { name: '登记计量' }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel(/道路.*的累计数量/).fill('101');
  await dialog.getByLabel(/加装电梯.*的累计数量/).fill('1');
  await dialog.getByLabel('计量日期').fill('2026-11-20');
  await dialog.locator('input[type=file]').setInputFiles(pdf('计量签证.pdf'));
  await dialog.getByRole('button', { name: '移除 计量签证.pdf' }).waitFor();
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await dialog.getByText('累计计量不能超过').waitFor();
  await dialog.getByLabel(/道路.*的累计数量/).fill('50');
  await screenshot(page, 'funding-measure-1440');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await closed(page);
  await page.getByRole('table', { name: '计量记录' }).getByText('515,100.00').waitFor();
});

it('项目关口凭文件登记', async () => {
  const page = await signedIn(course.crew.taskForce);
  await page.goto(`/funding/gates?project=${course.projectId}`);
  await page.getByRole('button', { name: '登记通过' }).click();
  const dialog = dialogOf(page);
  await choose(page, '关口', /开工条件/);
  await dialog.getByLabel('通过日期').fill('2026-11-16');
  await dialog.getByLabel('文号').fill('茌施许〔2026〕5号');
  await dialog.locator('input[type=file]').setInputFiles(pdf('施工许可证.pdf'));
  await dialog.getByRole('button', { name: '移除 施工许可证.pdf' }).waitFor();
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await closed(page);
  await page.getByRole('table', { name: '关口', exact: true }).getByText('茌施许〔2026〕5号').waitFor();
});

/** The firm drafts, hangs every paper, and hands in. */
async function handIn(item: RegExp, yuan: string): Promise<string> {
  const page = await signedIn(course.crew.firm);
  await page.goto(`/funding/payments/new?contract=${made.contract}`);
  await page.getByLabel(item).fill(yuan);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByRole('heading', { level: 1, name: /进度款申请/ }).waitFor();
  for (const title of ['用款申请书', '计量签证', '农民工工资发放表', '发票']) {
    const group = page.getByRole('group', { name: new RegExp(`^${title}`) });
    await group.locator('input[type=file]').setInputFiles(pdf(`${title}.pdf`));
    await group.getByRole('button', { name: `移除 ${title}.pdf` }).waitFor();
  }
  await step(page, '提交');
  await page.getByText('已提交，待监理审核').first().waitFor();
  await page.context().close();
  return idIn(page);
}

/** Takes a step in its dialog, and waits until the dialog has gone. */
async function step(page: Page, name: string): Promise<void> {
  const words = new RegExp(`^${[...name].join('\\s*')}$`);
  await page.getByRole('button', { name: words }).click();
  await dialogOf(page).getByRole('button', { name: words }).click();
  await closed(page);
}

async function checked(id: string): Promise<void> {
  const { supervisor, clerk, taskForce } = course.crew;
  for (const person of [supervisor, clerk, taskForce]) {
    const page = await signedIn(person);
    await page.goto(`/funding/payments/${id}`);
    await step(page, '审核通过');
    await page.context().close();
  }
}

it('一笔进度款：项目经理起草、附材料、提交', async () => {
  made.payment = await handIn(/道路的申请金额/, '14,647');
});

it('监理、街道、专班逐级审核', () => checked(made.payment));

it('财政授权，银行支付后显示已支付', async () => {
  const page = await signedIn(course.crew.finance);
  await page.goto('/funding/payments?mark=mine');
  await page.getByRole('table', { name: '用款申请' }).getByRole('link').first().click();
  await page.getByText('专班已审，待财政授权').first().waitFor();
  await settled(page);
  await screenshot(page, 'funding-payment-1440');
  await step(page, '授权支付');
  await page.getByText('已授权，待支付').first().waitFor();
  const { app } = journey;
  const now = bodyOf(await course.crew.finance.get(`/api/funding/payments/${made.payment}`));
  await withLedger(app.services.db, app.services.clock.now(), (ctx) =>
    recordPaid(ctx, {
      authorisationId: String(now.authorisationId),
      sourceId: null,
      amountFen: 1_464_700n,
      bookedOn: '2026-11-22',
      voucherNumber: '付-1',
      fileId: null,
      payee: String(now.supplierName),
    }),
  );
  await page.reload();
  await page.getByRole('region', { name: '办理进度' }).getByText('已支付', { exact: true }).first().waitFor();
});

it('一笔加装电梯的进度款也走到财政', async () => {
  made.lift = await handIn(/加装电梯的申请金额/, '100000');
  await checked(made.lift);
});

it('拿限用于基础类的钱付加装电梯：被拒绝，句子如审计所写', async () => {
  const page = await signedIn(course.crew.finance);
  await page.goto(`/funding/payments/${made.lift}`);
  await page.getByRole('button', { name: '调整来源' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('“加装电梯”属完善类，该来源限用于基础类').first().waitFor();
  await dialog.getByLabel(/使用完善类补助$/).fill('');
  await dialog.getByLabel(/使用中央补助$/).fill('100000');
  await screenshot(page, 'funding-sources-1440');
  await dialog.getByRole('button', { name: '保存来源' }).click();
  await closed(page);
  await page
    .getByRole('table', { name: '款项与来源' })
    .getByText(/中央补助/)
    .waitFor();
  await page.getByRole('button', { name: /^授权支付$/ }).click();
  await dialog.getByRole('button', { name: /^授权支付$/ }).click();
  const refusal = dialog.getByRole('alert');
  await refusal
    .getByText(/“加装电梯”属完善类，来源“鲁财建指〔2026〕\d+号”限用于基础类，不得支付（六\(四\)）。/)
    .waitFor();
  await screenshot(page, 'funding-refused-1440');
  await dialog.getByRole('button', { name: /取\s*消/ }).click();
  await closed(page);
  await page.getByText('专班已审，待财政授权').first().waitFor();
});

it('各页没有严重的无障碍问题，390 像素宽不横向溢出', async () => {
  await pass(course, 'acceptance', '2026-11-20');
  const paths = [
    '/funding/contracts',
    `/funding/contracts/${made.contract}`,
    `/funding/contracts/new?project=${course.projectId}`,
    `/funding/gates?project=${course.projectId}`,
    '/funding/payments',
    `/funding/payments/new?contract=${made.contract}`,
    `/funding/payments/${made.lift}`,
  ];
  const faults: Record<string, unknown> = {};
  for (const width of [1440, 390]) {
    const page = await journey.open({ width, height: 900 });
    await journey.signIn(page, course.crew.taskForce.login);
    for (const [n, path] of paths.entries()) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      const found = await axeFaults(page);
      if (found.length) faults[`${path} ${width}`] = found;
      const wider = await sidewaysOverflow(page);
      if (wider > 0) faults[`${path} ${width} overflow`] = wider;
      await screenshot(page, `funding-payments-${n}-${width}`);
    }
  }
  expect(faults).toEqual({});
});
