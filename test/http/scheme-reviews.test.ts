import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';

type Seat = {
  id: string;
  office: string;
  title: string;
  version: number;
  standing: string;
  stance: string | null;
  earlier: { stance: string; reason: string }[];
};
type Course = {
  schemeId: string;
  version: number;
  number: number;
  state: string;
  steps: string[];
  dueOn: string;
  rounds: { id: string; version: number; state: string; dueOn: string; seats: Seat[] }[];
  notices: { notice: { id: string; until: string; unanswered: number } | null }[];
  checks: { id: string; met: boolean; missing: string[] }[];
  approved: { on: string } | null;
};
type Board = { total: number; items: { schemeId: string; seats: Seat[]; state: string }[] };

const offices = [
  'housing',
  'reform',
  'finance',
  'planning',
  'urbanManagement',
  'fire',
  'subdistrict',
  'utilities',
];
let app: TestApp;
let taskForce: Person;
let clerk: Person;
let elsewhere: Person;
let unit: Person;
let foreignUnit: Person;
let housing: string;
let water: string;

const organisation = async (kind: string, name: string): Promise<string> => {
  const made = await (await app.person(['administrator'])).post('/api/identity/organisations', {
    ...{ kind, name, creditCode: null, regionCode: '371503' },
  });
  expect(made.status).toBe(200);
  return (made.body as { id: string }).id;
};
const unitPerson = async (organisationId: string | null): Promise<Person> => {
  const person = await app.person(['unit']);
  await inScope(app.services.db, everyRegion, (tx) =>
    tx.updateTable('identityUser').set({ organisationId }).where('id', '=', person.id).execute(),
  );
  return person;
};

beforeAll(async () => {
  app = await openTestApp();
  taskForce = await app.person(['taskForce']);
  clerk = await app.person(['subdistrictClerk'], '371503001');
  elsewhere = await app.person(['subdistrictClerk'], '371503002');
  housing = await organisation('department', '住房城乡建设局');
  water = await organisation('utility', '茌平供水公司');
  unit = await unitPerson(housing);
  foreignUnit = await unitPerson(water);
});
afterAll(() => app.close());

const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const sentence = (answer: { body: unknown }) => (answer.body as { message?: string }).message ?? '';
const submitted = async (title = '花园小区改造方案') => {
  const estateId = await insertEstate(app, { name: `花园${randomUUID().slice(0, 4)}` });
  const made = await insertScheme(app, { estateIds: [estateId], title, state: 'submitted' });
  return { ...made, estateId };
};
const seatsOf = (house: string | null) =>
  offices.map((office) => ({ office, organisationId: office === 'housing' ? house : null }));
const url = (schemeId: string, step: string) => `/api/scheme/schemes/${schemeId}/${step}`;
const ask = async (schemeId: string): Promise<Course> => {
  const answer = await taskForce.post(url(schemeId, 'review'), { version: 1, seats: seatsOf(housing) });
  expect([answer.status, answer.body]).toMatchObject([200, { state: 'submitted' }]);
  return answer.body as Course;
};
const show = async (schemeId: string, person = taskForce): Promise<Course> =>
  (await person.get(url(schemeId, 'review'))).body as Course;
const paper = async (schemeId: string, person = taskForce): Promise<string> => {
  const made = await person.upload(
    `/api/scheme/opinion-files?schemeId=${schemeId}`,
    '意见.pdf',
    Buffer.from('%PDF'),
  );
  expect(made.status).toBe(200);
  return (made.body as { id: string }).id;
};
const seat = (course: Course, office: string): Seat => {
  const found = course.rounds[0]?.seats.find((one) => one.office === office);
  if (!found) throw new Error(office);
  return found;
};
const say = (person: Person, one: Seat, step: string, fields: object = {}) =>
  person.post(`/api/scheme/opinions/${one.id}/${step}`, { version: one.version, ...fields });
const enter = async (course: Course, office: string, stance = 'agree', text = '') =>
  say(taskForce, seat(course, office), 'enter', {
    ...{ stance, text, givenOn: '2026-11-22', fileIds: [await paper(course.schemeId)] },
  });
const agreeAll = async (schemeId: string): Promise<Course> => {
  const course = await ask(schemeId);
  for (const office of offices) expect((await enter(course, office)).status).toBe(200);
  const full = await show(schemeId);
  const [round] = full.rounds;
  const passed = await taskForce.post(`/api/scheme/reviews/${round?.id}/pass`, {
    version: round?.version,
    conclusion: '同意',
  });
  expect([passed.status, passed.body]).toMatchObject([200, { state: 'reviewed' }]);
  return passed.body as Course;
};

describe('联合审查', () => {
  it('发起须列齐必须出具意见的单位；期限按工作日；两次点击只成一轮', async () => {
    const { schemeId } = await submitted();
    const lacking = await taskForce.post(url(schemeId, 'review'), {
      version: 1,
      seats: [{ office: 'housing' }],
    });
    expect(codeOf(lacking)).toBe('scheme.review.lacking');
    expect(sentence(lacking)).toContain('财政部门');
    expect(codeOf(await clerk.post(url(schemeId, 'review'), { version: 1, seats: seatsOf(null) }))).toBe(
      'action.forbidden',
    );
    const both = await Promise.all([
      taskForce.post(url(schemeId, 'review'), { version: 1, seats: seatsOf(housing) }),
      taskForce.post(url(schemeId, 'review'), { version: 1, seats: seatsOf(housing) }),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    // 2026-11-22 is a Sunday: five working days end on Friday
    expect((await show(schemeId)).rounds).toMatchObject([{ state: 'open', dueOn: '2026-11-27' }]);
    expect(
      codeOf(
        await taskForce.post(url((await submitted()).schemeId, 'review'), {
          version: 1,
          seats: [...seatsOf(null), { office: 'fire' }],
        }),
      ),
    ).toBe('scheme.review.twice');
    expect(
      codeOf(
        await taskForce.post(url((await submitted()).schemeId, 'review'), {
          ...{ version: 1, seats: seatsOf(null), dueOn: '2026-11-01' },
        }),
      ),
    ).toBe('scheme.review.due');
    expect(
      codeOf(
        await taskForce.post(url((await submitted()).schemeId, 'review'), {
          ...{ version: 1, seats: seatsOf(randomUUID()) },
        }),
      ),
    ).toBe('scheme.review.organisation');
  });

  it('单位只见本单位的席位，只出具本单位的意见；别的单位与别的街道得到没有', async () => {
    const { schemeId } = await submitted();
    const course = await ask(schemeId);
    const own = await show(schemeId, unit);
    expect(own.rounds[0]?.seats.map((one) => one.office)).toEqual(['housing']);
    expect(own.checks).toEqual([]);
    expect(codeOf(await foreignUnit.get(url(schemeId, 'review')))).toBe('scheme.review.absent');
    expect(codeOf(await elsewhere.get(url(schemeId, 'review')))).toBe('scheme.review.absent');
    expect(codeOf(await say(foreignUnit, seat(course, 'housing'), 'give', { stance: 'agree' }))).toBe(
      'scheme.opinion.absent',
    );
    expect(codeOf(await say(unit, seat(course, 'fire'), 'give', { stance: 'agree' }))).toBe(
      'scheme.opinion.absent',
    );
    expect(codeOf(await say(taskForce, seat(course, 'housing'), 'give', { stance: 'agree' }))).toBe(
      'action.forbidden',
    );
    expect(codeOf(await say(unit, seat(course, 'housing'), 'give', { stance: 'conditions' }))).toBe(
      'scheme.opinion.text',
    );
    const mine = (await unit.get('/api/scheme/my-reviews')).body as { items: { schemeId: string }[] };
    expect(mine.items.some((one) => one.schemeId === schemeId)).toBe(true);
    expect(((await foreignUnit.get('/api/scheme/my-reviews')).body as { total: number }).total).toBe(0);
    const foreignPaper = await paper(schemeId);
    expect(
      codeOf(await say(unit, seat(course, 'housing'), 'give', { stance: 'agree', fileIds: [foreignPaper] })),
    ).toBe('scheme.review.file');
    expect((await unit.download(`/api/scheme/opinion-files/${foreignPaper}`)).status).toBe(404);
    const ownPaper = await paper(schemeId, unit);
    const given = await say(unit, seat(course, 'housing'), 'give', { stance: 'agree', fileIds: [ownPaper] });
    expect(given.status).toBe(200);
    expect((await unit.download(`/api/scheme/opinion-files/${ownPaper}`)).status).toBe(200);
    expect((await foreignUnit.download(`/api/scheme/opinion-files/${ownPaper}`)).status).toBe(404);
    expect((await clerk.download(`/api/scheme/opinion-files/${ownPaper}`)).status).toBe(200);
    const board = (await unit.get('/api/scheme/reviews')).body as Board;
    expect(board.items.flatMap((one) => one.seats.map((s) => s.office))).not.toContain('fire');
    expect(
      codeOf(await say(taskForce, seat(await show(schemeId), 'housing'), 'take-back', { reason: '代撤' })),
    ).toBe('scheme.opinion.foreign');
  });

  it('修改后同意须答复；重新出具与撤回都留底；逾期显示；催办一天一次', async () => {
    const { schemeId } = await submitted();
    let course = await ask(schemeId);
    expect(codeOf(await enter(course, 'fire', 'object'))).toBe('scheme.opinion.text');
    expect((await enter(course, 'fire', 'conditions', '消防通道不得占用')).status).toBe(200);
    course = await show(schemeId);
    expect(seat(course, 'fire').standing).toBe('unanswered');
    expect(codeOf(await say(taskForce, seat(course, 'housing'), 'answer', { answer: '已改' }))).toBe(
      'scheme.opinion.answer',
    );
    expect(
      (await say(taskForce, seat(course, 'fire'), 'answer', { answer: '已在总平面图标明' })).status,
    ).toBe(200);
    course = await show(schemeId);
    expect(seat(course, 'fire').standing).toBe('agreed');
    expect((await enter(course, 'fire', 'object', '仍占用')).status).toBe(200);
    course = await show(schemeId);
    expect(seat(course, 'fire')).toMatchObject({ standing: 'objected', earlier: [{ stance: 'conditions' }] });
    expect((await say(taskForce, seat(course, 'fire'), 'take-back', { reason: '登记错了' })).status).toBe(
      200,
    );
    course = await show(schemeId);
    expect(seat(course, 'fire')).toMatchObject({
      standing: 'waiting',
      earlier: [{ reason: '登记错了' }, { stance: 'conditions' }],
    });
    const remind = () => say(taskForce, seat(course, 'fire'), 'remind');
    expect((await remind()).status).toBe(200);
    course = await show(schemeId);
    expect(codeOf(await remind())).toBe('scheme.opinion.reminded');
    app.setNow('2026-11-28T09:00:00+08:00');
    const later = await app.person(['taskForce']);
    expect(seat(await show(schemeId, later), 'fire').standing).toBe('overdue');
    const late = (await later.get('/api/scheme/reviews?standing=overdue&office=fire')).body as Board;
    expect(late.items.map((one) => one.schemeId)).toContain(schemeId);
    expect(
      (
        await say(later, seat(course, 'fire'), 'change', {
          ...{ organisationId: water, dueOn: '2026-12-04', reason: '单位变更' },
        })
      ).status,
    ).toBe(200);
    app.setNow('2026-11-22T09:00:00+08:00');
    const missing = await taskForce.post(`/api/scheme/reviews/${course.rounds[0]?.id}/pass`, {
      version: course.rounds[0]?.version,
    });
    expect(codeOf(missing)).toBe('scheme.review.missing');
    expect(sentence(missing)).toContain('尚未出具意见：住房城乡建设部门、发展改革部门');
  });

  it('没有人说话的一轮可以撤销重发；有人说话后只能退回', async () => {
    const { schemeId } = await submitted();
    const course = await ask(schemeId);
    const [round] = course.rounds;
    const cancelled = await taskForce.post(`/api/scheme/reviews/${round?.id}/cancel`, {
      version: round?.version,
      reason: '单位列错',
    });
    expect(cancelled.body).toMatchObject({ steps: ['ask', 'return'], rounds: [{ state: 'cancelled' }] });
    const again = await taskForce.post(url(schemeId, 'review'), {
      version: (cancelled.body as Course).version,
      seats: seatsOf(null),
    });
    const second = again.body as Course;
    expect((await enter(second, 'fire')).status).toBe(200);
    const now = await show(schemeId);
    expect(
      codeOf(
        await taskForce.post(`/api/scheme/reviews/${now.rounds[0]?.id}/cancel`, {
          version: now.rounds[0]?.version,
          reason: '再撤',
        }),
      ),
    ).toBe('scheme.review.step');
    const returned = await taskForce.post(url(schemeId, 'return'), {
      version: now.version,
      reason: '补消防通道',
    });
    expect(returned.body).toMatchObject({ state: 'draft', number: 2, steps: [] });
    expect((returned.body as Course).rounds.map((one) => one.state)).toEqual(['returned', 'cancelled']);
    expect(codeOf(await say(taskForce, seat(second, 'reform'), 'remind'))).toBe('scheme.opinion.closed');
    const lines = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('schemeLine').select(['id', 'versionId']).where('schemeId', '=', schemeId).execute(),
    );
    expect(new Set(lines.map((one) => one.id)).size * 2).toBe(lines.length);
  });
});

describe('公示与批准', () => {
  it('提交人不能批准自己提交的', async () => {
    const { schemeId } = await submitted();
    const estateId = await insertEstate(app, { name: '另一处' });
    const own = await insertScheme(app, { estateIds: [estateId], state: 'draft' });
    await inScope(app.services.db, everyRegion, async (tx) => {
      await tx
        .updateTable('schemeVersion')
        .set({ state: 'submitted', hash: 'x', submittedBy: '测试1', submittedById: taskForce.id })
        .where('id', '=', own.versionId)
        .execute();
    });
    const refused = await taskForce.post(url(own.schemeId, 'approve'), { version: 1 });
    expect(sentence(refused)).toContain('这一版由测试1提交，须由另一人批准');
    const others = await taskForce.post(url(schemeId, 'approve'), { version: 1 });
    expect(sentence(others)).toContain('还没有发起联合审查');
    expect(sentence(others)).not.toContain('须由另一人批准');
  });

  it('未审查的不能公示；公示每个小区一份；期满、异议答复后由另一人批准，批准后冻结', async () => {
    const { schemeId, estateId, versionId } = await submitted();
    const early = await clerk.post(url(schemeId, 'post'), { version: 1 });
    expect(codeOf(early)).toBe('scheme.review.step');
    const reviewed = await agreeAll(schemeId);
    expect(
      codeOf(await clerk.post(url(schemeId, 'post'), { version: reviewed.version, until: '2026-11-24' })),
    ).toBe('participation.notice.period');
    expect(codeOf(await elsewhere.post(url(schemeId, 'post'), { version: reviewed.version }))).toBe(
      'scheme.review.absent',
    );
    const posted = await clerk.post(url(schemeId, 'post'), { version: reviewed.version, places: '南门' });
    expect([posted.status, posted.body]).toMatchObject([
      200,
      { state: 'posted', notices: [{ notice: { until: '2026-11-29' } }] },
    ]);
    const course = posted.body as Course;
    expect(codeOf(await clerk.post(url(schemeId, 'post'), { version: course.version }))).toBe(
      'scheme.review.step',
    );
    const objection = await clerk.post('/api/participation/objections', {
      ...{ estateId, noticeId: course.notices[0]?.notice?.id, channel: 'paper', receivedOn: '2026-11-22' },
      ...{ text: '不同意拆除车棚', key: randomUUID() },
    });
    const approve = (person: Person, version: number) =>
      person.post(url(schemeId, 'approve'), { version, documentNumber: '茌改〔2026〕3号' });
    expect(codeOf(await approve(clerk, course.version))).toBe('action.forbidden');
    const refused = await approve(taskForce, course.version);
    expect(codeOf(refused)).toBe('scheme.approve.missing');
    expect(sentence(refused)).toContain('公示到2026年11月29日');
    expect(sentence(refused)).toContain('1 件异议未答复');
    const { id, version } = objection.body as { id: string; version: number };
    expect(
      (await clerk.post(`/api/participation/objections/${id}/answer`, { version, answer: '车棚另建' }))
        .status,
    ).toBe(200);
    app.setNow('2026-11-30T09:00:00+08:00');
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('schemeVariance').set({ state: 'withdrawn' }).where('schemeId', '=', schemeId).execute(),
    );
    const [one, two] = [await app.person(['taskForce']), await app.person(['taskForce'])];
    const both = await Promise.all([approve(one, course.version), approve(two, course.version)]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect(await show(schemeId, one)).toMatchObject({
      state: 'approved',
      approved: { on: '2026-11-30' },
      steps: [],
    });
    await expect(
      inScope(app.services.db, everyRegion, (tx) =>
        tx.updateTable('schemeVersion').set({ title: '改' }).where('id', '=', versionId).execute(),
      ),
    ).rejects.toThrow(/never changes/);
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('撤下公示须重新公示；退回撤下公示，意见随之作废', async () => {
    const { schemeId, versionId } = await submitted();
    const reviewed = await agreeAll(schemeId);
    const posted = (await taskForce.post(url(schemeId, 'post'), { version: reviewed.version }))
      .body as Course;
    const [one] = posted.notices;
    const withdrawn = await clerk.post(`/api/participation/notices/${one?.notice?.id}/withdraw`, {
      version: 1,
      reason: '贴错',
    });
    expect(withdrawn.status).toBe(200);
    app.setNow('2026-11-30T09:00:00+08:00');
    const late = await app.person(['taskForce']);
    const refused = await late.post(url(schemeId, 'approve'), { version: posted.version });
    expect(sentence(refused)).toContain('还没有公示这一版方案');
    const again = (await late.post(url(schemeId, 'post'), { version: posted.version })).body as Course;
    expect(again.notices[0]?.notice).not.toBeNull();
    const returned = (
      await late.post(url(schemeId, 'return'), { version: again.version, reason: '内容调整' })
    ).body as Course;
    expect(returned).toMatchObject({ state: 'draft', number: 2, notices: [{ notice: null }] });
    const left = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('participationNotice').select('state').where('subjectId', '=', versionId).execute(),
    );
    expect(left.map((row) => row.state)).toEqual(['withdrawn', 'withdrawn']);
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('从摸底编制、提交到审查、公示：片区每个小区一份公示；争议、未办结的放宽、超概算未报告都挡住批准', async () => {
    const estateIds = [await insertEstate(app, { name: '南苑' }), await insertEstate(app, { name: '北苑' })];
    const made = await clerk.post('/api/scheme/schemes', {
      ...{ title: '南北苑改造方案', estateIds, projectId: null, from: 'survey', copyOf: null },
    });
    expect([made.status, made.body]).toMatchObject([200, { state: 'draft' }]);
    const draft = made.body as { id: string; version: number };
    expect(codeOf(await taskForce.post(url(draft.id, 'review'), { version: 1, seats: seatsOf(null) }))).toBe(
      'scheme.review.step',
    );
    const handed = await clerk.post(url(draft.id, 'submit'), { version: draft.version });
    expect([handed.status, handed.body]).toMatchObject([200, { state: 'submitted' }]);
    const { version } = handed.body as { version: number };
    const asked = await taskForce.post(url(draft.id, 'review'), { version, seats: seatsOf(null) });
    for (const office of offices) expect((await enter(asked.body as Course, office)).status).toBe(200);
    const [round] = (await show(draft.id)).rounds;
    const passed = await taskForce.post(`/api/scheme/reviews/${round?.id}/pass`, { version: round?.version });
    const posted = await clerk.post(url(draft.id, 'post'), { version: (passed.body as Course).version });
    const course = posted.body as Course;
    expect(course.notices.map((one) => one.notice?.until)).toEqual(['2026-11-29', '2026-11-29']);

    const objection = await clerk.post('/api/participation/objections', {
      ...{ estateId: estateIds[0], channel: 'paper', receivedOn: '2026-11-22' },
      ...{ text: '不同意', key: randomUUID() },
    });
    const one = objection.body as { id: string; version: number; number: string };
    const disputed = await clerk.post(`/api/participation/objections/${one.id}/dispute`, {
      version: one.version,
      reason: '意见很大',
    });
    expect(disputed.status).toBe(200);
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .insertInto('schemeVariance')
        .values({
          ...{ id: randomUUID(), schemeId: draft.id, estateId: estateIds[0] ?? '', regionCode: '371503001' },
          ...{ indicator: 'density', facility: '社区食堂', place: '南门', planned: '30%', wanted: '32%' },
          ...{ reason: '补建', state: 'draft', askedBy: '测试', askedById: clerk.id, createdAt: new Date() },
        })
        .execute(),
    );
    app.setNow('2026-11-30T09:00:00+08:00');
    const late = await app.person(['taskForce']);
    const approve = () => late.post(url(draft.id, 'approve'), { version: course.version });
    const refused = await approve();
    expect(sentence(refused)).toContain(`南苑有未了结的争议：${one.number}`);
    expect(sentence(refused)).toContain('社区食堂的建筑密度放宽还没有办结');
    await inScope(app.services.db, everyRegion, async (tx) => {
      await tx
        .updateTable('schemeVariance')
        .set({ state: 'withdrawn' })
        .where('schemeId', '=', draft.id)
        .execute();
      await tx
        .insertInto('schemeInvestment')
        .values({
          ...{
            id: randomUUID(),
            schemeId: draft.id,
            regionCode: '371503001',
            kind: 'estimate',
            amountFen: 100n,
          },
          ...{ authority: '发改局', documentNumber: '茌发改〔2026〕1号', decidedOn: '2026-11-20' },
          ...{ enteredAt: new Date(), enteredBy: '测试', enteredById: clerk.id, state: 'effective' },
        })
        .execute();
    });
    const settled = await late.post(`/api/participation/objections/${one.id}/settle`, {
      version: (disputed.body as { version: number }).version,
      reason: '已协商一致',
    });
    expect(settled.status).toBe(200);
    const over = await approve();
    expect(codeOf(over)).toBe('scheme.approve.missing');
    expect(sentence(over)).toContain('超过经批准的投资估算 1.00 元');
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('查找、筛选、导出，只见辖区内的', async () => {
    const { schemeId } = await submitted('导出用的方案');
    const found = (await clerk.get(`/api/scheme/reviews?search=${encodeURIComponent('导出用')}`))
      .body as Board;
    expect(found.items.map((one) => one.schemeId)).toEqual([schemeId]);
    expect(((await elsewhere.get('/api/scheme/reviews')).body as Board).total).toBe(0);
    const book = await clerk.download('/api/scheme/reviews.xlsx?state=submitted');
    expect(book.status).toBe(200);
    expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await clerk.download('/api/scheme/reviews.xlsx?state=nothing')).status).toBe(400);
  });
});
