import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDisputes } from '#modules/participation/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertVote } from '#test/support/votes.ts';

type Notice = { id: string; version: number; phase: string; until: string; history: { step: string }[] };
type Objection = {
  id: string;
  version: number;
  number: string;
  state: string;
  dueOn: string;
  overdue: boolean;
  next: string[];
  nameMasked: string;
  publishedText: string | null;
  textSuspects: { kind: string; known: boolean; text: string }[];
  history: { step: string; note: string }[];
};
type List = {
  total: number;
  items: Objection[];
  counts: { unanswered: number; overdue: number; holding: number };
};

const notices = '/api/participation/notices';
const objections = '/api/participation/objections';
const secret = { name: '王建国', phone: '13906351234', place: '3号楼2单元501' };

let app: TestApp;
let clerk: Person;
let subdistrict: Person;
let leader: Person;
let finance: Person;
let estateId: string;

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['communityClerk'], '371503001');
  subdistrict = await app.person(['subdistrictClerk'], '371503001');
  leader = await app.person(['leader']);
  finance = await app.person(['finance']);
  estateId = await insertEstate(app, { name: '花园小区' });
});
afterAll(() => app.close());

const draft = (change: object = {}) => ({
  estateId,
  kind: 'scheme',
  title: '花园小区改造方案',
  body: '改造内容见附件。',
  postedOn: '2026-11-22',
  until: '2026-11-29',
  ...change,
});
const entry = (change: object = {}) => ({
  estateId,
  channel: 'paper',
  receivedOn: '2026-11-22',
  text: '不同意拆除车棚',
  key: randomUUID(),
  ...change,
});
const file = async (change: object = {}): Promise<Objection> => {
  const answer = await clerk.post(objections, entry(change));
  expect(answer.status).toBe(200);
  return answer.body as Objection;
};
const step = async (person: Person, one: Objection, name: string, fields: object = {}) =>
  person.post(`${objections}/${one.id}/${name}`, { version: one.version, ...fields });
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

describe('公示', () => {
  it('拟写、发布、登记张贴、撤回，各留一笔', async () => {
    const made = (await clerk.post(notices, draft())).body as Notice;
    expect(made.phase).toBe('draft');
    const edited = (
      await clerk.post(`${notices}/${made.id}`, {
        ...draft({ title: '改后标题' }),
        estateId: undefined,
        version: 1,
      })
    ).body as Notice;
    const posted = (await clerk.post(`${notices}/${made.id}/post`, { version: edited.version }))
      .body as Notice;
    expect(posted.phase).toBe('running');
    const photo = await clerk.upload(
      `/api/participation/attachments?estateId=${estateId}`,
      '张贴.jpg',
      Buffer.from('照片'),
    );
    const placed = await clerk.post(`${notices}/${made.id}/places`, {
      version: posted.version,
      places: '南门公告栏',
      fileIds: [(photo.body as { id: string }).id],
    });
    expect(placed.body).toMatchObject({ places: '南门公告栏', files: [{ name: '张贴.jpg' }] });
    expect(
      (
        await clerk.download(`/api/participation/attachments/${(photo.body as { id: string }).id}`)
      ).bytes.toString(),
    ).toBe('照片');
    const paper = await clerk.download(`${notices}/${made.id}/paper`);
    expect(paper.status).toBe(200);
    expect(paper.bytes.subarray(0, 2).toString()).toBe('PK');
    const withdrawn = (await clerk.post(`${notices}/${made.id}/withdraw`, { version: 4, reason: '内容有误' }))
      .body as Notice;
    expect(withdrawn.phase).toBe('withdrawn');
    expect(withdrawn.history.map((one) => one.step)).toEqual(
      expect.arrayContaining(['拟写', '修改草稿', '发布', '登记张贴', '撤回']),
    );
    expect(codeOf(await clerk.post(`${notices}/${made.id}/withdraw`, { version: 5, reason: '再撤' }))).toBe(
      'participation.notice.state',
    );
  });

  it('公示期短于规则包的不收，说明最早到哪天', async () => {
    const short = await clerk.post(notices, draft({ until: '2026-11-28' }));
    expect(short.status).toBe(422);
    expect((short.body as { message: string }).message).toContain('2026-11-29');
    expect((await clerk.post(notices, draft({ kind: 'vote', until: '2026-12-06' }))).status).toBe(422);
    expect((await clerk.post(notices, draft({ kind: 'vote', until: '2026-12-07' }))).status).toBe(200);
  });

  it('已发布的不能改，版本旧的不收，附件不是公示的不收', async () => {
    const made = (await clerk.post(notices, draft())).body as Notice;
    await clerk.post(`${notices}/${made.id}/post`, { version: 1 });
    const body = { ...draft(), estateId: undefined };
    expect(codeOf(await clerk.post(`${notices}/${made.id}`, { ...body, version: 2 }))).toBe(
      'participation.notice.state',
    );
    expect(codeOf(await clerk.post(`${notices}/${made.id}/withdraw`, { version: 1, reason: '旧' }))).toBe(
      'participation.notice.stale',
    );
    expect((await clerk.post(notices, draft({ fileIds: [randomUUID()] }))).status).toBe(404);
    expect(
      (await clerk.upload(`/api/participation/attachments?estateId=${estateId}`, 'a.exe', Buffer.from('x')))
        .status,
    ).toBe(415);
    expect((await clerk.post(notices, draft({ extra: 1 }))).status).toBe(400);
  });

  it('领导能看不能发；列表按状态、标题、小区找', async () => {
    expect((await leader.post(notices, draft())).status).toBe(403);
    const running = (await leader.get(`${notices}?phase=running`)).body as { items: Notice[] };
    expect(running.items.length).toBeGreaterThan(0);
    expect(running.items.every((one) => one.phase === 'running')).toBe(true);
    const found = (await leader.get(`${notices}?search=${encodeURIComponent('花园')}`)).body as {
      total: number;
    };
    expect(found.total).toBeGreaterThan(0);
    expect(
      ((await leader.get(`${notices}?search=${encodeURIComponent('%')}`)).body as { total: number }).total,
    ).toBe(0);
  });
});

describe('异议的办理', () => {
  it('登记、分办、催办、答复、公开，编号按小区顺排，期限为五个工作日', async () => {
    const one = await file({ ...secret, text: `我是王建国，住3-2-501，不同意` });
    expect(one.number).toMatch(/^YY-\d{16}-\d+$/);
    expect(one.dueOn).toBe('2026-11-27');
    expect(one.nameMasked).toBe('王**');
    expect(one.textSuspects.filter((each) => each.known).map((each) => each.kind)).toEqual(['name', 'door']);
    const two = await file();
    expect(Number(two.number.split('-').at(-1))).toBe(Number(one.number.split('-').at(-1)) + 1);
    const people = (await clerk.get(`/api/participation/objection-assignees?estateId=${estateId}`)).body as {
      id: string;
    }[];
    expect(people.map((each) => each.id)).toContain(subdistrict.id);
    const assigned = (await step(clerk, one, 'assign', { assigneeId: subdistrict.id })).body as Objection;
    expect(assigned.state).toBe('assigned');
    const reminded = (await step(clerk, assigned, 'remind')).body as Objection;
    const answered = (await step(subdistrict, reminded, 'answer', { answer: '方案已调整' }))
      .body as Objection;
    expect(answered.state).toBe('answered');
    const published = (await step(subdistrict, answered, 'publish', { text: '不同意', answer: '方案已调整' }))
      .body as Objection;
    expect(published.publishedText).toBe('不同意');
    expect(published.history.map((each) => each.step)).toEqual(
      expect.arrayContaining(['登记', '分办', '催办', '答复', '公开']),
    );
    expect(codeOf(await step(subdistrict, published, 'answer', { answer: '再改' }))).toBe(
      'participation.objection.step',
    );
    const down = await step(subdistrict, published, 'unpublish', { reason: '改字' });
    expect(down.status).toBe(200);
  });

  it('同一次登记发两遍只有一件，同时发也只有一件；内容不同的不收', async () => {
    const once = entry();
    const [a, b] = await Promise.all([clerk.post(objections, once), clerk.post(objections, once)]);
    expect([a.status, b.status]).toEqual([200, 200]);
    expect((a.body as Objection).id).toBe((b.body as Objection).id);
    const again = await clerk.post(objections, { ...once, text: '另一件' });
    expect(codeOf(again)).toBe('participation.objection.key');
  });

  it('同时登记多件，编号不重不漏', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => clerk.post(objections, entry())));
    const numbers = answers
      .map((one) => Number((one.body as Objection).number.split('-').at(-1)))
      .toSorted((x, y) => x - y);
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
  });

  it('两人同时分办，一人成一人重来', async () => {
    const one = await file();
    const both = await Promise.all([
      step(clerk, one, 'assign', { assigneeId: clerk.id }),
      step(subdistrict, one, 'assign', { assigneeId: subdistrict.id }),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual([200, 409]);
  });

  it('批量分办：有一件过时则一件不办', async () => {
    const [a, b] = [await file(), await file()];
    const order = (version: number) => ({
      items: [
        { id: a.id, version: a.version },
        { id: b.id, version },
      ],
      assigneeId: clerk.id,
    });
    expect((await clerk.post(`${objections}/assign`, order(9))).status).toBe(409);
    expect((await clerk.get(`${objections}/${a.id}`)).body).toMatchObject({ state: 'open' });
    expect((await clerk.post(`${objections}/assign`, order(b.version))).body).toEqual({ assigned: 2 });
  });

  it('办理人须在可分办的人员之中', async () => {
    const outsider = await app.person(['communityClerk'], '371503002');
    for (const id of [outsider.id, finance.id, randomUUID()])
      expect(codeOf(await step(clerk, await file(), 'assign', { assigneeId: id }))).toBe(
        'participation.objection.assignee',
      );
  });

  it('财政看不到异议，社区不能公开，领导不能答复', async () => {
    const one = await file();
    expect((await finance.get(objections)).status).toBe(403);
    const answered = (await step(clerk, one, 'answer', { answer: '好' })).body as Objection;
    expect((await step(clerk, answered, 'publish', { text: '甲', answer: '乙' })).status).toBe(403);
    expect((await step(leader, one, 'answer', { answer: '好' })).status).toBe(403);
    expect((await leader.get(`${objections}/${one.id}`)).status).toBe(200);
  });

  it('收到日期不能在将来，电话要像电话，公示须属本小区', async () => {
    expect(codeOf(await clerk.post(objections, entry({ receivedOn: '2026-11-23' })))).toBe(
      'participation.objection.day',
    );
    expect(codeOf(await clerk.post(objections, entry({ phone: '不告诉你' })))).toBe(
      'participation.objection.phone',
    );
    const other = await insertEstate(app);
    const made = (await clerk.post(notices, draft({ estateId: other }))).body as Notice;
    await clerk.post(`${notices}/${made.id}/post`, { version: 1 });
    expect(codeOf(await clerk.post(objections, entry({ noticeId: made.id })))).toBe(
      'participation.objection.notice',
    );
  });
});

describe('期限', () => {
  it('过了到期日才算逾期，逾期的在前，答复后不再算', async () => {
    const late = await file({ text: '逾期的那件' });
    app.setNow('2026-11-27T23:59:00+08:00');
    // Sessions do not last five days: somebody who signs in then.
    const later = await app.person(['communityClerk'], '371503001');
    expect((await later.get(`${objections}/${late.id}`)).body).toMatchObject({ overdue: false });
    app.setNow('2026-11-28T00:01:00+08:00');
    await later.post(objections, entry({ receivedOn: '2026-11-28' }));
    const list = (await later.get(`${objections}?size=200`)).body as List;
    const firstTimely = list.items.findIndex((one) => !one.overdue);
    expect(list.items.slice(firstTimely).some((one) => one.overdue)).toBe(false);
    expect(list.counts.overdue).toBeGreaterThan(0);
    const overdue = (await later.get(`${objections}?state=overdue&size=200`)).body as List;
    expect(overdue.items.map((one) => one.id)).toContain(late.id);
    const answered = (await step(later, late, 'answer', { answer: '迟到的答复' })).body as Objection;
    expect(answered.overdue).toBe(false);
    expect(answered.history[0]?.note).toContain('逾期');
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('导出与列表同数，姓名遮蔽', async () => {
    const got = await clerk.download(`${objections}.xlsx`);
    expect(got.status).toBe(200);
    expect(got.bytes.subarray(0, 2).toString()).toBe('PK');
  });
});

describe('公开的文字不带姓名、电话、门牌', () => {
  it.each([
    ['我是王建国'],
    ['王 建·国家里'],
    ['请打139-0635-1234'],
    ['一三九零六三五一二三四'],
    ['住3号楼2单元501'],
    ['3-2-501漏水'],
    ['三栋二单元五〇一室'],
  ])('有在册信息的一律不公开，确认也不行：%s', async (text) => {
    const one = await file({ ...secret });
    const answered = (await step(clerk, one, 'answer', { answer: '答复' })).body as Objection;
    for (const fields of [
      { text, answer: '答复' },
      { text: '异议', answer: text },
    ])
      expect(codeOf(await step(subdistrict, answered, 'publish', { ...fields, confirmed: true }))).toBe(
        'participation.objection.names',
      );
  });

  it('疑似的须确认后才能公开', async () => {
    const answered = (await step(clerk, await file(), 'answer', { answer: '答复' })).body as Objection;
    const fields = { text: '5号楼1单元302室漏水', answer: '已修' };
    expect(codeOf(await step(subdistrict, answered, 'publish', fields))).toBe(
      'participation.objection.suspect',
    );
    expect((await step(subdistrict, answered, 'publish', { ...fields, confirmed: true })).status).toBe(200);
  });

  it('姓名电话只有写明理由才看得到；审计、历史与库中没有明文', async () => {
    const one = await file({ ...secret });
    expect((await clerk.post(`${objections}/${one.id}/reveal`, { reason: '' })).status).toBe(400);
    const shown = await clerk.post(`${objections}/${one.id}/reveal`, { reason: '回访' });
    expect(shown.body).toEqual({ name: secret.name, phone: secret.phone });
    expect((await leader.post(`${objections}/${one.id}/reveal`, { reason: '看看' })).status).toBe(403);
    const kept = await inScope(app.services.db, everyRegion, async (tx) =>
      JSON.stringify(
        [
          await tx.selectFrom('auditLine').selectAll().execute(),
          await tx.selectFrom('participationStep').selectAll().execute(),
          await tx
            .selectFrom('participationObjection')
            .select(['nameMasked', 'nameSealed', 'phoneSealed'])
            .execute(),
        ],
        (_key, value) => (typeof value === 'bigint' ? String(value) : value),
      ),
    );
    for (const each of [secret.name, secret.phone, Buffer.from(secret.name).toString('hex')])
      expect(kept).not.toContain(each);
  });
});

describe('使小区有争议的异议', () => {
  const of = async (id: string) =>
    inScope(app.services.db, everyRegion, async (tx) => (await openDisputes(tx, [id])).get(id));

  it('列为争议、了结、再列；撤回的不再算', async () => {
    const own = await insertEstate(app);
    const one = await file({ estateId: own });
    const marked = (await step(subdistrict, one, 'dispute', { reason: '多户反对' })).body as Objection;
    expect(await of(own)).toMatchObject({ objections: 1, numbers: [one.number] });
    expect(marked.next).not.toContain('dispute');
    const settled = (await step(subdistrict, marked, 'settle', { reason: '达成一致' })).body as Objection;
    expect(await of(own)).toBeUndefined();
    const again = (await step(subdistrict, settled, 'dispute', { reason: '又有反复' })).body as Objection;
    expect(await of(own)).toBeDefined();
    expect((await step(clerk, again, 'settle', { reason: '越权' })).status).toBe(403);
    await step(clerk, again, 'withdraw', { reason: '本人撤回' });
    expect(await of(own)).toBeUndefined();
  });
});

describe('projects 读到争议异议（五(二)）', () => {
  type Held = { lacking: string[]; objections: string[]; version: number; id: string };
  type Disputes = { items: Held[]; suggested: { estateId: string; numbers: string[] }[] };

  it('未登记的列为建议，小区算有争议；材料齐备而异议未了结，不能解除；了结后可以', async () => {
    const own = await insertEstate(app, { name: '争议小区甲' });
    const taskForce = await app.person(['taskForce']);
    await taskForce.post('/api/projects/assessments/refresh');
    await app.runJobs();
    const one = await file({ estateId: own });
    const marked = (await step(subdistrict, one, 'dispute', { reason: '多户反对' })).body as Objection;
    const suggested = ((await taskForce.get('/api/projects/disputes')).body as Disputes).suggested;
    expect(suggested).toContainEqual(expect.objectContaining({ estateId: own, numbers: [one.number] }));
    const shown = await taskForce.get(`/api/projects/assessments/${own}`);
    expect(shown.body).toMatchObject({ disputed: true, objected: { objections: 1, numbers: [one.number] } });

    let dispute = (
      await subdistrict.post(`/api/projects/estates/${own}/dispute`, { reason: `异议 ${one.number}` })
    ).body as Held;
    expect(dispute.objections).toEqual([one.number]);
    const after = ((await taskForce.get('/api/projects/disputes')).body as Disputes).suggested;
    expect(after.map((each) => each.estateId)).not.toContain(own);
    const act = async (end: string, fields: object) => {
      const answer = await taskForce.post(`/api/projects/disputes/${dispute.id}/${end}`, {
        version: dispute.version,
        ...fields,
      });
      if (answer.status === 200) dispute = answer.body as Held;
      return answer;
    };
    for (const day of ['2026-11-01', '2026-11-02']) await act('rounds', { day, summary: '论证' });
    for (const paper of ['riskAssessment', 'emergencyPlan', 'agreement'])
      await act('papers', { paper, day: '2026-11-03', title: '材料' });
    expect(dispute.lacking).toEqual([`异议 ${one.number} 尚未了结`]);
    const refused = await act('release', { reason: '意见统一' });
    expect(codeOf(refused)).toBe('projects.dispute.held');
    await step(subdistrict, marked, 'settle', { reason: '达成一致' });
    expect((await act('release', { reason: '意见统一' })).status).toBe(200);
    expect((await taskForce.get(`/api/projects/assessments/${own}`)).body).toMatchObject({
      disputed: false,
      objected: null,
    });
  });
});

describe('居民页', () => {
  it('凭住户卡提出异议、得到编号，重发只算一件；公布的内容没有姓名、电话、门牌', async () => {
    const own = await insertEstate(app, { name: '居民页小区' });
    const vote = await insertVote(app.services.db, app.services.vault, {
      estateId: own,
      regionCode: '371503001',
      owners: 2,
      opensAt: app.services.clock.now(),
      closesAt: new Date('2026-11-22T18:00:00+08:00'),
      now: app.services.clock.now(),
    });
    const cookie = vote.owners[0]?.cookie ?? '';
    const code = await inScope(
      app.services.db,
      everyRegion,
      async (tx) =>
        (await tx.selectFrom('surveyEstate').select('code').where('id', '=', own).executeTakeFirstOrThrow())
          .code,
    );
    const read = async (url: string, withCard: boolean) =>
      (await app.http.inject({ method: 'GET', url, headers: withCard ? { cookie } : {} })).body;
    const send = (payload: object, card = cookie) =>
      app.http.inject({
        method: 'POST',
        url: `${objections}/online`,
        headers: { 'x-huanju': 'test', ...(card ? { cookie: card } : {}) },
        payload,
      });
    const made = (await clerk.post(notices, draft({ estateId: own, title: '居民页方案' }))).body as Notice;
    expect(await read(`/r/${code}`, false)).not.toContain('居民页方案');
    await clerk.post(`${notices}/${made.id}/post`, { version: 1 });
    expect(await read(`/r/${code}`, false)).toContain('居民页方案');
    expect(await read(`/r/${code}/notices/${made.id}`, false)).toContain('改造内容见附件');

    const order = {
      noticeId: made.id,
      name: secret.name,
      phone: secret.phone,
      text: '窗户会被挡住',
      key: randomUUID(),
    };
    expect((await send(order, '')).statusCode).toBe(401);
    const [a, b] = [await send(order), await send(order)];
    expect(a.statusCode).toBe(200);
    expect(a.json()).toEqual(b.json());
    const { number } = a.json() as { number: string };
    expect(await read(`/r/${code}`, true)).toContain(number);
    expect(await read(`/r/${code}`, false)).not.toContain('窗户会被挡住');
    // The neighbour's card does not show it.
    const other = await app.http.inject({
      method: 'GET',
      url: `/r/${code}`,
      headers: { cookie: vote.owners[1]?.cookie ?? '' },
    });
    expect(other.body).not.toContain('窗户会被挡住');

    const list = (await clerk.get(`${objections}?estateId=${own}`)).body as List;
    const one = list.items[0] as Objection;
    const answered = (await step(clerk, one, 'answer', { answer: '已移位' })).body as Objection;
    await step(subdistrict, answered, 'publish', { text: '担心采光', answer: '已移位' });
    const page = await read(`/r/${code}`, false);
    expect(page).toContain('担心采光');
    for (const each of [secret.name, secret.phone, '窗户会被挡住', '王**']) expect(page).not.toContain(each);
  });

  it('一户一天超过十件不再收', async () => {
    const own = await insertEstate(app);
    const vote = await insertVote(app.services.db, app.services.vault, {
      estateId: own,
      regionCode: '371503001',
      owners: 1,
      opensAt: app.services.clock.now(),
      closesAt: new Date('2026-11-22T18:00:00+08:00'),
      now: app.services.clock.now(),
    });
    const headers = { 'x-huanju': 'test', cookie: vote.owners[0]?.cookie ?? '' };
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++)
      statuses.push(
        (
          await app.http.inject({
            method: 'POST',
            url: `${objections}/online`,
            headers,
            payload: { text: `第${n}件`, key: randomUUID() },
          })
        ).statusCode,
      );
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  });
});
