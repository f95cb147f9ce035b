import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';

type Row = { id: string; version: number };
type Body = Row & {
  working: boolean;
  term: string;
  faults: { clause: string; message: string }[];
  members: { id: string; nameMasked: string }[];
};
type Finding = Row & { state: string; overdue: boolean; dueOn: string; acceptedBy: string | null };
type Visit = Row & { list: Finding[]; openFindings: number };

const base = '/api/participation';
let app: TestApp;
let clerk: Person;
let subdistrict: Person;
let leader: Person;
let estateId: string;

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['communityClerk'], '371503001');
  subdistrict = await app.person(['subdistrictClerk'], '371503001');
  leader = await app.person(['leader']);
  estateId = await insertEstate(app, { name: '花园小区' });
});
afterAll(() => app.close());

const post = async <T>(person: Person, path: string, payload: object): Promise<T> => {
  const answer = await person.post(`${base}/${path}`, payload);
  expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body]);
  return answer.body as T;
};
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const member = (n: number, seat: string, postOf = 'member') => ({
  name: `赵${'一二三四五六七八九'[n]}平`,
  seat,
  post: postOf,
});
const committee = [
  member(0, 'residentsCommittee', 'chair'),
  ...[1, 2, 3, 4].map((n) => member(n, 'owner')),
  ...[5, 6].map((n) => member(n, 'party')),
];
const committeeFlag = () =>
  inScope(
    app.services.db,
    everyRegion,
    async (tx) =>
      (
        await tx
          .selectFrom('surveyEstate')
          .select('ownersCommittee')
          .where('id', '=', estateId)
          .executeTakeFirstOrThrow()
      ).ownersCommittee,
  );

describe('议事组织', () => {
  it('业委会认定履职，小区即标明；终止后取消（聊城市物业管理条例 56）', async () => {
    const made = await post<Body>(clerk, 'bodies', {
      estateId,
      kind: 'ownersCommittee',
      name: '花园业委会',
      since: '2024-01-01',
      termUntil: '2026-12-31',
      members: [member(0, 'owner', 'chair')],
    });
    expect(made.term).toBe('soon');
    expect(await committeeFlag()).toBeNull();
    const order = { version: made.version, working: true, evidence: '按期开会，公开收支' };
    expect((await clerk.post(`${base}/bodies/${made.id}/working`, order)).status).toBe(403);
    const works = await post<Body>(subdistrict, `bodies/${made.id}/working`, order);
    expect(works.working).toBe(true);
    expect(await committeeFlag()).toBe(true);
    expect(codeOf(await subdistrict.post(`${base}/bodies/${made.id}/working`, order))).toBe(
      'participation.body.stale',
    );
    await post<Body>(subdistrict, `bodies/${made.id}/end`, {
      version: works.version,
      on: '2026-11-22',
      reason: '解散',
    });
    expect(await committeeFlag()).toBe(false);
  });

  it('物管会组成不合规的登记得上、说得明，不能认定履职；改合规后可以', async () => {
    const made = await post<Body>(clerk, 'bodies', {
      estateId,
      kind: 'managementCommittee',
      name: '花园物管会',
      since: '2026-01-01',
      members: committee.slice(0, 6),
    });
    expect(made.faults.map((one) => one.message)).toEqual([
      '成员 6 人，应不少于 7 人',
      '成员 6 人，应为单数',
    ]);
    expect(made.faults[0]?.clause).toContain('条例');
    const refused = await subdistrict.post(`${base}/bodies/${made.id}/working`, {
      version: 1,
      working: true,
      evidence: '在开会',
    });
    expect(codeOf(refused)).toBe('participation.body.faults');
    const kept = made.members.map((one, n) => ({
      id: one.id,
      seat: committee[n]?.seat,
      post: committee[n]?.post,
    }));
    const better = await post<Body>(clerk, `bodies/${made.id}`, {
      version: 1,
      kind: 'managementCommittee',
      name: '花园物管会',
      since: '2026-01-01',
      members: [...kept, committee[6]],
    });
    expect(better.faults).toEqual([]);
    expect(better.members.map((one) => one.nameMasked)).toEqual(Array(7).fill('赵**'));
    const names = await post<{ name: string }[]>(clerk, `bodies/${made.id}/reveal`, {
      id: undefined,
      reason: '换届通知',
    });
    expect(names.map((one) => one.name)).toEqual(committee.map((one) => one.name));
    expect((await leader.post(`${base}/bodies/${made.id}/reveal`, { reason: '看看' })).status).toBe(403);
    expect(
      (
        await post<Body>(subdistrict, `bodies/${made.id}/working`, {
          version: 2,
          working: true,
          evidence: '按期开会',
        })
      ).working,
    ).toBe(true);
  });

  it('届满早于成立、成员无名、未知字段不收', async () => {
    const fields = { estateId, kind: 'partyBranch', name: '党支部', since: '2026-01-01' };
    expect(codeOf(await clerk.post(`${base}/bodies`, { ...fields, termUntil: '2025-01-01' }))).toBe(
      'participation.body.term',
    );
    expect(
      codeOf(await clerk.post(`${base}/bodies`, { ...fields, members: [{ seat: 'party', post: 'chair' }] })),
    ).toBe('participation.body.name-missing');
    expect((await clerk.post(`${base}/bodies`, { ...fields, extra: 1 })).status).toBe(400);
  });
});

describe('会议', () => {
  it('登记、检索会议记录、公开决定、打印；公开后先撤下再改', async () => {
    const fields = {
      title: '方案议事会',
      heldOn: '2026-11-20',
      step: 'plan',
      minutes: '讨论了车棚',
      invited: 20,
      attended: 15,
      decisions: [{ text: '保留车棚', responsible: '社区' }],
    };
    const made = await post<Row>(clerk, 'meetings', { estateId, ...fields });
    const found = await clerk.get(`${base}/meetings?search=${encodeURIComponent('车棚')}`);
    expect(found.body).toMatchObject({ total: 1 });
    const shown = await post<Row>(clerk, `meetings/${made.id}/publish`, { version: 1, published: true });
    expect(
      codeOf(await clerk.post(`${base}/meetings/${made.id}`, { ...fields, version: shown.version })),
    ).toBe('participation.meeting.published');
    const paper = await clerk.download(`${base}/meetings/${made.id}/paper`);
    expect(paper.bytes.subarray(0, 2).toString()).toBe('PK');
    const steps = async (filter = '') => {
      const answer = (await leader.get(`${base}/five-steps?size=200${filter}`)).body as {
        items: { estateId: string; steps: Record<string, { meetings: number; visits: number }> }[];
      };
      return answer.items.find((one) => one.estateId === estateId)?.steps;
    };
    expect((await steps())?.plan).toEqual({ meetings: 1, visits: 0 });
    expect(await steps('&missing=plan')).toBeUndefined();
    expect(await steps('&missing=share')).toBeDefined();
    expect(await steps('&incomplete=true')).toBeDefined();
    expect(await steps('&incomplete=false')).toBeUndefined();
    expect((await leader.post(`${base}/meetings`, { estateId, ...fields })).status).toBe(403);
    expect(codeOf(await clerk.post(`${base}/meetings`, { estateId, ...fields, attended: 21 }))).toBe(
      'participation.meeting.attendance',
    );
    expect(codeOf(await clerk.post(`${base}/meetings`, { estateId, ...fields, heldOn: '2026-11-23' }))).toBe(
      'participation.meeting.day',
    );
  });

  it('决定里有成员姓名的不公开', async () => {
    const made = await post<Row>(clerk, 'meetings', {
      estateId,
      title: '又一次会',
      heldOn: '2026-11-20',
      step: 'build',
      decisions: [{ text: '由赵 二平负责' }],
    });
    expect(
      codeOf(
        await clerk.post(`${base}/meetings/${made.id}/publish`, {
          version: 1,
          published: true,
          confirmed: true,
        }),
      ),
    ).toBe('participation.openness.names');
  });
});

describe('居民监督', () => {
  it('监督员、开放日、问题、答复、退回、验收，逾期列出', async () => {
    const inspector = await post<Row & { nameMasked: string; phoneMasked: string }>(clerk, 'inspectors', {
      estateId,
      name: '钱一二',
      phone: '13906350000',
      duty: '质量',
      since: '2026-01-01',
    });
    expect(inspector).toMatchObject({ nameMasked: '钱**', phoneMasked: '*******0000' });
    const plan = await post<Visit>(clerk, 'visits', {
      estateId,
      kind: 'openDay',
      title: '十一月开放日',
      plannedOn: '2026-11-20',
      inspectorIds: [inspector.id],
    });
    expect(
      codeOf(await clerk.post(`${base}/visits/${plan.id}/findings`, { text: '早了', severity: 'note' })),
    ).toBe('participation.visit.state');
    await post<Visit>(clerk, `visits/${plan.id}/hold`, { version: 1, heldOn: '2026-11-20', attended: 12 });
    const held = await post<Visit>(clerk, `visits/${plan.id}/findings`, {
      text: '井盖未盖',
      severity: 'danger',
    });
    const finding = held.list[0] as Finding;
    expect(finding).toMatchObject({ state: 'open', dueOn: '2026-11-23', overdue: false });
    const paper = (
      await clerk.upload(`${base}/attachments?estateId=${estateId}`, '签字.pdf', Buffer.from('x'))
    ).body as Row;
    const accept = (version: number, accepted: boolean) => ({
      version,
      accepted,
      inspectorId: inspector.id,
      paper: paper.id,
    });
    expect(codeOf(await clerk.post(`${base}/findings/${finding.id}/accept`, accept(1, true)))).toBe(
      'participation.finding.state',
    );
    await post<Finding>(clerk, `findings/${finding.id}/answer`, { version: 1, answer: '已盖' });
    const back = await post<Finding>(clerk, `findings/${finding.id}/accept`, accept(2, false));
    expect(back.state).toBe('open');
    app.setNow('2026-11-24T08:00:00+08:00');
    const later = await app.person(['communityClerk'], '371503001');
    const overdue = (await later.get(`${base}/findings?state=overdue`)).body as { items: Finding[] };
    expect(overdue.items.map((one) => one.id)).toEqual([finding.id]);
    expect(overdue).toMatchObject({ counts: { open: 1, overdue: 1, answered: 0 } });
    const named = await later.get(`${base}/findings?search=${encodeURIComponent('花园')}&state=unaccepted`);
    expect(named.body).toMatchObject({ total: 1, items: [{ id: finding.id, files: [] }] });
    const sheet = await later.download(`${base}/findings.xlsx?state=overdue`);
    expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
    await post<Finding>(later, `findings/${finding.id}/answer`, { version: 3, answer: '已换新井盖' });
    const done = await post<Finding>(later, `findings/${finding.id}/accept`, accept(4, true));
    expect(done).toMatchObject({ state: 'accepted', overdue: false });
    expect(done.acceptedBy).toContain('钱**');
    const words = { version: 5, confirmed: true };
    expect(
      codeOf(
        await later.post(`${base}/findings/${finding.id}/publish`, { ...words, text: '钱一二发现井盖未盖' }),
      ),
    ).toBe('participation.openness.names');
    expect(
      (await later.post(`${base}/findings/${finding.id}/publish`, { ...words, text: '井盖未盖' })).status,
    ).toBe(200);
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('邀请里疑似姓名门牌的，看过确认才公开；在册的姓名确认了也不公开；改了安排先撤下', async () => {
    const fields = { kind: 'openDay', title: '看样板', plannedOn: '2026-12-05', step: 'share' };
    const made = await post<Visit>(clerk, 'visits', {
      ...{ estateId, ...fields },
      invitation: '请到3号楼2单元501室集合',
    });
    const publish = (version: number, confirmed?: boolean) =>
      clerk.post(`${base}/visits/${made.id}/publish`, {
        ...{ version, published: true },
        ...(confirmed === undefined ? {} : { confirmed }),
      });
    expect(codeOf(await publish(1))).toBe('participation.openness.suspect');
    expect((await publish(1, true)).body).toMatchObject({ published: true });
    const changed = await post<Visit>(clerk, `visits/${made.id}`, {
      ...{ version: 2, ...fields },
      invitation: '请找 钱一二',
    });
    expect(changed).toMatchObject({ published: false });
    expect(codeOf(await publish(3, true))).toBe('participation.openness.names');
    const found = await leader.get(`${base}/visits?step=share`);
    expect(found.body).toMatchObject({ total: 1, items: [{ id: made.id }] });
    expect((await leader.post(`${base}/visits/${made.id}/cancel`, { version: 3, reason: '看' })).status).toBe(
      403,
    );
  });

  it('别的小区的监督员不能列入；取消的不能再办', async () => {
    const other = await insertEstate(app);
    const person = await post<Row>(clerk, 'inspectors', {
      estateId: other,
      name: '孙三',
      since: '2026-01-01',
    });
    const fields = { estateId, kind: 'siteVisit', title: '查看', plannedOn: '2026-12-01' };
    expect(codeOf(await clerk.post(`${base}/visits`, { ...fields, inspectorIds: [person.id] }))).toBe(
      'participation.body.other-estate',
    );
    const made = await post<Visit>(clerk, 'visits', fields);
    await post<Visit>(clerk, `visits/${made.id}/cancel`, { version: 1, reason: '下雨' });
    expect(
      codeOf(await clerk.post(`${base}/visits/${made.id}/hold`, { version: 2, heldOn: '2026-11-20' })),
    ).toBe('participation.visit.state');
    await post<Row>(clerk, `inspectors/${person.id}/end`, { version: 1, on: '2026-11-22', reason: '搬走' });
    expect((await clerk.post(`${base}/inspectors`, { estateId, name: '', since: '2026-01-01' })).status).toBe(
      422,
    );
  });

  it('库中姓名电话都不是明文', async () => {
    const kept = await inScope(app.services.db, everyRegion, async (tx) =>
      JSON.stringify(
        [
          await tx.selectFrom('participationBody').select('members').execute(),
          await tx.selectFrom('participationInspector').selectAll().execute(),
          await tx.selectFrom('participationStep').selectAll().execute(),
          await tx.selectFrom('auditLine').selectAll().execute(),
        ],
        (_key, value) => (typeof value === 'bigint' ? String(value) : value),
      ),
    );
    for (const secret of ['赵二平', '钱一二', '13906350000']) expect(kept).not.toContain(secret);
  });
});
