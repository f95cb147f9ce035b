import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { Raster } from '#platform/documents/pictures/raster.ts';
import type { Role } from '#shared/actor.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertPicture } from '#test/support/schemes.ts';

let journey: Journey;
let schemeId = '';
let code = '';
const logins = { taskForce: '', unit: '' };

beforeAll(async () => {
  journey = await openJourney();
  const { app } = journey;
  const estateId = await insertEstate(app, { name: '花园小区', lon: 116.25, lat: 36.58 });
  await insertEstate(app, { name: '东苑小区', lon: 116.256, lat: 36.583 });
  const housing = await (await app.person(['administrator'])).post('/api/identity/organisations', {
    ...{ kind: 'department', name: '茌平区住房和城乡建设局', creditCode: null, regionCode: '371503' },
  });
  expect(housing.status).toBe(200);
  const unit = await app.person(['unit']);
  logins.unit = unit.login;
  code = await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .updateTable('identityUser')
      .set({ organisationId: (housing.body as { id: string }).id })
      .where('id', '=', unit.id)
      .execute();
    const row = await tx
      .selectFrom('surveyEstate')
      .select('code')
      .where('id', '=', estateId)
      .executeTakeFirst();
    return row?.code ?? '';
  });
  logins.taskForce = (await app.person(['taskForce'])).login;
});
afterAll(() => journey.close());

const review = () => `/scheme/schemes/${schemeId}/review`;
const dialog = (page: Page) => page.getByRole('dialog');
const closed = (page: Page) => dialog(page).waitFor({ state: 'hidden' });
const faults: Record<string, unknown> = {};

async function look(page: Page, name: string): Promise<void> {
  await settled(page);
  const found = await axeFaults(page);
  if (found.length > 0) faults[name] = found;
  const wider = await sidewaysOverflow(page);
  if (wider > 0) faults[`${name} overflow`] = wider;
  await screenshot(page, `scheme-${name}`);
}

async function signedIn(role: Role | 'unit', login: string): Promise<Page> {
  const page = await journey.open();
  await journey.signIn(page, login);
  expect(role).not.toBe('');
  return page;
}

const seatRow = (page: Page, title: string): Locator =>
  page.getByRole('group', { name: '第 1 轮意见' }).getByRole('row').filter({ hasText: title });

async function addPhotos(): Promise<void> {
  const photo = new Raster(400, 300, [205, 214, 200]);
  photo.rectangle(40, 60, 120, 200, [160, 120, 90]);
  photo.line([0, 290], [400, 200], 14, [90, 90, 90]);
  for (const title of ['西门路面破损', '楼道线缆'])
    await insertPicture(journey.app, { schemeId, title, bytes: photo.png().bytes });
}

it('按摸底编制方案，初稿有内容有理由，提交后锁定', async () => {
  const page = await signedIn('taskForce', logins.taskForce);
  await page.goto('/scheme/schemes');
  await page.getByRole('button', { name: '编制方案' }).first().click();
  await dialog(page).getByLabel('小区', { exact: true }).click();
  await page
    .locator('.ant-select-dropdown:visible')
    .getByText(/^花园小区/)
    .click();
  await dialog(page).getByLabel('方案名称').fill('花园小区改造方案');
  await dialog(page)
    .getByRole('button', { name: /编\s*制/ })
    .click();
  await page.waitForURL(/schemes\/[0-9a-f-]{36}$/);
  schemeId = page.url().split('/').at(-1) ?? '';
  await page.getByRole('heading', { level: 1 }).waitFor();
  await addPhotos();
  await look(page, 'draft-1440');
  await page.getByRole('button', { name: '提交审查' }).click();
  await dialog(page)
    .getByRole('button', { name: /提\s*交/ })
    .click();
  await closed(page);
  await page.getByRole('link', { name: '审查、公示与批准' }).click();
  await page.getByRole('button', { name: '发起联合审查' }).waitFor();
});

it('专班发起审查，单位自己出具，其余凭文件登记；审查通过、公示、期满后由另一人批准', async () => {
  const page = await signedIn('taskForce', logins.taskForce);
  await page.goto('/scheme/reviews');
  await page.getByRole('link', { name: /花园小区改造方案/ }).click();
  await page.getByRole('button', { name: '发起联合审查' }).click();
  const select = dialog(page).getByRole('combobox', { name: '住房城乡建设部门由谁出具' });
  await select.click();
  await select.fill('住房和城乡');
  await page.locator('.ant-select-dropdown:visible').getByText('茌平区住房和城乡建设局').click();
  await look(page, 'ask-1440');
  await dialog(page).getByRole('button', { name: '发起审查' }).click();
  await closed(page);
  await seatRow(page, '财政部门').getByText('待出具').waitFor();

  const unit = await signedIn('unit', logins.unit);
  await unit.goto('/scheme/my-reviews');
  await look(unit, 'mine-1440');
  await unit.getByRole('link', { name: '花园小区改造方案' }).click();
  await unit.getByRole('button', { name: '出具意见：住房城乡建设部门' }).click();
  await dialog(unit).getByText('修改后同意', { exact: true }).click();
  await dialog(unit).getByLabel('意见（修改后同意、不同意须写明）').fill('屋面防水做法应写明两道设防。');
  await look(unit, 'give-1440');
  await dialog(unit)
    .getByRole('button', { name: /出\s*具/ })
    .click();
  await closed(unit);
  await seatRow(unit, '住房城乡建设部门').getByText('所提修改未答复').waitFor();

  await page.reload();
  await page.getByRole('button', { name: '答复：住房城乡建设部门' }).click();
  await dialog(page).getByLabel('采纳情况或不采纳的理由').fill('采纳，已在设计说明中写明。');
  await dialog(page)
    .getByRole('button', { name: /答\s*复/ })
    .click();
  await closed(page);
  await page.getByRole('button', { name: '审查通过' }).click();
  await dialog(page).getByLabel('审查结论').fill('过早');
  await dialog(page)
    .getByRole('button', { name: /通\s*过/ })
    .click();
  await dialog(page)
    .getByRole('alert')
    .getByText(/尚未出具意见：发展改革部门/)
    .waitFor();
  await dialog(page)
    .getByRole('button', { name: /取\s*消/ })
    .click();
  await closed(page);

  for (const title of [
    '发展改革部门',
    '财政部门',
    '自然资源和规划部门',
    '城市管理部门',
    '消防救援机构',
    '街道（乡镇）',
    '专营单位',
  ]) {
    await page.getByRole('button', { name: `登记：${title}` }).click();
    await dialog(page).getByText('同意', { exact: true }).click();
    // the browser's own day is not the application's
    await dialog(page).getByLabel('文件日期').fill('2026-11-22');
    await page.keyboard.press('Enter');
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: `${title}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await dialog(page)
      .getByRole('button', { name: `移除 ${title}.pdf` })
      .waitFor();
    await dialog(page)
      .getByRole('button', { name: /登\s*记/ })
      .click();
    await closed(page);
    await seatRow(page, title).getByText('同意', { exact: true }).waitFor();
  }
  await look(page, 'round-1440');
  await page.getByRole('button', { name: '审查通过' }).click();
  await dialog(page).getByLabel('审查结论').fill('各单位同意，予以通过。');
  await dialog(page)
    .getByRole('button', { name: /通\s*过/ })
    .click();
  await closed(page);
  await page.getByRole('heading', { name: '第 1 版第 1 轮：通过' }).waitFor();

  await page.getByRole('button', { name: '公示方案' }).click();
  await dialog(page).getByLabel('张贴地点').fill('南门公告栏');
  await dialog(page).getByRole('button', { name: '发布公示' }).click();
  await closed(page);
  await page.getByText('花园小区公示到2026年11月29日，次日起可以批准').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '批准方案' }).isDisabled()).toBe(true);
  await look(page, 'posted-1440');

  journey.app.setNow('2026-11-30T09:00:00+08:00');
  const approver = await journey.app.person(['taskForce']);
  const last = await signedIn('taskForce', approver.login);
  await last.goto(review());
  await last.getByRole('button', { name: '批准方案' }).click();
  await dialog(last).getByLabel('批复文号（可不填）').fill('茌改〔2026〕3号');
  await dialog(last)
    .getByRole('button', { name: /批\s*准/ })
    .click();
  await closed(last);
  await last.getByText(/2026年11月30日批准，文号 茌改〔2026〕3号/).waitFor();
  logins.taskForce = approver.login;
});

it('审查一览、一份方案、方案文本、居民页：没有严重的无障碍问题，390 像素不横向溢出', async () => {
  for (const width of [1440, 390]) {
    const page = await journey.open({ width, height: 900 });
    await journey.signIn(page, logins.taskForce);
    for (const [name, path] of [
      ['board', '/scheme/reviews'],
      ['course', review()],
      ['booklet', `/scheme/schemes/${schemeId}/booklet`],
      ['resident', `/r/${code}/scheme`],
      ['resident-large', `/r/${code}/scheme?large=1`],
      ['resident-home', `/r/${code}`],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(page, `${name}-${width}`);
    }
    await page.goto(`/scheme/schemes/${schemeId}/booklet`);
    await page.getByRole('article').getByRole('img').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await settled(page);
    await screenshot(page, `scheme-booklet-print-${width}`);
    await page.emulateMedia({ media: null });
    // the pictures have come, from the same doors as the paper's
    const broken = await page.evaluate<number>(
      "[...document.querySelectorAll('article img')].filter((one) => one.naturalWidth === 0).length",
    );
    expect(broken).toBe(0);
    // A4, and the console's frame left out
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeGreaterThan(1);
    expect(
      new Set(sheets.map((one) => `${Math.round(Number(one[1]))}×${Math.round(Number(one[2]))}`)),
    ).toEqual(new Set(['595×842']));
  }
  expect(faults).toEqual({});
});
