import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';

let journey: Journey;
let login = '';
let estateId = '';
const base = '/api/participation';
const made = { body: '', meeting: '', visit: '' };

beforeAll(async () => {
  journey = await openJourney();
  const { app } = journey;
  estateId = await insertEstate(app, { name: '花园小区' });
  const clerk = await app.person(['subdistrictClerk'], '371503001');
  login = clerk.login;
  const create = async (name: string, fields: object): Promise<string> => {
    const answer = await clerk.post(`${base}/${name}`, { estateId, ...fields });
    expect([name, answer.status]).toEqual([name, 200]);
    return (answer.body as { id: string }).id;
  };
  made.body = await create('bodies', {
    kind: 'managementCommittee',
    name: '花园物管会',
    since: '2026-01-01',
    members: [
      { name: '赵一平', seat: 'residentsCommittee', post: 'chair' },
      { name: '钱二平', seat: 'owner', post: 'member' },
    ],
  });
  made.meeting = await create('meetings', {
    title: '方案议事会',
    heldOn: '2026-11-20',
    step: 'plan',
    bodyId: made.body,
    minutes: '讨论了车棚与电梯的先后。',
    decisions: [{ text: '3号楼2单元501室旁的车棚保留', responsible: '社区', due: '2026-11-21' }],
  });
});
afterAll(() => journey.close());

const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' });
const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option).first().click();
};

it('登记监督员，列入查看，登记举行、问题，整改后凭签字单验收，看过疑似处再公开', async () => {
  const page = await journey.open();
  await journey.signIn(page, login);
  await page.goto('/participation/inspectors');
  await page.getByRole('button', { name: '登记监督员' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, '小区', '花园小区');
  await dialog.getByLabel('姓名').fill('孙三平');
  await dialog.getByLabel('电话（可不填）').fill('13906350000');
  await dialog.getByLabel('监督内容').fill('质量');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await closed(page);
  await page.getByText('孙**').first().waitFor();

  await page.goto('/participation/visits');
  await page.getByRole('button', { name: /安\s*排/ }).click();
  await choose(page, '小区', '花园小区');
  await dialog.getByLabel('标题').fill('十一月开放日');
  await dialog.getByLabel('计划日期').fill('2026-11-20');
  await choose(page, '参加的监督员', '孙**');
  await page.keyboard.press('Escape');
  await dialog.getByLabel('邀请（公开后居民可见）').fill('请到3号楼2单元501室旁集合');
  await dialog.getByRole('button', { name: /安\s*排/ }).click();
  await page.waitForURL(/visits\/[0-9a-f-]{36}/);
  made.visit = page.url().split('/').at(-1) ?? '';

  await page.getByRole('button', { name: '登记举行' }).click();
  await dialog.getByLabel('举行日期').fill('2026-11-20');
  await dialog.getByLabel('参加人数').fill('12');
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: '现场.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('jpg') },
  });
  // only what has arrived can be taken out again; its name stands there from the start
  await dialog.getByRole('button', { name: '移除 现场.jpg' }).waitFor();
  await screenshot(page, 'openness-hold-1440');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await closed(page);
  await page.getByRole('button', { name: '现场.jpg' }).waitFor();

  await page.getByRole('button', { name: '登记问题' }).click();
  await dialog.getByLabel('问题', { exact: true }).fill('井盖未盖');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await closed(page);
  await page.getByRole('button', { name: /答\s*复/ }).click();
  await dialog.getByLabel('整改情况').fill('已盖');
  await dialog.getByRole('button', { name: /答\s*复/ }).click();
  await closed(page);
  await page.getByRole('button', { name: /验\s*收/ }).click();
  await choose(page, '监督员', '孙**');
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: '签字.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
  });
  await dialog.getByRole('button', { name: '移除 签字.pdf' }).waitFor();
  await screenshot(page, 'openness-accept-1440');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await closed(page);
  await page
    .getByText(/监督员孙\*\*/)
    .first()
    .waitFor();

  await page
    .getByRole('button', { name: /^公\s*开$/ })
    .first()
    .click();
  await dialog.locator('mark').first().waitFor();
  await screenshot(page, 'openness-publish-1440');
  await dialog.getByRole('button', { name: /公\s*开/ }).click();
  await dialog.getByText(/疑似姓名、电话或门牌，请逐处看过后确认/).waitFor();
  await dialog.getByLabel('已逐处看过，没有能认出是谁的文字').check();
  await dialog.getByRole('button', { name: /公\s*开/ }).click();
  await closed(page);
  await page.getByText('已公开').first().waitFor();
});

it('物管会组成问题写明依据，成员姓名凭理由查看；会议改责任人、公开前标出疑似', async () => {
  const page = await journey.open();
  await journey.signIn(page, login);
  await page.goto(`/participation/bodies/${made.body}`);
  await page.getByText('成员 2 人，应不少于 7 人').waitFor();
  await page.getByRole('button', { name: '查看姓名' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('换届通知');
  await dialog.getByRole('button', { name: /查\s*看/ }).click();
  await page.getByText('钱二平').waitFor();
  await closed(page);
  await page.getByRole('button', { name: /修\s*改/ }).click();
  await dialog.getByLabel('名称').fill('花园物业管理委员会');
  await screenshot(page, 'openness-body-edit-1440');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await closed(page);
  await page.getByRole('heading', { level: 1, name: '花园物业管理委员会' }).waitFor();

  await page.goto(`/participation/meetings/${made.meeting}`);
  await page.getByText('逾期').first().waitFor();
  await page.getByRole('button', { name: /修\s*改/ }).click();
  await dialog.getByLabel('完成日期').fill('2026-11-22');
  await screenshot(page, 'openness-meeting-edit-1440');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await closed(page);
  await page
    .getByText(/已完成/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '公开决定' }).click();
  await dialog.locator('mark').first().waitFor();
  await dialog.getByLabel('已逐处看过，没有能认出是谁的文字').check();
  await dialog.getByRole('button', { name: /公\s*开/ }).click();
  await closed(page);
  await page.getByText('决定已公开').waitFor();
});

it('各页没有严重的无障碍问题，390 像素宽不横向溢出', async () => {
  const paths = [
    '/participation/inspectors',
    '/participation/visits',
    `/participation/visits/${made.visit}`,
    '/participation/findings',
    '/participation/bodies',
    `/participation/bodies/${made.body}`,
    '/participation/meetings',
    `/participation/meetings/${made.meeting}`,
    '/participation/five-steps',
    '/participation/five-steps?lack=build',
  ];
  const faults: Record<string, unknown> = {};
  for (const width of [1440, 390]) {
    const page = await journey.open({ width, height: 900 });
    await journey.signIn(page, login);
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      const found = await axeFaults(page);
      if (found.length) faults[`${path} ${width}`] = found;
      const wider = await sidewaysOverflow(page);
      if (wider > 0) faults[`${path} ${width} overflow`] = wider;
      const name = path
        .replace('/participation/', '')
        .replace(/[/?=]/g, '-')
        .replace(/[0-9a-f-]{36}/, 'one');
      await screenshot(page, `openness-${name}-${width}`);
    }
  }
  expect(faults).toEqual({});
});
