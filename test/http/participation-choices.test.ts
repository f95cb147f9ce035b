import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertParts, insertVisitor } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let clerk: Person;
let estateId: string;
let parts: string[];
/** Anew after the clock moved: sessions end by themselves. */
const newClerk = () => app.person(['communityClerk'], '371503001');

beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  app.setNow('2026-11-22T09:00:00+08:00');
  clerk = await newClerk();
  estateId = await insertEstate(app);
  parts = await insertParts(app, estateId, 10);
});
afterAll(() => app.close());

type View = {
  id: string;
  version: number;
  state: string;
  ballots: number;
  doors: number;
  items: { id: string; residents: string }[];
  subject: { hash: string } | null;
  division: { method: string; parts: number; areaCm2: string } | null;
  result: {
    ballots: number;
    approvals: Record<string, number>;
    equalShares: Outcome;
    greedy: Outcome;
    onlyEqualShares: string[];
  } | null;
};
type Outcome = {
  chosen: { id: string; why: { text: string } }[];
  out: { id: string; why: { text: string } }[];
};

const item = (id: string, kind: string, cost: string, residents = '0.30') => ({
  id,
  title: `内容${id}`,
  class: kind,
  cost,
  basis: '',
  note: '',
  shares:
    kind === 'basic' ? { fiscal: '1' } : { residents, fiscal: String((1 - Number(residents)).toFixed(2)) },
});
const settings = () => ({
  title: '选择改造内容',
  items: [
    item('water', 'basic', '10000'),
    item('lifts', 'improvement', '6000'),
    item('parking', 'improvement', '4000'),
    item('elderlyCare', 'enhancement', '4000', '0.70'),
  ],
  budget: '20000',
  rule: 'equal-shares',
  completion: 'add-one',
  caps: {},
  incompatible: [],
});
const path = '/api/participation/choices';
const made = async (change: object = {}) => {
  const answer = await clerk.post(path, { estateId, ...settings(), ...change });
  return { status: answer.status, view: answer.body as View };
};
const opened = async (change: object = {}) => {
  const { view } = await made(change);
  const answer = await clerk.post(`${path}/${view.id}/open`, {
    version: view.version,
    opensOn: '2026-11-22',
    closesOn: '2026-11-30',
  });
  expect(answer.status).toBe(200);
  return answer.body as View;
};
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const enter = (id: string, partId: string, approvals: string[], key: string = randomUUID()) =>
  clerk.post(`${path}/${id}/ballots`, { partId, channel: 'paper', key, approvals });

describe('改造内容选择（四(二)1，五(七)）', () => {
  it('按目录、单价和台账现状拟出菜单，待核的参数照实说明', async () => {
    const answer = await clerk.get(`${path}-suggest?estateId=${estateId}`);
    const body = answer.body as { items: Record<string, unknown>[]; budget: string; unverified: string[] };
    expect(answer.status).toBe(200);
    // 10,000 ㎡ × 25 元
    expect(body.items.find((one) => one.id === 'water')).toMatchObject({ cost: '25000000', suggested: true });
    expect(body.items.find((one) => one.id === 'gas')).toMatchObject({ suggested: false });
    // 16 单元 × 50 万元
    expect(body.items.find((one) => one.id === 'lifts')).toMatchObject({ cost: '800000000' });
    expect(body.unverified).toContain('各项改造内容的单价');
    const bare = await insertEstate(app, { floorAreaCm2: null, entrances: null });
    const unknown = (await clerk.get(`${path}-suggest?estateId=${bare}`)).body as typeof body;
    expect(unknown.items[0]).toMatchObject({ cost: null });
    expect(unknown.budget).toBeNull();
  });

  it('自相矛盾的菜单、空菜单、没有花名册：一句话拒绝', async () => {
    const twice = settings().items.concat(item('lifts', 'improvement', '1'));
    expect(await made({ items: twice })).toMatchObject({ status: 422 });
    expect(await made({ incompatible: [['lifts', 'pool']] })).toMatchObject({ status: 422 });
    expect(await made({ incompatible: [['lifts', 'lifts']] })).toMatchObject({ status: 422 });
    const onlyBasic = await made({ items: [item('water', 'basic', '1')] });
    const days = { opensOn: '2026-11-22', closesOn: '2026-11-30' };
    const none = await clerk.post(`${path}/${onlyBasic.view.id}/open`, { version: 1, ...days });
    expect(code(none)).toBe('participation.choice.items');
    const bare = await insertEstate(app);
    const draft = (await clerk.post(path, { estateId: bare, ...settings() })).body as View;
    const nobody = await clerk.post(`${path}/${draft.id}/open`, { version: 1, ...days });
    expect(code(nobody)).toBe('participation.choice.nobody');
  });

  it('开始即锁定菜单、份额和分摊户；之后不能再改', async () => {
    const view = await opened();
    expect(view).toMatchObject({ state: 'open', doors: 10, ballots: 0 });
    expect(view.division).toEqual({ method: 'area', parts: 10, areaCm2: '8000000' });
    expect(view.subject?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(view.items.find((one) => one.id === 'lifts')?.residents).toBe('1800');
    const edit = await clerk.post(`${path}/${view.id}`, { version: view.version, ...settings() });
    expect(code(edit)).toBe('participation.choice.state');
    await insertParts(app, await insertEstate(app), 1);
    const stale = await clerk.post(`${path}/${view.id}/cancel`, { version: 1, reason: '不做了' });
    expect(code(stale)).toBe('participation.choice.stale');
  });

  it('两种规则并列，每一项入选与落选都说明理由', async () => {
    const view = await opened();
    for (const n of [0, 1, 2, 3, 4, 5]) await enter(view.id, parts[n] ?? '', ['lifts', 'parking']);
    for (const n of [6, 7, 8, 9]) await enter(view.id, parts[n] ?? '', ['elderlyCare']);
    app.setNow('2026-11-30T23:00:00+08:00');
    clerk = await newClerk();
    expect(code(await clerk.post(`${path}/${view.id}/close`, { version: view.version }))).toBe(
      'participation.choice.days',
    );
    app.setNow('2026-12-01T00:00:00+08:00');
    clerk = await newClerk();
    const closed = (await clerk.post(`${path}/${view.id}/close`, { version: view.version })).body as View;
    expect(closed.state).toBe('closed');
    const posted = (await clerk.get('/api/participation/notices?kind=choice')).body as {
      items: { id: string; title: string; phase: string }[];
    };
    expect(posted.items).toMatchObject([{ title: expect.stringContaining('结果公示'), phase: 'running' }]);
    const notice = await clerk.get(`/api/participation/notices/${posted.items[0]?.id}`);
    expect(notice.body).toMatchObject({ subjectId: view.id });
    expect((notice.body as { body: string }).body).toContain('列入的内容');
    expect(closed.result).toMatchObject({
      ballots: 10,
      approvals: { lifts: 6, parking: 6, elderlyCare: 4 },
      onlyEqualShares: ['elderlyCare'],
    });
    expect(closed.result?.equalShares.chosen.map((one) => one.id)).toEqual([
      'water',
      'parking',
      'elderlyCare',
    ]);
    expect(closed.result?.greedy.chosen.map((one) => one.id)).toEqual(['water', 'parking', 'lifts']);
    for (const { why } of closed.result?.equalShares.out ?? []) expect(why.text).toMatch(/[一-鿿]/);
    expect(code(await enter(view.id, parts[0] ?? '', []))).toBe('participation.choice.state');
  });

  it('住户凭码选择：可改选，重发得同一回执，别的小区的卡不行', async () => {
    const view = await opened();
    const send = await insertVisitor(app, estateId, parts[0] ?? '');
    const key = randomUUID();
    const first = await send(`${path}/${view.id}/cast`, { key, approvals: ['parking', 'lifts'] });
    expect(first).toMatchObject({ status: 200, body: { replaced: false, approvals: ['lifts', 'parking'] } });
    const again = await send(`${path}/${view.id}/cast`, { key, approvals: ['lifts', 'parking'] });
    expect(again.body.receipt).toBe(first.body.receipt);
    expect(code(await send(`${path}/${view.id}/cast`, { key, approvals: [] }))).toBe(
      'participation.choice.replayed',
    );
    const other = await send(`${path}/${view.id}/cast`, { key: randomUUID(), approvals: ['elderlyCare'] });
    expect(other).toMatchObject({ status: 200, body: { replaced: true } });
    expect(code(await send(`${path}/${view.id}/cast`, { key: randomUUID(), approvals: ['water'] }))).toBe(
      'participation.choice.fixed-item',
    );
    expect(code(await send(`${path}/${view.id}/cast`, { key: randomUUID(), approvals: ['pool'] }))).toBe(
      'participation.choice.unknown-item',
    );
    const elsewhere = await insertEstate(app);
    const [door = ''] = await insertParts(app, elsewhere, 1);
    const stranger = await insertVisitor(app, elsewhere, door);
    expect(code(await stranger(`${path}/${view.id}/cast`, { key: randomUUID(), approvals: [] }))).toBe(
      'participation.choice.part',
    );
    const shown = (await clerk.get(`${path}/${view.id}`)).body as View;
    expect(shown.ballots).toBe(1);
    expect(code(await clerk.post(`${path}/${view.id}/cast`, { key: randomUUID(), approvals: [] }))).toBe(
      'participation.visitor.absent',
    );
  });

  it('住户页：不用脚本就能读；有卡才见自家分摊和提交按钮；结果附理由', async () => {
    const view = await opened();
    const estateCode = (view as unknown as { estateCode: string }).estateCode;
    const page = `/r/${estateCode}/choices/${view.id}`;
    const get = async (url: string) => (await app.http.inject({ method: 'GET', url })).body;
    expect(await get(`/r/${estateCode}`)).toContain('选择改造内容');
    const publicPage = await get(page);
    expect(publicPage).toContain('内容lifts');
    expect(publicPage).not.toContain('您家约');
    expect(publicPage).not.toContain('提交选择');
    const send = await insertVisitor(app, estateId, parts[0] ?? '');
    const own = (await send(page)).text;
    // 60 元的 30 % 由 10 户同面积分摊
    expect(own).toContain('您家约 1.80 元');
    expect(own).toContain('提交选择');
    await enter(view.id, parts[2] ?? '', ['parking']);
    app.setNow('2026-12-01T00:00:00+08:00');
    clerk = await newClerk();
    await clerk.post(`${path}/${view.id}/close`, { version: view.version });
    const closed = await get(page);
    expect(closed).toContain('结果（1 户参加）');
    expect(closed).toContain('没有住户赞成');
    expect(await get(`/r/${estateCode}`)).toContain('已选定的改造内容');
    const other = await insertEstate(app);
    const elsewhere = (await clerk.get(`/api/survey/estates/${other}`)).body as { code: string };
    const absent = await app.http.inject({ method: 'GET', url: `/r/${elsewhere.code}/choices/${view.id}` });
    expect(absent.statusCode).toBe(404);
  });

  it('同一户两部手机同时提交：只留一张有效选票', async () => {
    const view = await opened();
    const sends = await Promise.all([1, 2, 3, 4].map(() => insertVisitor(app, estateId, parts[1] ?? '')));
    const answers = await Promise.all(
      sends.map((send) => send(`${path}/${view.id}/cast`, { key: randomUUID(), approvals: ['lifts'] })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const key = randomUUID();
    const same = await Promise.all(
      sends.map((send) => send(`${path}/${view.id}/cast`, { key, approvals: ['parking'] })),
    );
    expect(new Set(same.map(({ body }) => body.receipt)).size).toBe(1);
    expect(((await clerk.get(`${path}/${view.id}`)).body as View).ballots).toBe(1);
  });

  it('期限内才能提交；期限只能延长；进行中不给看结果', async () => {
    const { view } = await made();
    const answer = await clerk.post(`${path}/${view.id}/open`, {
      version: 1,
      opensOn: '2026-11-25',
      closesOn: '2026-11-30',
    });
    const open = answer.body as View;
    expect(code(await enter(open.id, parts[0] ?? '', []))).toBe('participation.choice.not-open');
    expect(code(await clerk.post(`${path}/${open.id}/preview`))).toBe('participation.choice.state');
    const shorter = { version: open.version, closesOn: '2026-11-29', reason: '提前' };
    expect(code(await clerk.post(`${path}/${open.id}/extend`, shorter))).toBe('participation.choice.days');
    const longer = { version: open.version, closesOn: '2026-12-05', reason: '还有多户未选' };
    expect(await clerk.post(`${path}/${open.id}/extend`, longer)).toMatchObject({ status: 200 });
    app.setNow('2026-12-06T08:00:00+08:00');
    clerk = await newClerk();
    expect(code(await enter(open.id, parts[0] ?? '', []))).toBe('participation.choice.not-open');
    const list = (await clerk.get(`${path}?state=overdue`)).body as { items: { id: string }[] };
    expect(list.items.map((one) => one.id)).toContain(open.id);
  });

  it('各户是否已选可查，选了什么不可查；领导只读', async () => {
    const view = await opened();
    await enter(view.id, parts[3] ?? '', ['lifts']);
    const todo = (await clerk.get(`${path}/${view.id}/doors?done=false&size=200`)).body as {
      total: number;
      items: object[];
    };
    expect(todo.total).toBe(9);
    const done = (await clerk.get(`${path}/${view.id}/doors?done=true`)).body as { items: object[] };
    expect(JSON.stringify(done)).not.toContain('lifts');
    const leader = await app.person(['leader']);
    expect((await leader.get(`${path}/${view.id}`)).status).toBe(200);
    expect((await leader.post(path, { estateId, ...settings() })).status).toBe(403);
    expect((await leader.post(`${path}/${view.id}/ballots`, {})).status).toBeGreaterThanOrEqual(400);
    const foreign = await app.person(['communityClerk'], '371503002');
    expect((await foreign.get(`${path}/${view.id}`)).status).toBe(404);
    expect((await foreign.post(path, { estateId, ...settings() })).status).toBe(404);
  });
});
