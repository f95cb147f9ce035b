import { createHash, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
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
let clerk: Person;
let estateId: string;
let parts: string[];
beforeAll(async () => {
  journey = await openJourney();
  clerk = await journey.app.person(['subdistrictClerk'], '371503001');
  const values = { name: '同心苑小区', regionCode: '371503001', households: 60 };
  estateId = ((await clerk.post('/api/survey/estates', { values })).body as { id: string }).id;
  const doors = ['1号楼', '2号楼', '3号楼'].flatMap((building) =>
    [1, 2, 3, 4, 5].flatMap((floor) =>
      ['1单元', '2单元'].flatMap((entrance) =>
        ['01', '02'].map((room) => ({ building, entrance, room: `${floor}${room}`, floor })),
      ),
    ),
  );
  const rows = doors.map((door) => ({
    ...door,
    id: randomUUID(),
    estateId,
    regionCode: '371503001',
    kind: 'dwelling',
    updatedAt: journey.app.services.clock.now(),
    updatedBy: '测试',
  }));
  parts = rows.map((row) => row.id);
  await inScope(journey.app.services.db, everyRegion, (tx) =>
    tx.insertInto('surveyPart').values(rows).execute(),
  );
});
afterAll(() => journey.close());

/** A picture of the page, which must have no serious fault of accessibility and not be pushed sideways. */
async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name);
  expect(await axeFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
}

const answerAll = async (id: string, from: number, to: number) => {
  const rows = await inScope(journey.app.services.db, everyRegion, (tx) =>
    tx.selectFrom('surveyPart').selectAll().where('id', 'in', parts.slice(from, to)).execute(),
  );
  for (const [n, { building, entrance, room }] of rows.entries()) {
    const agree = n % 6 > 0;
    const answers = agree
      ? {
          agree,
          items: ['water', ...(n % 2 ? ['roof', 'parking'] : ['lifts'])],
          pay: n % 3 > 0,
          q6: n % 2 ? 'a1' : 'a2',
        }
      : { agree, whyNot: ['cost'], pay: false, note: '等一等' };
    const body = { key: randomUUID(), building, entrance, room, channel: n % 2 ? 'visit' : 'paper', answers };
    const got = await clerk.post(`/api/participation/wishes/${id}/answers`, body);
    expect([got.status, got.body]).toEqual([200, got.body]);
  }
};

it('街道经办：从模板建征询，改题目，开始，手机上录一户，看覆盖率与结果，结束；住户在手机上答复', async () => {
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await page.goto('/participation/wishes');
  await page.getByRole('button', { name: '新建征询' }).first().click();
  const dialog = page.getByRole('dialog');
  const option = (text: string) => page.locator('.ant-select-item-option', { hasText: text }).first();
  await dialog.getByRole('combobox', { name: '小区' }).click();
  await dialog.getByRole('combobox', { name: '小区' }).fill('同心苑');
  await option('同心苑小区').click();
  await dialog.getByRole('combobox', { name: '模板' }).click();
  await option('改造意愿征询').click();
  await dialog.getByLabel('名称').fill('同心苑改造意愿征询');
  await page.getByRole('button', { name: '建立草稿，去设计问卷' }).click();
  await page.waitForURL(/\/design$/);
  await page.getByRole('button', { name: '添加题目' }).click();
  const last = page.getByRole('region', { name: '第 6 题' });
  await last.getByPlaceholder('题目').fill('您希望什么时间施工？');
  await last.getByRole('button', { name: '第 6 题加跳题条件' }).click();
  await page.getByRole('radio', { name: '是' }).first().check();
  await sound(page, 'wishes-design-1440');
  const narrow = await journey.open({ width: 390, height: 844 });
  await journey.signIn(narrow, clerk.login);
  await narrow.goto(new URL(page.url()).pathname);
  await sound(narrow, 'wishes-design-390');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForURL(/\/wishes\/[0-9a-f-]{36}$/);
  const id = page.url().split('/').pop() ?? '';
  await page.getByRole('button', { name: '开始征询' }).click();
  await page.getByLabel('截止日期').fill('2026-12-20');
  await page.getByRole('button', { name: '开始征询，锁定题目' }).click();
  await page.getByRole('heading', { name: '覆盖率' }).waitFor();
  await enterOnPhone(narrow, id);
  await answerAll(id, 1, 50);
  await page.reload();
  await sound(page, 'wishes-open-1440');
  await page.goto(`/participation/wishes/${id}/doors`);
  await sound(page, 'wishes-doors-1440');
  await residentAnswers();
  await page.goto(`/participation/wishes/${id}`);
  await page.getByRole('button', { name: '结束征询' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束征询' }).click();
  await page.getByText('结束时冻结，不再重算').waitFor();
  await sound(page, 'wishes-closed-1440');
  await narrow.goto(`/participation/wishes/${id}`);
  await sound(narrow, 'wishes-closed-390');
  await page.goto('/participation/wishes');
  await sound(page, 'wishes-list-1440');
  await narrow.goto('/participation/wishes');
  await sound(narrow, 'wishes-list-390');
});

async function enterOnPhone(page: Page, id: string): Promise<void> {
  await page.goto(`/participation/wishes/${id}/enter?building=1号楼&entrance=1单元&room=101`);
  const yes = page.getByRole('radio', { name: '是' });
  await yes.first().check();
  await page.getByRole('checkbox', { name: '供水' }).check();
  await page.getByRole('group', { name: /出资/ }).getByRole('radio', { name: '是' }).check();
  await page.getByRole('radio', { name: '选项一' }).check();
  await sound(page, 'wishes-enter-390');
  await page.getByRole('button', { name: '保存，录下一户' }).click();
  await page.getByText('已保存').waitFor();
}

async function residentAnswers(): Promise<void> {
  const { services } = journey.app;
  const token = randomUUID();
  const code = await inScope(services.db, everyRegion, async (tx) => {
    const now = services.clock.now();
    await tx
      .insertInto('participationSession')
      .values({
        id: randomUUID(),
        tokenHash: createHash('sha256').update(token).digest(),
        estateId,
        regionCode: '371503001',
        partId: parts[55] ?? '',
        createdAt: now,
        expiresAt: new Date(now.getTime() + 3_600_000),
      })
      .execute();
    const row = await tx
      .selectFrom('surveyEstate')
      .select('code')
      .where('id', '=', estateId)
      .executeTakeFirstOrThrow();
    return row.code;
  });
  const page = await journey.open({ width: 390, height: 844 });
  await page.context().addCookies([{ name: 'huanju_visitor', value: token, url: journey.address }]);
  await page.goto(`/r/${code}`);
  await page.getByRole('link', { name: '同心苑改造意愿征询' }).click();
  // the script hides what is not asked yet when it is ready
  await page.locator('form[data-area=wishes][data-ready]').waitFor();
  expect(await page.getByRole('group', { name: /不同意的主要原因/ }).isVisible()).toBe(false);
  await page
    .getByRole('group', { name: /是否同意/ })
    .getByRole('radio', { name: '否' })
    .check();
  await page
    .getByRole('group', { name: /不同意的主要原因/ })
    .getByRole('checkbox')
    .first()
    .check();
  await page
    .getByRole('group', { name: /出资参与/ })
    .getByRole('radio', { name: '否' })
    .check();
  await sound(page, 'wishes-resident-390');
  await page.getByRole('button', { name: '提交答复' }).click();
  await page.getByText('已收到您家的答复').waitFor();
  await sound(page, 'wishes-resident-receipt-390');
}
