import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberMarkText } from '#modules/survey/domain/roll/number.ts';
import { nameKey } from '#modules/survey/domain/roll/person.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import {
  axeFaults,
  type Journey,
  openJourney,
  screenshot,
  settled,
  sidewaysOverflow,
} from '#test/support/browser.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertParts, openVote, type VoteAnswer } from '#test/support/vote-course.ts';

/**
 * The whole story of clause 五(七) on real pages: an old resident with a phone and a card chooses items, proves to be the
 * owner, votes, keeps the receipt; the vote closes by the clock; the result is posted, the receipt found, and the
 * bundle recounted on the command line.
 */
const estateCode = '3715030010009001';
const phone = { width: 390, height: 844 };
const owner = { name: '王德顺', number: '371503194905010010' };
const cli = path.join(import.meta.dirname, '../../src/app/cli.ts');

let journey: Journey;
let vote: VoteAnswer;
let choiceId = '';
let code = '';
let receipt = '';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huanju-bundle-'));
  journey = await openJourney();
  const { app } = journey;
  const estateId = await insertEstate(app, { name: '振兴老街小区', code: estateCode });
  const roll = await insertParts(app, estateId, [
    { room: '101', m2: 62, owners: [owner.name] },
    { room: '102', m2: 55, owners: ['李一'] },
    { room: '201', m2: 70, owners: ['赵二'] },
  ]);
  const { vault } = app.services;
  await inScope(app.services.db, everyRegion, (tx) =>
    tx
      .updateTable('surveyOwner')
      .set({
        nameMark: vault.mark('owner.name', nameKey(owner.name)),
        numberMark: vault.mark('owner.number', numberMarkText(owner.number)),
      })
      .where('id', '=', roll.owners.get(owner.name) ?? '')
      .execute(),
  );
  const opened = await openVote(app, estateId, { title: '改造方案表决' });
  vote = opened.vote;
  const { clerk } = opened;
  const item = (id: string, title: string, kind: string, cost: string) => ({
    ...{ id, title, class: kind, cost, basis: '', note: '' },
    shares: kind === 'basic' ? { fiscal: '1' } : { residents: '0.30', fiscal: '0.70' },
  });
  const made = (
    await clerk.post('/api/participation/choices', {
      estateId,
      title: '选择改造内容',
      items: [
        item('water', '供水', 'basic', '5000000'),
        item('parking', '停车场', 'improvement', '2000000'),
        item('barrierFree', '无障碍设施', 'improvement', '1000000'),
      ],
      ...{ budget: '7000000', rule: 'equal-shares', completion: 'add-one', caps: {}, incompatible: [] },
    })
  ).body as { id: string; version: number };
  choiceId = made.id;
  await clerk.post(`/api/participation/choices/${made.id}/open`, {
    version: made.version,
    opensOn: '2026-12-24',
    closesOn: '2026-12-31',
  });
  const taskForce = await app.person(['taskForce'], '371503');
  const cards = (
    await taskForce.post('/api/participation/access/issue', { estateId, partIds: [roll.parts.get('101')] })
  ).body as { cards: { code: string }[] };
  code = (cards.cards[0]?.code ?? '').replace(/-/g, '');
});
afterAll(async () => {
  await journey.close();
  rmSync(folder, { recursive: true, force: true });
});

async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  expect(await axeFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  await screenshot(page, name);
}

let hand: Page;

it('扫码，选择改造内容：边选边看全小区和自家要出多少，拿到回执', async () => {
  hand = await journey.open(phone);
  await hand.goto(`/r/${estateCode}#${code}`);
  await hand.getByText('我的房屋').first().waitFor();
  await sound(hand, 'resident-estate-asked-390');
  await hand.getByRole('link', { name: '选择改造内容' }).click();
  await hand.getByRole('checkbox', { name: /无障碍设施/ }).check();
  // 1 万元的 30 % 按面积 62/187 分摊
  await hand.getByText('您家约 994.65 元').last().waitFor();
  await sound(hand, 'resident-choice-390');
  await hand.getByRole('button', { name: '提交选择' }).click();
  await hand.getByText('已收到您家的选择').waitFor();
  await sound(hand, 'resident-choice-receipt-390');
  await hand.getByRole('link', { name: '查看或改选' }).click();
  await hand.getByText('您家已经选过一次').waitFor();
});

it('住户卡不够投票：先核实业主，再投票，核对一遍，拿到回执', async () => {
  await hand.goto(`/r/${estateCode}/votes/${vote.id}/ballot`);
  await hand.getByText('依法表决须由业主本人参加').waitFor();
  await hand.getByRole('link', { name: '核实业主身份' }).click();
  await hand.getByLabel('业主姓名（单位填全称）').fill(owner.name);
  await hand.getByLabel('证件号码').fill('371503194905010029');
  await hand.getByRole('button', { name: '核实' }).click();
  // the refusal itself: while it still says that it is sending, the next tap counts for nothing
  await hand.getByRole('alert').filter({ hasText: '和业主名册不一致' }).waitFor();
  await hand.getByLabel('证件号码').fill(owner.number);
  await hand.getByRole('button', { name: '核实' }).click();
  await hand.getByText('意愿征询、改造内容选择、依法表决').waitFor();
  await hand.goto(`/r/${estateCode}/votes/${vote.id}/ballot?large=1`);
  await sound(hand, 'resident-ballot-large-390');
  for (const mark of await hand.getByRole('radio', { name: '赞成' }).all()) await mark.check();
  await hand.getByRole('button', { name: '下一步：核对我的票' }).click();
  await sound(hand, 'resident-ballot-check-390');
  await hand.getByRole('button', { name: /确认/ }).click();
  await hand
    .getByText(/[0-9A-Z]{4}(-[0-9A-Z]{4}){5}/)
    .first()
    .waitFor();
  receipt = /[0-9A-Z]{4}(-[0-9A-Z]{4}){5}/.exec((await hand.locator('main').textContent()) ?? '')?.[0] ?? '';
  expect(receipt).not.toBe('');
  await sound(hand, 'resident-ballot-receipt-390');
});

it('会场大屏只见投票率，不见各事项结果', async () => {
  const clerk = await journey.app.person(['taskForce'], '371503');
  const page = await journey.open();
  await journey.signIn(page, clerk.login);
  await page.goto(`/participation/votes/${vote.id}/screen`);
  await page.getByText('改造方案表决').first().waitFor();
  await settled(page);
  await screenshot(page, 'vote-screen-1440');
  expect(await axeFaults(page)).toEqual([]);
  await page.goto(`/participation/votes/${vote.id}`);
  await settled(page);
  await screenshot(page, 'vote-open-1440');
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.getByText('表决结果：').count()).toBe(0);
});

it('到时自动截止；结果和默克尔根公布，回执查得到，下载的核验包在命令行重新计票一致', async () => {
  journey.app.setNow('2026-12-31T18:00:00+08:00');
  const page = await journey.open(phone);
  await page.goto(`/r/${estateCode}/votes/${vote.id}`);
  await page.getByText('改造方案表决').first().waitFor();
  const reviewer = await journey.app.person(['taskForce'], '371503');
  const closed = (await reviewer.get(`/api/participation/votes/${vote.id}`)).body as {
    state: string;
    root: string;
    version: number;
  };
  expect(closed.state).toBe('closed');
  const got = await reviewer.download(`/api/participation/votes/${vote.id}/bundle.json`);
  expect(got.status).toBe(200);
  const file = path.join(folder, 'bundle.json');
  writeFileSync(file, got.bytes);
  const answer = await new Promise<{ code: number; stdout: string }>((resolve) => {
    execFile(
      process.execPath,
      [cli, 'participation', 'verify', file, '--receipt', receipt],
      (fault, stdout) => resolve({ code: fault ? Number(fault.code) : 0, stdout }),
    );
  });
  expect(answer.code).toBe(0);
  expect(JSON.parse(answer.stdout)).toMatchObject({
    valid: true,
    root: closed.root,
    receiptFound: true,
    faults: [],
  });
  await reviewer.post(`/api/participation/votes/${vote.id}/step`, { step: 'post', version: closed.version });
  await page.reload();
  await page.getByText(closed.root.slice(0, 8)).first().waitFor();
  await sound(page, 'resident-vote-result-390');
  await page.getByLabel(/回执/).fill(receipt);
  await page.getByRole('button', { name: '核对' }).click();
  await page
    .getByText(/计入|在内/)
    .first()
    .waitFor();
  await screenshot(page, 'resident-receipt-found-390');
});

it('不用脚本也能读：小区首页、内容选择、表决', async () => {
  const context = await hand.context().browser()?.newContext({
    baseURL: journey.address,
    viewport: phone,
    javaScriptEnabled: false,
  });
  if (!context) throw new Error('no browser');
  const page = await context.newPage();
  await page.goto(`/r/${estateCode}`);
  await page
    .getByRole('link', { name: /改造方案表决/ })
    .first()
    .waitFor();
  await page.goto(`/r/${estateCode}/choices/${choiceId}`);
  await page.getByText('无障碍设施').first().waitFor();
  await page.goto(`/r/${estateCode}/votes/${vote.id}`);
  await page.getByText('同意本小区改造方案').first().waitFor();
  await context.close();
});
