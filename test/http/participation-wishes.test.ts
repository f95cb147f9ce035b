import { createHash, randomUUID } from 'node:crypto';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let clerk: Person;
let community: Person;
let leader: Person;
let other: Person;
beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  community = await app.person(['communityClerk'], '371503001');
  leader = await app.person(['leader']);
  other = await app.person(['subdistrictClerk'], '371503002');
});
afterAll(() => app.close());

type Answer = { status: number; body: unknown };
const codeOf = (answer: Answer) => (answer.body as { code: string }).code;
const sentenceOf = (answer: Answer) => (answer.body as { message: string }).message;
const bodyOf = <T>(answer: Answer): T => {
  expect([answer.status, answer.body]).toEqual([200, answer.body]);
  return answer.body as T;
};
const base = '/api/participation/wishes';
type Template = { id: string | null; version: number; purpose: string; name: string; questions: object[] };
type Detail = {
  version: number;
  state: string;
  answered: number;
  households: number | null;
  met: string;
  needed: number | null;
  floor: { text: string; unverified: boolean };
  coverage: {
    basis: string;
    unlisted: number;
    buildings: { building: string; answered: number; households: number | null; floors: object[] }[];
  };
  questions: { id: string }[];
};
const template = async (purpose: string): Promise<Template> => {
  const all = bodyOf<Template[]>(await clerk.get('/api/participation/wishes-templates'));
  const found = all.find((one) => one.purpose === purpose);
  if (!found) throw new Error(purpose);
  return found;
};
const show = async (id: string): Promise<Detail> => bodyOf<Detail>(await clerk.get(`${base}/${id}`));

async function insertDoors(estateId: string, rooms: readonly [string, string, string][], more: object = {}) {
  const rows = rooms.map(([building, entrance, room]) => ({
    id: randomUUID(),
    estateId,
    regionCode: '371503001',
    building,
    entrance,
    room,
    kind: 'dwelling',
    updatedAt: app.services.clock.now(),
    updatedBy: '测试',
    ...more,
  }));
  await inScope(app.services.db, everyRegion, async (tx) => {
    for (let n = 0; n < rows.length; n += 1_000)
      await tx
        .insertInto('surveyPart')
        .values(rows.slice(n, n + 1_000))
        .execute();
  });
  return rows.map((row) => row.id);
}
const eight: [string, string, string][] = [
  ...(['101', '102', '201', '202'] as const).map((room): [string, string, string] => [
    '1号楼',
    '1单元',
    room,
  ]),
  ...(['101', '102', '201', '202'] as const).map((room): [string, string, string] => [
    '2号楼',
    '1单元',
    room,
  ]),
];

async function draft(estateId: string, purpose = 'renovate', title = '改造意愿征询'): Promise<string> {
  const { questions } = await template(purpose);
  const made = await clerk.post(base, { estateId, title, purpose, questions, key: randomUUID() });
  return bodyOf<{ id: string }>(made).id;
}
async function opened(estateId: string, purpose = 'renovate'): Promise<string> {
  const id = await draft(estateId, purpose);
  bodyOf(await clerk.post(`${base}/${id}/open`, { version: 1, closesOn: '2026-12-31' }));
  return id;
}
const agreeing = { agree: true, items: ['water', 'roof'], pay: true };
const enter = (
  person: Person,
  id: string,
  place: [string, string, string],
  answers: object = agreeing,
  more: object = {},
) =>
  person.post(`${base}/${id}/answers`, {
    key: randomUUID(),
    building: place[0],
    entrance: place[1],
    room: place[2],
    channel: 'paper',
    answers,
    ...more,
  });
const close = async (id: string, more: object = {}) =>
  clerk.post(`${base}/${id}/close`, { version: (await show(id)).version, ...more });

describe('起草与设计', () => {
  it('模板有五类，题目可改，改完保存为本区模板', async () => {
    const all = bodyOf<Template[]>(await clerk.get('/api/participation/wishes-templates'));
    expect(all.map((one) => one.purpose).slice(0, 6)).toEqual([
      'renovate',
      'items',
      'contribution',
      'management',
      'before',
      'after',
    ]);
    const before = await template('before');
    expect((await template('after')).questions).toEqual(before.questions);
    const save = { id: null, version: 0, name: '本街道模板', questions: before.questions };
    const made = bodyOf<Template>(await clerk.post('/api/participation/wishes-templates', save));
    expect(made).toMatchObject({ purpose: 'own', version: 1 });
    const stale = await clerk.post('/api/participation/wishes-templates', {
      ...save,
      id: made.id,
      version: 9,
    });
    expect(codeOf(stale)).toBe('participation.wishes.template.stale');
    expect(bodyOf<Template[]>(await other.get('/api/participation/wishes-templates'))).toHaveLength(6);
    bodyOf(await clerk.post(`/api/participation/wishes-templates/${made.id}/archive`, { version: 1 }));
    expect(bodyOf<Template[]>(await clerk.get('/api/participation/wishes-templates'))).toHaveLength(6);
  });
  it('指向后面题目的跳题条件被拒，说明是哪一题；多余字段被拒', async () => {
    const estateId = await insertEstate(app);
    const bad = [
      { id: 'a', kind: 'yesNo', title: '甲', showIf: [{ question: 'b', test: 'is', value: true }] },
      { id: 'b', kind: 'yesNo', title: '乙', showIf: [{ question: 'a', test: 'is', value: true }] },
    ];
    const body = { estateId, title: '试', purpose: 'own', questions: bad, key: randomUUID() };
    const refused = await clerk.post(base, { ...body, title: '试验' });
    expect([refused.status, codeOf(refused)]).toEqual([422, 'participation.wishes.questions']);
    expect(sentenceOf(refused)).toContain('第 1 题“甲”');
    expect(sentenceOf(refused)).toContain('互为条件');
    expect((await clerk.post(base, { ...body, title: '试验', extra: 1 })).status).toBe(400);
  });
  it('同一编号重复提交只建一份；领导与别的街道不能建', async () => {
    const estateId = await insertEstate(app);
    const { questions } = await template('items');
    const body = { estateId, title: '内容征询', purpose: 'items', questions, key: randomUUID() };
    const one = bodyOf<{ id: string }>(await community.post(base, body));
    expect(bodyOf<{ id: string }>(await community.post(base, body)).id).toBe(one.id);
    expect((await leader.post(base, { ...body, key: randomUUID() })).status).toBe(403);
    expect(codeOf(await other.post(base, { ...body, key: randomUUID() }))).toBe(
      'participation.wishes.estate',
    );
    expect((await other.get(`${base}/${one.id}`)).status).toBe(404);
    expect((await leader.get(`${base}/${one.id}`)).status).toBe(200);
  });
  it('开始后题目不能改，截止日期可以延长；社区经办人不能开始和结束', async () => {
    const id = await draft(await insertEstate(app));
    bodyOf(await clerk.post(`${base}/${id}`, { version: 1, title: '改了名称' }));
    expect(codeOf(await clerk.post(`${base}/${id}`, { version: 1, title: '再改' }))).toBe(
      'participation.wishes.stale',
    );
    expect((await community.post(`${base}/${id}/open`, { version: 2, closesOn: '2026-12-01' })).status).toBe(
      403,
    );
    const past = await clerk.post(`${base}/${id}/open`, { version: 2, closesOn: '2026-01-01' });
    expect(codeOf(past)).toBe('participation.wishes.dates');
    bodyOf(await clerk.post(`${base}/${id}/open`, { version: 2, closesOn: '2026-12-01' }));
    const { questions } = await template('items');
    expect(codeOf(await clerk.post(`${base}/${id}`, { version: 3, questions }))).toBe(
      'participation.wishes.state',
    );
    const sooner = await clerk.post(`${base}/${id}`, { version: 3, closesOn: '2026-11-25' });
    expect(codeOf(sooner)).toBe('participation.wishes.dates');
    bodyOf(await clerk.post(`${base}/${id}`, { version: 3, closesOn: '2026-12-15' }));
    expect(await show(id)).toMatchObject({
      state: 'open',
      closesOn: '2026-12-15',
      floor: { text: '0.75', unverified: true },
    });
    bodyOf(await clerk.post(`${base}/${id}/cancel`, { version: 4, reason: '改期再办' }));
    expect(codeOf(await enter(clerk, id, ['1', '1', '101']))).toBe('participation.wishes.closed');
  });
});

describe('答复', () => {
  it('录入、重复提交、替换、核对、看不见的题不留', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const id = await opened(estateId);
    const key = randomUUID();
    const first = bodyOf<{ id: string; replayed: boolean }>(
      await enter(community, id, ['1', '1', '101'], agreeing, { key }),
    );
    const again = bodyOf<{ id: string; replayed: boolean }>(
      await enter(community, id, ['1', '1', '101'], agreeing, { key }),
    );
    expect([first.replayed, again.replayed, again.id]).toEqual([false, true, first.id]);
    const misused = await enter(community, id, ['1', '1', '102'], agreeing, { key });
    expect([misused.status, codeOf(misused)]).toEqual([409, 'participation.wishes.key']);
    // The same door in another spelling; the answer to the hidden question is dropped.
    const later = await enter(clerk, id, ['1#楼', '1', '101室'], {
      agree: false,
      whyNot: ['cost'],
      items: ['water'],
      pay: false,
    });
    expect(bodyOf(later)).toMatchObject({ replaced: true, listed: true });
    const door = await clerk.get(`${base}/${id}/door?building=1&entrance=1&room=101`);
    expect(bodyOf(door)).toMatchObject({
      listed: true,
      answer: { channel: 'paper', answers: { agree: false, pay: false, whyNot: ['cost'] } },
    });
    expect((door.body as { answer: { answers: object } }).answer.answers).not.toHaveProperty('items');
    const listed = async (query: string) =>
      bodyOf<{ total: number }>(await clerk.get(`${base}/${id}/answers${query}`)).total;
    expect([await listed(''), await listed('?replaced=true'), await listed('?channel=online')]).toEqual([
      1, 2, 0,
    ]);
    const typo = await enter(clerk, id, ['9', '1', '101']);
    expect([typo.status, codeOf(typo)]).toEqual([422, 'participation.wishes.door-unknown']);
    expect(bodyOf(await enter(clerk, id, ['9', '1', '101'], agreeing, { unlisted: true }))).toMatchObject({
      listed: false,
    });
    expect(await show(id)).toMatchObject({
      answered: 1,
      households: 8,
      met: 'no',
      needed: 5,
      coverage: { basis: 'roll', unlisted: 1 },
    });
    const lacking = await enter(clerk, id, ['1', '1', '102'], { agree: true });
    expect([lacking.status, codeOf(lacking)]).toEqual([422, 'participation.wishes.answers']);
    expect(sentenceOf(lacking)).toContain('第 3 题');
    const strange = await enter(clerk, id, ['1', '1', '102'], { ...agreeing, constructor: 1 });
    expect(strange.status).toBe(422);
    expect((await enter(leader, id, ['1', '1', '102'])).status).toBe(403);
    expect((await enter(other, id, ['1', '1', '102'])).status).toBe(404);
  });
  it('两人同时录同一户：只留一份有效，另一份留作记录', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const id = await opened(estateId);
    const both = await Promise.all(Array.from({ length: 6 }, () => enter(clerk, id, ['1', '1', '101'])));
    expect(both.map((one) => one.status)).toEqual([200, 200, 200, 200, 200, 200]);
    const key = randomUUID();
    const same = await Promise.all(
      Array.from({ length: 4 }, () => enter(clerk, id, ['1', '1', '102'], agreeing, { key })),
    );
    expect(new Set(same.map((one) => (one.body as { id: string }).id)).size).toBe(1);
    expect(await show(id)).toMatchObject({ answered: 2 });
    const all = bodyOf<{ total: number }>(await clerk.get(`${base}/${id}/answers?replaced=true`));
    expect(all.total).toBe(7);
  });
  it('覆盖率按整数比较；未达到须确认才能结束；结束后拒收，重发的仍得原答复', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const id = await opened(estateId);
    for (const door of eight.slice(0, 5)) bodyOf(await enter(clerk, id, door));
    const low = await close(id);
    expect([low.status, codeOf(low)]).toEqual([409, 'participation.wishes.below-floor']);
    expect(sentenceOf(low)).toContain('还差 1 户');
    const key = randomUUID();
    bodyOf(await enter(clerk, id, ['2', '1', '102'], { agree: true, items: ['gas'], pay: false }, { key }));
    expect(await show(id)).toMatchObject({ answered: 6, met: 'yes', needed: 0 });
    bodyOf(await close(id));
    const late = await enter(clerk, id, ['2', '1', '202']);
    expect([late.status, codeOf(late)]).toEqual([409, 'participation.wishes.closed']);
    expect(
      bodyOf(await enter(clerk, id, ['2', '1', '102'], { agree: true, items: ['gas'], pay: false }, { key })),
    ).toMatchObject({ replayed: true });
    // A roll that grows later changes nothing: the figures are frozen.
    await insertDoors(estateId, [['3号楼', '1单元', '101']]);
    expect(await show(id)).toMatchObject({ state: 'closed', answered: 6, households: 8, met: 'yes' });
    const { frozen, figures } = bodyOf<{
      frozen: boolean;
      figures: {
        questions: { id: string; choices: { id: string; count: number }[] }[];
        byBuilding: { name: string; answered: number }[];
      };
    }>(await clerk.get(`${base}/${id}/figures`));
    expect(frozen).toBe(true);
    expect(figures.questions.find((one) => one.id === 'pay')?.choices.map((one) => one.count)).toEqual([
      5, 1,
    ]);
    expect(figures.byBuilding.map((one) => [one.name, one.answered])).toEqual([
      ['1号楼', 4],
      ['2号楼', 2],
    ]);
    expect(codeOf(await close(id))).toBe('participation.wishes.state');
  });
  it('待上门名单按楼、单元、楼层排列，可导出；没有名册时不猜户数', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const id = await opened(estateId);
    bodyOf(await enter(clerk, id, ['1', '1', '101']));
    const { total, doors } = bodyOf<{
      total: number;
      doors: { building: string; floor: number; room: string }[];
    }>(await clerk.get(`${base}/${id}/doors`));
    expect(total).toBe(7);
    expect(doors.slice(0, 3).map((one) => [one.building, one.floor, one.room])).toEqual([
      ['1号楼', 2, '201'],
      ['1号楼', 2, '202'],
      ['1号楼', 1, '102'],
    ]);
    const book = new exceljs.Workbook();
    const file = await clerk.download(`${base}/${id}/doors.xlsx`);
    await book.xlsx.load(file.bytes as never);
    expect(book.worksheets.map((one) => one.name)).toEqual(['1号楼', '2号楼']);
    const vague = await opened(await insertEstate(app, { households: null }));
    bodyOf(await enter(clerk, vague, ['1', '1', '101']));
    expect(await show(vague)).toMatchObject({
      answered: 1,
      households: null,
      met: 'unknown',
      needed: null,
      coverage: { basis: 'none' },
    });
    expect(sentenceOf(await close(vague))).toContain('总户数不详');
    bodyOf(await close(vague, { belowFloor: true }));
  });
});

describe('导入与转入', () => {
  it('下载模板、填好、导入：好的入库，坏的逐行说明；同一文件再导一次不变', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const id = await opened(estateId, 'contribution');
    const book = new exceljs.Workbook();
    await book.xlsx.load((await clerk.download(`${base}/${id}/template.xlsx`)).bytes as never);
    const sheet = book.getWorksheet('答复');
    if (!sheet) throw new Error('no sheet');
    sheet.getRow(2).values = ['1', '1', '101', '是', '1,000.50', '直接出资；投工投劳、捐资捐物', ''];
    sheet.getRow(3).values = ['1号楼', '1单元', '102', '否', '', '', '再想想'];
    sheet.getRow(4).values = ['1', '1', '201', '也许', '', '', ''];
    sheet.getRow(5).values = ['7', '1', '201', '否', '', '', ''];
    sheet.getRow(6).values = ['1#', '1', '102室', '是', '', '直接出资', ''];
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const importIt = async () => {
      const { jobId } = bodyOf<{ jobId: string }>(
        await clerk.upload(`${base}/${id}/import`, '答复.xlsx', bytes),
      );
      await app.runJobs();
      return bodyOf<{
        state: string;
        result: { stored: number; before: number; refused: { row: number; message: string }[] };
      }>(await clerk.get(`/api/jobs/${jobId}`));
    };
    const done = await importIt();
    expect(done).toMatchObject({ state: 'done', result: { stored: 2, before: 0 } });
    expect(done.result.refused.map((one) => one.row)).toEqual([3, 4, 5]);
    expect((await importIt()).result).toMatchObject({ stored: 0, before: 2 });
    const shown = bodyOf<{ items: { answers: Record<string, string> }[] }>(
      await clerk.get(`${base}/${id}/answers`),
    );
    expect(shown.items[0]?.answers).toMatchObject({
      pay: '是',
      payAmount: '1000.5',
      payWay: '直接出资；投工投劳、捐资捐物',
    });
    sheet.getCell('J1').value = '姓名';
    const strange = Buffer.from(await book.xlsx.writeBuffer());
    const { jobId } = bodyOf<{ jobId: string }>(
      await clerk.upload(`${base}/${id}/import`, '答复.xlsx', strange),
    );
    await app.runJobs();
    expect(bodyOf(await clerk.get(`/api/jobs/${jobId}`))).toMatchObject({
      state: 'failed',
      problem: { code: 'participation.wishes.file' },
    });
    expect((await leader.upload(`${base}/${id}/import`, '答复.xlsx', bytes)).status).toBe(403);
    const out = new exceljs.Workbook();
    await out.xlsx.load((await leader.download(`${base}/${id}/answers.xlsx`)).bytes as never);
    expect(out.worksheets[0]?.rowCount).toBe(5);
  });
  it('入户意愿转为对应题目的答复，已答的户不动，再转一次不变', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const id = await opened(estateId);
    bodyOf(await enter(clerk, id, ['1', '1', '101']));
    const wish = (building: string, room: string, more: object) => ({
      id: randomUUID(),
      estateId,
      regionCode: '371503001',
      building,
      entrance: '1',
      room,
      ...more,
    });
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .insertInto('surveyWish')
        .values([
          wish('1', '101', { agree: false }),
          wish('1', '102', { agree: true, pay: true, payFen: 100_000n, items: ['供水', '停车场'] }),
          wish('2', '101', { agree: false, items: ['供水'] }),
          wish('2', '102', {}),
          wish('8', '101', { agree: true }),
        ])
        .execute(),
    );
    const took = bodyOf(await clerk.post(`${base}/${id}/take-over`, {}));
    expect(took).toEqual({
      taken: 2,
      already: 1,
      idle: 1,
      refused: [{ place: '8号楼1单元101室', message: '名册中没有这一户' }],
    });
    expect(bodyOf(await clerk.post(`${base}/${id}/take-over`, {}))).toMatchObject({ taken: 0, already: 3 });
    const none = await opened(estateId, 'before');
    expect(codeOf(await clerk.post(`${base}/${none}/take-over`, {}))).toBe(
      'participation.wishes.nothing-asked',
    );
  });
});

describe('前后对比、列表', () => {
  it('改造前后同题对比；不同小区不能比', async () => {
    const estateId = await insertEstate(app);
    await insertDoors(estateId, eight);
    const before = await opened(estateId, 'before');
    const after = await opened(estateId, 'after');
    const all = (points: number) =>
      Object.fromEntries(
        ['overall', 'water', 'roads', 'safety', 'lighting', 'building', 'property', 'facilities'].map(
          (one) => [one, points],
        ),
      );
    bodyOf(await enter(clerk, before, ['1', '1', '101'], all(2)));
    bodyOf(await enter(clerk, before, ['1', '1', '102'], all(3)));
    bodyOf(await enter(clerk, after, ['1', '1', '101'], all(5)));
    const seen = bodyOf<{ questions: { id: string; change: number }[] }>(
      await leader.get(`${base}/${after}/compare/${before}`),
    );
    expect(seen.questions.map((one) => one.change)).toEqual(Array.from({ length: 8 }, () => 2.5));
    const far = await opened(await insertEstate(app), 'before');
    expect(codeOf(await leader.get(`${base}/${after}/compare/${far}`))).toBe('participation.wishes.compare');
  });
  it('列表可查、可筛、可排、可导出', async () => {
    const estateId = await insertEstate(app, { name: '列表专用小区' });
    const id = await opened(estateId);
    await draft(estateId, 'items', '第二份');
    const list = async (query: string) =>
      bodyOf<{ total: number; items: { id: string; overdue: boolean }[] }>(
        await leader.get(`${base}?${query}`),
      );
    expect((await list(`search=${encodeURIComponent('列表专用')}`)).total).toBe(2);
    expect((await list(`search=${encodeURIComponent('第二份')}`)).total).toBe(1);
    expect((await list(`estateId=${estateId}&state=open`)).items.map((one) => one.id)).toEqual([id]);
    expect((await list(`estateId=${estateId}&sort=answered&descending=false`)).total).toBe(2);
    expect((await list(`estateId=${estateId}&overdue=true`)).total).toBe(0);
    app.setNow('2027-01-01T09:00:00+08:00');
    const later = await app.person(['leader']);
    const overdue = await later.get(`${base}?estateId=${estateId}&overdue=true`);
    expect(bodyOf(overdue)).toMatchObject({ items: [{ id, overdue: true }] });
    app.setNow('2026-11-22T09:00:00+08:00');
    expect((await list('subdistrict=371503002')).total).toBe(0);
    expect((await leader.download(`${base}.xlsx?estateId=${estateId}`)).status).toBe(200);
  });
});

describe('住户网上答复', () => {
  const token = 'visitor-token';
  async function visit(estateId: string, partId: string): Promise<string> {
    const own = `${token}-${randomUUID()}`;
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .insertInto('participationSession')
        .values({
          id: randomUUID(),
          tokenHash: createHash('sha256').update(own).digest(),
          estateId,
          regionCode: '371503001',
          partId,
          createdAt: app.services.clock.now(),
          expiresAt: new Date(app.services.clock.now().getTime() + 3_600_000),
        })
        .execute(),
    );
    return own;
  }
  const send = async (own: string, id: string, payload: object) => {
    const got = await app.http.inject({
      method: 'POST',
      url: `/api/participation/resident/wishes/${id}`,
      headers: { 'x-huanju': 'test', cookie: `huanju_visitor=${own}` },
      payload,
    });
    return { status: got.statusCode, body: JSON.parse(got.body) as unknown };
  };
  it('凭码答复本户，重发不重复，改答替换；别的小区、截止后、未开始都拒', async () => {
    const estateId = await insertEstate(app);
    const [partId = ''] = await insertDoors(estateId, eight);
    const id = await opened(estateId);
    const own = await visit(estateId, partId);
    const key = randomUUID();
    const first = await send(own, id, { key, answers: agreeing });
    expect(bodyOf(first)).toMatchObject({ replayed: false, replaced: false, listed: true });
    expect(bodyOf(await send(own, id, { key, answers: agreeing }))).toMatchObject({ replayed: true });
    expect(
      bodyOf(await send(own, id, { key: randomUUID(), answers: { ...agreeing, pay: false } })),
    ).toMatchObject({ replaced: true });
    expect(await show(id)).toMatchObject({ answered: 1 });
    expect((await send('nobody', id, { key, answers: agreeing })).status).toBe(401);
    const far = await opened(await insertEstate(app));
    expect(codeOf(await send(own, far, { key, answers: agreeing }))).toBe(
      'participation.wishes.other-estate',
    );
    app.setNow('2027-01-01T09:00:00+08:00');
    const fresh = await visit(estateId, partId);
    const late = await send(fresh, id, { key: randomUUID(), answers: agreeing });
    expect([late.status, codeOf(late)]).toEqual([409, 'participation.wishes.closed']);
    app.setNow('2026-11-22T09:00:00+08:00');
    const page = async (cookie: string) => {
      const estate = await inScope(app.services.db, everyRegion, (tx) =>
        tx.selectFrom('surveyEstate').select('code').where('id', '=', estateId).executeTakeFirstOrThrow(),
      );
      const front = await app.http.inject({ method: 'GET', url: `/r/${estate.code}`, headers: { cookie } });
      const inner = await app.http.inject({
        method: 'GET',
        url: `/r/${estate.code}/wishes/${id}`,
        headers: { cookie },
      });
      return [front.body, inner.body] as const;
    };
    const [front, inner] = await page(`huanju_visitor=${await visit(estateId, partId)}`);
    expect(front).toContain('请您说说意愿');
    expect(inner).toContain('您家已经答复过一次');
    expect(inner).toContain('name="answers.agree"');
    const [, plain] = await page('');
    expect(plain).toContain('是否同意');
    expect(plain).not.toContain('name="answers.agree"');
    bodyOf(await clerk.post(`${base}/${id}/close`, { version: 2, belowFloor: true }));
    expect((await page(''))[1]).toContain('1 户回答');
    const auditor = await app.person(['auditor']);
    const audit = bodyOf<{ items: { action: string }[] }>(await auditor.get('/api/identity/audit?size=200'));
    expect(audit.items.some((one) => one.action === 'participation.wishes.answer')).toBe(true);
    expect(JSON.stringify(audit)).not.toMatch(/1单元|whyNot|payAmount/);
  });
});

describe('评分采用冻结的征询结果', () => {
  it('覆盖率达到的征询结束后，评估过时；重新评估后依据写明出处；未达到的不用', async () => {
    const taskForce = await app.person(['taskForce']);
    const estateId = await insertEstate(app, { households: 8, agree: 1, pay: 1 });
    await insertDoors(estateId, eight);
    type Shown = {
      stale: boolean;
      conditions: { id: string; met: string; evidence: string }[];
      factors: { id: string; input: string; points: number }[];
    };
    const assess = async () => {
      bodyOf(await taskForce.post('/api/projects/assessments/refresh'));
      await app.runJobs();
      return bodyOf<Shown>(await taskForce.get(`/api/projects/assessments/${estateId}`));
    };
    const low = await opened(estateId);
    bodyOf(await enter(clerk, low, ['1', '1', '101']));
    bodyOf(await close(low, { belowFloor: true }));
    const before = await assess();
    expect(before.factors.find((one) => one.id === 'contribution')).toMatchObject({ points: 12.5 });
    const id = await opened(estateId);
    for (const door of eight) bodyOf(await enter(clerk, id, door));
    app.setNow('2026-11-22T09:30:00+08:00');
    bodyOf(await close(id));
    expect(bodyOf<Shown>(await taskForce.get(`/api/projects/assessments/${estateId}`)).stale).toBe(true);
    app.setNow('2026-11-22T09:31:00+08:00');
    const after = await assess();
    expect(after.stale).toBe(false);
    const source = '据意愿征询“改造意愿征询”（2026-11-22 结束，8 户中 8 户答复）';
    const pay = after.factors.find((one) => one.id === 'contribution');
    expect(pay).toMatchObject({ points: 100 });
    expect(pay?.input).toContain(source);
    const wish = after.conditions.find((one) => one.id === 'wish');
    expect(wish).toMatchObject({ met: 'yes' });
    expect(wish?.evidence).toContain(source);
    app.setNow('2026-11-22T09:00:00+08:00');
  });
});

describe('两万份答复', () => {
  it('结束与列表都快', async () => {
    const estateId = await insertEstate(app, { name: '大小区' });
    const doors = Array.from({ length: 20_000 }, (_, n): [string, string, string] => [
      `${(n % 100) + 1}号楼`,
      `${(Math.floor(n / 100) % 4) + 1}单元`,
      `${(Math.floor(n / 400) % 25) + 1}0${Math.floor(n / 10_000) + 1}`,
    ]);
    await insertDoors(estateId, doors);
    const id = await opened(estateId);
    await inScope(app.services.db, everyRegion, async (tx) => {
      const rows = doors.map(([building, entrance, room], n) => ({
        id: randomUUID(),
        surveyId: id,
        estateId,
        regionCode: '371503001',
        building,
        entrance,
        room,
        door: `${building.replace('号楼', '')}|${entrance.replace('单元', '')}|${room}`,
        floor: Math.floor(Number(room) / 100),
        channel: 'paper',
        answers: JSON.stringify({ agree: n % 5 > 0, items: ['water', 'roof', 'gas'], pay: n % 2 === 0 }),
        key: randomUUID(),
        at: app.services.clock.now(),
        enteredBy: '测试',
      }));
      for (let n = 0; n < rows.length; n += 1_000)
        await tx
          .insertInto('participationAnswer')
          .values(rows.slice(n, n + 1_000))
          .execute();
    });
    const timed = async <T>(work: () => Promise<T>) => {
      const from = performance.now();
      const answer = await work();
      return [answer, Math.round(performance.now() - from)] as const;
    };
    const [listed, listMs] = await timed(() => clerk.get(`${base}?estateId=${estateId}`));
    expect(bodyOf(listed)).toMatchObject({ items: [{ answered: 20_000, households: 20_000, met: 'yes' }] });
    const [shown, showMs] = await timed(() => clerk.get(`${base}/${id}`));
    const [entered, enterMs] = await timed(() => enter(clerk, id, ['1', '1', '101']));
    expect(entered.status).toBe(200);
    const { version } = shown.body as Detail;
    const [closed, closeMs] = await timed(() => clerk.post(`${base}/${id}/close`, { version }));
    bodyOf(closed);
    const [, afterMs] = await timed(() => clerk.get(`${base}?estateId=${estateId}`));
    process.stdout.write(
      `20,000 answers, ms: ${JSON.stringify({ listMs, showMs, enterMs, closeMs, afterMs })}\n`,
    );
    expect(closeMs).toBeLessThan(10_000);
    expect(listMs).toBeLessThan(5_000);
  });
});
