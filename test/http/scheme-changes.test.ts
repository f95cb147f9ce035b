import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approvedScheme } from '#modules/scheme/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';

type Changes = {
  code?: string;
  message?: string;
  variances: { id: string; state: string; version: number }[];
  variations: { id: string; state: string; version: number; difference: { afterTotal: string } }[];
  investment: {
    estimate: { state: string; over: string };
    budget: { state: string; over: string; budget: string | null };
    figures: { id: string; state: string; own: boolean; decidedBy: string | null }[];
  };
  checks: { id: string }[];
};

let app: TestApp;
let clerk: Person;
let taskForce: Person;
let finance: Person;
let second: Person;
let estateId: string;
beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  taskForce = await app.person(['taskForce']);
  finance = await app.person(['finance']);
  second = await app.person(['finance']);
});
afterAll(() => app.close());
beforeEach(async () => {
  estateId = await insertEstate(app, {
    road: 'good',
    roof: 'good',
    water: 'good',
    heating: 'good',
    security: 'good',
  });
});
const changes = (answer: { body: unknown }) => answer.body as Changes;
const confirming = (answer: { body: unknown }) =>
  `/api/scheme/investment/${changes(answer).investment.figures[0]?.id}/decide`;
const figure = (kind: string, amount: string, more: object = {}) => ({
  ...{ kind, amount, authority: '区发展和改革局', documentNumber: '茌发改〔2026〕1号' },
  ...{ decidedOn: '2026-11-01', moneySource: null, note: '', ...more },
});

describe('七(三)：放宽密度、容积率', () => {
  const wanted = () => ({
    ...{ estateId, indicator: 'floorAreaRatio', facility: 'elderlyCare', place: '3 号楼东侧' },
    ...{ planned: '1.5', wanted: '1.62', reason: '增建助餐点' },
  });

  test('只为服务设施；强制性标准核对通过、批准文件齐备、另一人批准', async () => {
    const { schemeId } = await insertScheme(app, { estateIds: [estateId] });
    const at = `/api/scheme/schemes/${schemeId}/variances`;
    const house = await clerk.post(at, { ...wanted(), facility: 'lifts' });
    expect([house.status, changes(house).code]).toEqual([422, 'scheme.variance.facility']);
    const less = await clerk.post(at, { ...wanted(), wanted: '1.5' });
    expect(changes(less).code).toBe('scheme.variance.figures');
    expect((await finance.post(at, wanted())).status).toBe(403);
    const asked = changes(await clerk.post(at, wanted()));
    const [one] = asked.variances;
    const to = `/api/scheme/variances/${one?.id}`;
    const approval = { authority: '自然资源和规划部门', number: '聊茌自资〔2026〕1号', on: '2026-11-20' };
    const decision = { approve: true, decision: '同意', approvals: [approval] };
    const early = await taskForce.post(`${to}/decide`, { version: 1, ...decision });
    expect(changes(early).code).toBe('scheme.variance.unmet');
    const passed = asked.checks.map(({ id }) => ({ id, passed: true, basis: '日照分析报告第 3 页' }));
    const half = changes(await clerk.post(`${to}/check`, { version: 1, checks: passed.slice(1) }));
    expect(half.variances[0]?.state).toBe('draft');
    const whole = changes(await clerk.post(`${to}/check`, { version: 2, checks: passed }));
    expect(whole.variances[0]).toMatchObject({ state: 'checked', version: 3 });
    const bare = await taskForce.post(`${to}/decide`, { version: 3, ...decision, approvals: [] });
    expect(changes(bare).code).toBe('scheme.variance.approvals');
    expect((await clerk.post(`${to}/decide`, { version: 3, ...decision })).status).toBe(403);
    const done = changes(await taskForce.post(`${to}/decide`, { version: 3, ...decision }));
    expect(done.variances[0]?.state).toBe('approved');
    const again = await clerk.post(`${to}/withdraw`, { version: 4, reason: '不要了' });
    expect(changes(again).code).toBe('scheme.variance.state');
    const listed = await finance.get('/api/scheme/variances?state=approved');
    expect(listed.body).toMatchObject({ items: [{ id: one?.id, facilityTitle: '养老设施' }] });
  });

  test('提出人不能批准自己提出的', async () => {
    const { schemeId } = await insertScheme(app, { estateIds: [estateId] });
    const asked = changes(await taskForce.post(`/api/scheme/schemes/${schemeId}/variances`, wanted()));
    const to = `/api/scheme/variances/${asked.variances[0]?.id}/decide`;
    const own = await taskForce.post(to, { version: 1, approve: false, decision: '', approvals: [] });
    expect([own.status, changes(own).code]).toEqual([403, 'scheme.variance.persons']);
  });
});

describe('批准后的变更', () => {
  const road = (id: string | null, quantity: string) => ({
    ...{
      id,
      estateId,
      item: 'road',
      itemTitle: '道路',
      trade: '土建',
      place: '全小区',
      quantity,
      unit: '㎡',
    },
    ...{ unitPrice: '30200', why: '', priceBasis: '', note: '' },
  });
  const lines = [{ item: 'road', itemTitle: '道路', quantityMilli: 100_000n, unitPriceFen: 30_200n }];
  const approved = () => insertScheme(app, { estateIds: [estateId], state: 'approved', lines });
  const ask = (id: string, line: object, by: Person = clerk, version = 1) =>
    by.post(`/api/scheme/schemes/${id}/variations`, {
      ...{ version, kind: 'site', reason: '现场多出一段路', lines: [line] },
    });

  test('条例 23：超过批准的概算，须先有核定和资金来源；两人办理；批准后即为新的冻结版本', async () => {
    const made = await approved();
    const [id] = made.lineIds;
    const same = await ask(made.schemeId, road(id ?? '', '100'));
    expect(changes(same).code).toBe('scheme.variation.nothing');
    const asked = changes(await ask(made.schemeId, road(id ?? '', '120')));
    expect(asked.variations[0]).toMatchObject({ state: 'asked', difference: { afterTotal: '3624000' } });
    expect(asked.investment.budget).toMatchObject({ state: 'needsApproval', over: '604000' });
    const to = `/api/scheme/variations/${asked.variations[0]?.id}`;
    const yes = { version: 1, approve: true, decision: '同意', documentNumber: '变更〔2026〕1号' };
    expect((await clerk.post(`${to}/decide`, yes)).status).toBe(403);
    const refused = await taskForce.post(`${to}/decide`, yes);
    expect(changes(refused).code).toBe('scheme.investment.budget');
    expect(changes(refused).message).toContain('超出 6040.00 元。政府投资条例第二十三条');
    const excess = figure('excess', '3624000', { decidedOn: '2026-11-20' });
    const record = `/api/scheme/schemes/${made.schemeId}/investment`;
    expect(changes(await finance.post(record, excess)).code).toBe('scheme.investment.source');
    expect((await clerk.post(record, excess)).status).toBe(403);
    const entered = await finance.post(record, { ...excess, moneySource: '区级预算追加' });
    expect(changes(entered).investment).toMatchObject({
      budget: { state: 'needsApproval' },
      figures: [{ state: 'asked', own: true, decidedBy: null }],
    });
    expect(changes(await taskForce.post(`${to}/decide`, yes)).code).toBe('scheme.investment.budget');
    const confirmed = await second.post(confirming(entered), { approve: true, decision: '' });
    expect(changes(confirmed).investment.budget.state).toBe('approved');
    const done = changes(await taskForce.post(`${to}/decide`, yes));
    expect(done.variations[0]?.state).toBe('approved');
    await inScope(app.services.db, everyRegion, async (tx) => {
      const scheme = await approvedScheme(tx, { estateId });
      expect(scheme).toMatchObject({ version: 2, totalFen: 3_624_000n });
      expect(scheme?.lines.map((line) => line.id)).toEqual([id]);
    });
    const frozen = inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('schemeLine').set({ place: '改' }).where('schemeId', '=', made.schemeId).execute(),
    );
    await expect(frozen).rejects.toMatchObject({ constraint: 'scheme_line_frozen' });
  });

  test('申请人不能批准自己的变更；减少投资的变更不受条例 23 所限；撤回后可以再申请', async () => {
    const made = await approved();
    const [id] = made.lineIds;
    const first = changes(await ask(made.schemeId, road(id ?? '', '90'), taskForce));
    const to = `/api/scheme/variations/${first.variations[0]?.id}`;
    const yes = { version: 1, approve: true, decision: '', documentNumber: '' };
    expect(changes(await taskForce.post(`${to}/decide`, yes)).code).toBe('scheme.variation.persons');
    const second = await ask(made.schemeId, road(id ?? '', '80'), clerk, 2);
    expect(changes(second).code).toBe('scheme.variation.open');
    await taskForce.post(`${to}/withdraw`, { version: 1, reason: '数量再核' });
    expect(changes(await taskForce.post(`${to}/decide`, yes)).code).toBe('scheme.variation.stale');
    const again = changes(await ask(made.schemeId, road(id ?? '', '80'), clerk, 3));
    const next = `/api/scheme/variations/${again.variations[0]?.id}/decide`;
    expect(changes(await taskForce.post(next, yes)).variations[0]?.state).toBe('approved');
    const listed = await finance.get('/api/scheme/variations?state=withdrawn');
    expect(listed.body).toMatchObject({ items: [{ before: '3020000', after: '2718000' }] });
  });

  test('两次点击批准，只成一次', async () => {
    const made = await approved();
    const asked = changes(await ask(made.schemeId, road(made.lineIds[0] ?? '', '90')));
    const to = `/api/scheme/variations/${asked.variations[0]?.id}/decide`;
    const yes = { version: 1, approve: true, decision: '', documentNumber: '' };
    const answers = await Promise.all([taskForce.post(to, yes), taskForce.post(to, yes)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('草稿不能申请变更', async () => {
    const made = await insertScheme(app, { estateIds: [estateId], lines });
    expect((await ask(made.schemeId, road(null, '5'))).status).toBe(409);
  });
});

test('条例 12：概算超估算 10% 须报告后才能提交；正好 10% 不算超', async () => {
  const lines = [{ item: 'road', itemTitle: '道路', quantityMilli: 110_000n, unitPriceFen: 10_000n }];
  const made = await insertScheme(app, { estateIds: [estateId], lines });
  const at = `/api/scheme/schemes/${made.schemeId}`;
  const record = (kind: string, amount: string) =>
    finance.post(`${at}/investment`, figure(kind, amount)).then(changes);
  const late = await finance.post(`${at}/investment`, {
    ...figure('estimate', '1'),
    decidedOn: '2026-11-23',
  });
  expect(changes(late).code).toBe('scheme.investment.day');
  expect((await record('estimate', '1000000')).investment.estimate.state).toBe('within');
  expect((await record('estimate', '999999')).investment.estimate.state).toBe('mustReport');
  const refused = await clerk.post(`${at}/submit`, { version: 1 });
  expect([refused.status, changes(refused).code]).toEqual([422, 'scheme.investment.estimate']);
  expect((await record('report', '1100000')).investment.estimate.state).toBe('reported');
  expect((await clerk.post(`${at}/submit`, { version: 1 })).status).toBe(200);
});

describe('条例 23：概算不因一个人的登记而提高', () => {
  const lines = [{ item: 'road', itemTitle: '道路', quantityMilli: 100_000n, unitPriceFen: 10_000n }];
  const money = { moneySource: '区级预算追加' };

  test('方案超过核定概算一分也不能提交；正好相等可以；提高概算须另一人确认，之前原概算有效', async () => {
    const made = await insertScheme(app, { estateIds: [estateId], lines });
    const at = `/api/scheme/schemes/${made.schemeId}`;
    const record = (kind: string, amount: string, more: object = {}, by = finance) =>
      by.post(`${at}/investment`, figure(kind, amount, more));
    const first = await record('preliminaryBudget', '999999');
    expect(changes(first).investment).toMatchObject({
      figures: [{ state: 'effective' }],
      budget: { state: 'needsApproval', over: '1' },
    });
    const refused = await clerk.post(`${at}/submit`, { version: 1 });
    expect([refused.status, changes(refused).code]).toEqual([422, 'scheme.investment.budget']);
    expect(changes(await record('preliminaryBudget', '1000000')).code).toBe('scheme.investment.source');
    const raised = await record('preliminaryBudget', '1000000', money);
    expect(changes(raised).investment).toMatchObject({
      figures: [{ state: 'asked' }, { state: 'effective' }],
      budget: { budget: '999999', state: 'needsApproval' },
    });
    expect(changes(await record('preliminaryBudget', '5', {}, second)).code).toBe('scheme.investment.open');
    expect(changes(await clerk.post(`${at}/submit`, { version: 1 })).code).toBe('scheme.investment.budget');
    const to = confirming(raised);
    const yes = { approve: true, decision: '' };
    const own = await finance.post(to, yes);
    expect([own.status, changes(own).code]).toEqual([403, 'scheme.investment.persons']);
    expect((await clerk.post(to, yes)).status).toBe(403);
    expect((await second.post(to, { approve: false, decision: '' })).status).toBe(400);
    const both = await Promise.all([second.post(to, yes), second.post(to, yes)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const shown = changes(await clerk.get(`${at}/changes`)).investment;
    expect(shown).toMatchObject({
      budget: { budget: '1000000', state: 'within' },
      figures: [{ state: 'effective', decidedBy: expect.any(String) }, { state: 'effective' }],
    });
    expect((await clerk.post(`${at}/submit`, { version: 1 })).status).toBe(200);
  });

  test('撤回和不予确认的从不生效；草案之上的第一份概算也须另一人确认', async () => {
    const made = await insertScheme(app, { estateIds: [estateId], lines });
    const at = `/api/scheme/schemes/${made.schemeId}`;
    const record = (kind: string, amount: string, more: object = {}) =>
      finance.post(`${at}/investment`, figure(kind, amount, more));
    const wide = await record('preliminaryBudget', '1000001');
    expect(changes(wide).investment.budget.state).toBe('noBudget');
    const back = await finance.post(confirming(wide), { approve: false, decision: '登记有误' });
    expect(changes(back).investment).toMatchObject({ figures: [{ state: 'refused' }] });
    expect(changes(await record('preliminaryBudget', '900000')).investment.budget.over).toBe('100000');
    const excess = await record('excess', '1000000', money);
    const no = await second.post(confirming(excess), { approve: false, decision: '文件不符' });
    expect(changes(no).investment.budget.state).toBe('needsApproval');
    const again = await second.post(confirming(excess), { approve: true, decision: '' });
    expect([again.status, changes(again).code]).toEqual([409, 'scheme.investment.decided']);
    expect(changes(await clerk.post(`${at}/submit`, { version: 1 })).code).toBe('scheme.investment.budget');
    const short = await record('excess', '999999', money);
    await second.post(confirming(short), { approve: true, decision: '' });
    expect(changes(await clerk.post(`${at}/submit`, { version: 1 })).code).toBe('scheme.investment.budget');
    const enough = await record('excess', '1000000', money);
    await second.post(confirming(enough), { approve: true, decision: '' });
    expect((await clerk.post(`${at}/submit`, { version: 1 })).status).toBe(200);
  });

  test('提交后才登记的概算，批准时照样核对；另一人确认核定后不再缺', async () => {
    const made = await insertScheme(app, { estateIds: [estateId], lines, state: 'submitted' });
    const at = `/api/scheme/schemes/${made.schemeId}`;
    const check = async () =>
      (
        (await taskForce.get(`${at}/review`)).body as {
          checks: { id: string; met: boolean; missing: string[] }[];
        }
      ).checks.find(({ id }) => id === 'investment');
    expect(await check()).toMatchObject({ met: true });
    await finance.post(`${at}/investment`, figure('preliminaryBudget', '999999'));
    await finance.post(`${at}/investment`, figure('estimate', '909090'));
    expect(await check()).toMatchObject({
      met: false,
      missing: [expect.stringContaining('第十二条'), expect.stringContaining('超出 0.01 元')],
    });
    const refused = await taskForce.post(`${at}/approve`, { version: 1, documentNumber: '' });
    expect(changes(refused)).toMatchObject({
      code: 'scheme.approve.missing',
      message: expect.stringContaining('须先提出调整方案及资金来源'),
    });
    const estimate = await finance.post(`${at}/investment`, figure('estimate', '909091'));
    expect(changes(estimate).investment).toMatchObject({
      figures: [{ state: 'asked' }, {}, {}],
      estimate: { state: 'mustReport' },
    });
    await second.post(confirming(estimate), { approve: true, decision: '' });
    const excess = await finance.post(`${at}/investment`, figure('excess', '1000000', money));
    expect(await check()).toMatchObject({ missing: [expect.stringContaining('超出 0.01 元')] });
    await second.post(confirming(excess), { approve: true, decision: '' });
    expect(await check()).toMatchObject({ met: true, missing: [] });
  });

  test('批准后提高概算也须另一人确认', async () => {
    const made = await insertScheme(app, { estateIds: [estateId], lines, state: 'approved' });
    const at = `/api/scheme/schemes/${made.schemeId}/investment`;
    expect(changes(await finance.post(at, figure('preliminaryBudget', '1000001'))).code).toBe(
      'scheme.investment.source',
    );
    const asked = await finance.post(at, figure('preliminaryBudget', '1000001', money));
    expect(changes(asked).investment.budget.budget).toBe('1000000');
    const done = await second.post(confirming(asked), { approve: true, decision: '' });
    expect(changes(done).investment.budget.budget).toBe('1000001');
  });
});
