import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packValues, standardPack } from '#modules/policy/index.ts';
import { type EstateFacts, scoreEstate } from '#modules/projects/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let taskForce: Person;
let clerk: Person;
let other: Person;
let leader: Person;
beforeAll(async () => {
  app = await openTestApp();
  taskForce = await app.person(['taskForce']);
  clerk = await app.person(['subdistrictClerk'], '371503001');
  other = await app.person(['subdistrictClerk'], '371503002');
  leader = await app.person(['leader']);
});
afterAll(() => app.close());

const noFacts: EstateFacts = {
  subdistrict: null,
  land: null,
  builtYear: null,
  condition: {},
  management: null,
  demolition: null,
  households: null,
  population: null,
  buildings: null,
  entrances: null,
  floorAreaM2: null,
  agree: null,
  pay: null,
  papers: null,
};
type Answer = { status: number; body: unknown };
type Item = { id: string; name: string; score: number; eligible: string; target: string | null };
type List = { total: number; stale: boolean; items: Item[]; counts: Record<string, number> };
const codeOf = (answer: Answer) => (answer.body as { code: string }).code;

async function assess(): Promise<void> {
  expect((await taskForce.post('/api/projects/assessments/refresh')).status).toBe(200);
  await app.runJobs();
}
const list = async (person: Person, query = ''): Promise<List> =>
  (await person.get(`/api/projects/assessments?size=200${query}`)).body as List;
const step = (person: Person, id: string, name: string, version: number, more: object = {}) =>
  person.post(`/api/projects/estates/${id}/application`, { step: name, version, ...more });

/** Brings an estate through to acceptance. */
async function accept(id: string): Promise<void> {
  expect((await step(clerk, id, 'apply', 0)).status).toBe(200);
  const opinion = { opinion: 'support', reason: '情况属实，支持' };
  expect((await step(clerk, id, 'opine', 1, opinion)).status).toBe(200);
  expect((await step(taskForce, id, 'accept', 2)).status).toBe(200);
}

describe('资格与评分', () => {
  it('评估后列出每个小区的结论；台账变化后提示须重新评估', async () => {
    const good = await insertEstate(app);
    const young = await insertEstate(app, { builtYear: 2006 });
    const vague = await insertEstate(app, { agree: null });
    const aspiring = await insertEstate(app, { builtYear: 2003 });
    expect((await list(taskForce)).stale).toBe(true);
    await assess();
    const seen = await list(taskForce);
    const byId = new Map(seen.items.map((one) => [one.id, one]));
    expect(seen.stale).toBe(false);
    expect(byId.get(good)).toMatchObject({ eligible: 'yes', target: 'must' });
    expect(byId.get(aspiring)).toMatchObject({ eligible: 'yes', target: 'aspire' });
    expect(byId.get(young)).toMatchObject({ eligible: 'no', failed: ['builtYear'] });
    expect(byId.get(vague)).toMatchObject({ eligible: 'unknown', unknown: ['wish'] });
    expect(seen.counts).toMatchObject({ yes: 2, no: 1, unknown: 1, must: 1, aspire: 1 });
    expect((await list(taskForce, '&eligible=no')).items.map((one) => one.id)).toEqual([young]);
    expect((await list(taskForce, '&failed=builtYear')).total).toBe(1);
    expect((await list(taskForce, '&state=none')).total).toBe(4);
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('surveyEstate').set({ agree: 80, version: 2 }).where('id', '=', vague).execute(),
    );
    expect((await list(taskForce)).stale).toBe(true);
    await assess();
    expect((await list(taskForce, '&eligible=yes')).total).toBe(3);
  });

  it('详情给出每项条件的证据与每个因素的算式，合计可复算', async () => {
    const id = await insertEstate(app);
    await assess();
    const answer = await clerk.get(`/api/projects/assessments/${id}`);
    expect(answer.status).toBe(200);
    const detail = answer.body as {
      score: number;
      conditions: { evidence: string }[];
      factors: { points: number; weight: number; formula: string }[];
    };
    expect(detail.conditions).toHaveLength(7);
    const total = detail.factors.reduce((sum, one) => sum + one.points * one.weight, 0);
    expect(Math.abs(total - detail.score)).toBeLessThan(0.006);
    expect(codeOf(await other.get(`/api/projects/assessments/${id}`))).toBe('projects.estate.absent');
  });

  it('面积的小数不舍去，与命令行算法一致；只填棚改的也不得纳入', async () => {
    const small = { agree: 1, pay: 1, households: 1 };
    const id = await insertEstate(app, { ...small, floorAreaCm2: 1_005_000n });
    const shanty = await insertEstate(app, { shantyTown: true });
    await assess();
    type Detail = { conditions: { id: string; met: string }[]; factors: { id: string; points: number }[] };
    const of = async (one: string) => (await clerk.get(`/api/projects/assessments/${one}`)).body as Detail;
    const benefit = scoreEstate(
      { ...noFacts, ...small, floorAreaM2: 100.5 },
      packValues(standardPack(), '2026-11-22')['score.factors'],
    ).factors.find((one) => one.id === 'benefit');
    expect(benefit?.points).toBe(49.5);
    expect((await of(id)).factors.find((one) => one.id === 'benefit')).toEqual(benefit);
    const verdicts = (await of(shanty)).conditions;
    expect(verdicts.find((one) => one.id === 'noClearance')?.met).toBe('no');
  });

  it('按优先顺序排列：同分时意愿强的在前（五(二)）', async () => {
    const weak = await insertEstate(app, { name: '同分甲', agree: 70 });
    const strong = await insertEstate(app, { name: '同分乙', agree: 95 });
    await assess();
    const found = await list(taskForce, '&search=同分');
    expect(found.items.map((one) => one.id)).toEqual([strong, weak]);
    expect(found.items[0]?.score).toBe(found.items[1]?.score);
  });

  it('街道只看到本街道的；领导不能发起评估', async () => {
    expect((await list(other)).total).toBe(0);
    expect(codeOf(await leader.post('/api/projects/assessments/refresh'))).toBe('action.forbidden');
  });

  it('导出工作簿，含证据与算式', async () => {
    const file = await clerk.download('/api/projects/assessments.xlsx?eligible=yes');
    expect(file.status).toBe(200);
    const book = new exceljs.Workbook();
    await book.xlsx.load(new Uint8Array(file.bytes).buffer);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
      '资格与评分',
      '资格依据',
      '得分依据',
      '说明',
    ]);
    expect(book.worksheets[0]?.rowCount).toBe((await list(clerk, '&eligible=yes')).total + 1);
    expect((await app.visitor('GET', '/api/projects/assessments.xlsx')).status).toBe(401);
  });
});

describe('申请与受理', () => {
  it('社区申请、街道意见、专班受理；越级、越权、过时的都被拒绝', async () => {
    const id = await insertEstate(app);
    await assess();
    expect(codeOf(await step(other, id, 'apply', 0))).toBe('projects.estate.absent');
    expect(codeOf(await step(leader, id, 'apply', 0))).toBe('action.forbidden');
    expect(codeOf(await step(taskForce, id, 'apply', 0))).toBe('projects.application.role');
    expect((await step(clerk, id, 'apply', 0)).status).toBe(200);
    expect(codeOf(await step(clerk, id, 'opine', 0))).toBe('projects.version.stale');
    expect(codeOf(await step(taskForce, id, 'accept', 1))).toBe('projects.application.state');
    expect(codeOf(await step(clerk, id, 'opine', 1))).toBe('projects.application.text-missing');
    expect(codeOf(await step(clerk, id, 'opine', 1, { reason: '同意' }))).toBe(
      'projects.application.opinion-missing',
    );
    await step(clerk, id, 'opine', 1, { reason: '不同意', opinion: 'oppose' });
    expect(codeOf(await step(taskForce, id, 'accept', 2))).toBe('projects.application.opposed');
    const back = await step(taskForce, id, 'return', 2, { reason: '请补充论证' });
    expect(back.body).toMatchObject({ state: 'returned', version: 3, next: [] });
    await step(clerk, id, 'resubmit', 3);
    await step(clerk, id, 'opine', 4, { reason: '支持', opinion: 'support' });
    const done = await step(taskForce, id, 'accept', 5);
    expect(done.body).toMatchObject({ state: 'accepted' });
    expect((done.body as { steps: unknown[] }).steps).toHaveLength(6);
  });

  it('不符合改造范围的不能受理，说明是哪一条', async () => {
    const id = await insertEstate(app, { land: 'collective' });
    await assess();
    await step(clerk, id, 'apply', 0);
    await step(clerk, id, 'opine', 1, { reason: '支持', opinion: 'support' });
    const refused = await step(taskForce, id, 'accept', 2);
    expect(refused.status).toBe(409);
    expect((refused.body as { message: string }).message).toContain('国有土地');
  });

  it('评估之后台账又变了，须重新评估才能受理', async () => {
    const id = await insertEstate(app);
    await assess();
    await step(clerk, id, 'apply', 0);
    await step(clerk, id, 'opine', 1, { reason: '支持', opinion: 'support' });
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('surveyEstate').set({ agree: 10, version: 2 }).where('id', '=', id).execute(),
    );
    expect(codeOf(await step(taskForce, id, 'accept', 2))).toBe('projects.assessment.stale');
  });
});

describe('争议', () => {
  it('论证、风险评估、应急预案、意见统一齐备后才能解除暂缓', async () => {
    const id = await insertEstate(app);
    await assess();
    const open = `/api/projects/estates/${id}/dispute`;
    expect(codeOf(await other.post(open, { reason: '停车位' }))).toBe('projects.estate.absent');
    expect(codeOf(await leader.post(open, { reason: '停车位' }))).toBe('action.forbidden');
    const made = (await clerk.post(open, { reason: '停车位布置有争议' })).body as { id: string };
    expect(codeOf(await clerk.post(open, { reason: '又一次' }))).toBe('projects.dispute.already-open');
    const at = `/api/projects/disputes/${made.id}`;
    const round = (day: string, version: number) =>
      clerk.post(`${at}/rounds`, { day, summary: '座谈', version });
    expect(codeOf(await round('2026-12-01', 1))).toBe('projects.dispute.day');
    await round('2026-10-01', 1);
    await round('2026-10-15', 2);
    const paper = (name: string, version: number) =>
      clerk.post(`${at}/papers`, { paper: name, day: '2026-10-20', title: '材料', version });
    await paper('riskAssessment', 3);
    await paper('emergencyPlan', 4);
    const release = (person: Person, version: number) =>
      person.post(`${at}/release`, { reason: '意见已统一', version });
    expect(codeOf(await release(clerk, 5))).toBe('action.forbidden');
    const held = await release(taskForce, 5);
    expect(codeOf(held)).toBe('projects.dispute.held');
    expect(codeOf(await other.post(`${at}/rounds`, { day: '2026-10-01', summary: 'x', version: 5 }))).toBe(
      'projects.dispute.absent',
    );
    await step(clerk, id, 'apply', 0);
    await step(clerk, id, 'opine', 1, { reason: '支持', opinion: 'support' });
    expect(codeOf(await step(taskForce, id, 'accept', 2))).toBe('projects.application.dispute-open');
    await paper('agreement', 5);
    expect((await release(taskForce, 6)).body).toMatchObject({ state: 'released' });
    expect((await step(taskForce, id, 'accept', 2)).status).toBe(200);
    expect(((await clerk.get('/api/projects/disputes')).body as { total: number }).total).toBe(1);
    expect(((await other.get('/api/projects/disputes')).body as { total: number }).total).toBe(0);
  });
});

describe('项目', () => {
  const order = (estateIds: string[], year = 2022) => ({
    name: '振兴片区改造项目',
    year,
    implementingBody: '区住房和城乡建设局',
    approvalNumber: '茌改办〔2022〕1号',
    approvedOn: '2022-01-10',
    estateIds,
  });

  it('受理的小区组成项目并锁定计数；不在两年重复计入；撤销后可再列', async () => {
    const one = await insertEstate(app);
    const two = await insertEstate(app, { households: 50, agree: 45, pay: 30, buildings: 2 });
    const three = await insertEstate(app);
    await assess();
    await accept(one);
    await accept(two);
    expect(codeOf(await clerk.post('/api/projects/projects', order([one])))).toBe('action.forbidden');
    expect(codeOf(await taskForce.post('/api/projects/projects', order([one, three])))).toBe(
      'projects.project.unfit',
    );
    expect(codeOf(await taskForce.post('/api/projects/projects', order([one], 2030)))).toBe(
      'projects.project.unfit',
    );
    const early = { ...order([one]), approvedOn: '2026-12-31' };
    expect(codeOf(await taskForce.post('/api/projects/projects', early))).toBe('projects.project.day');
    const made = await taskForce.post('/api/projects/projects', order([one, two]));
    expect(made.status).toBe(200);
    const project = made.body as { id: string; code: string };
    expect(made.body).toMatchObject({ estates: 2, households: 150, buildings: 6, floorAreaCm2: '200000000' });
    expect(project.code).toBe('371503-2022-001');
    const again = await taskForce.post('/api/projects/projects', order([one], 2023));
    expect((again.body as { message: string }).message).toContain('371503-2022-001');
    expect(codeOf(await step(taskForce, one, 'revoke', 3, { reason: 'x' }))).toBe(
      'projects.application.in-project',
    );
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('surveyEstate').set({ households: 999, version: 2 }).where('id', '=', one).execute(),
    );
    const seen = (await clerk.get(`/api/projects/projects/${project.id}`)).body as { members: unknown[] };
    expect(seen).toMatchObject({ households: 150 });
    expect(seen.members).toHaveLength(2);
    expect(codeOf(await other.get(`/api/projects/projects/${project.id}`))).toBe('projects.project.absent');
    const cancel = { reason: '资金调整', version: 1 };
    expect(codeOf(await clerk.post(`/api/projects/projects/${project.id}/cancel`, cancel))).toBe(
      'action.forbidden',
    );
    expect((await taskForce.post(`/api/projects/projects/${project.id}/cancel`, cancel)).body).toMatchObject({
      state: 'cancelled',
    });
    expect((await taskForce.post('/api/projects/projects', order([two], 2023))).body).toMatchObject({
      code: '371503-2023-001',
    });
    // The plan may not put it in another year than its project's.
    const limit = (kind: string, year: number) =>
      taskForce.post('/api/plan/limits', { estateIds: [two], kind, year, reason: '试' });
    expect(codeOf(await limit('pin', 2024))).toBe('plan.limit.project');
    expect(codeOf(await limit('forbid', 2023))).toBe('plan.limit.project');
    expect((await limit('forbid', 2024)).status).toBe(200);
    const years = ((await leader.get('/api/projects/projects')).body as { years: object[] }).years;
    expect(years).toMatchObject([{ year: 2023, estates: 1, households: 50 }]);
    const late = await insertEstate(app, { builtYear: 2012 });
    await assess();
    const pin = { estateIds: [late], kind: 'pin', year: 2024, reason: '试' };
    expect(codeOf(await taskForce.post('/api/plan/limits', pin))).toBe('plan.limit.unfit');
  });
});

describe('政策落实', () => {
  it('二、三、五(二) 的实时数字与清单一致，并只数看得见的', async () => {
    type Clause = { id: string; figures: { title: string; value: number }[] };
    const figuresOf = async (person: Person, id: string) =>
      ((await person.get('/api/policy/clauses')).body as Clause[]).find((one) => one.id === id)?.figures ??
      [];
    const { counts } = await list(taskForce);
    expect((await figuresOf(taskForce, '三')).map((one) => one.value)).toEqual([
      counts.yes,
      counts.no,
      counts.unknown,
    ]);
    expect((await figuresOf(other, '三')).map((one) => one.value)).toEqual([0, 0, 0]);
    // Later modules add their own figures to the clause; these three are ours.
    const titles = (await figuresOf(taskForce, '五(二)')).map((one) => one.title);
    expect(titles).toEqual(expect.arrayContaining(['已受理', '争议暂缓', '改造项目']));
  });
});
