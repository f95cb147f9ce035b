import { randomUUID } from 'node:crypto';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A notice, an objection and a file of 振兴街道, each with the marker in a field of its own. */
export type NoticeFixtures = {
  readonly noticeEstateId: string;
  readonly noticeId: string;
  readonly objectionId: string;
  readonly attachmentId: string;
  readonly clerkId: string;
  readonly bodyId: string;
  readonly meetingId: string;
  readonly inspectorId: string;
  readonly visitId: string;
  readonly findingId: string;
};

type Id = (f: NoticeFixtures) => string;
const named = (url: Id, payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => (payload ? { url: url(f), payload } : { url: url(f) }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const notice =
  (end = ''): Id =>
  (f) =>
    `/api/participation/notices/${f.noticeId}${end}`;
const objection =
  (end = ''): Id =>
  (f) =>
    `/api/participation/objections/${f.objectionId}${end}`;
const fields = {
  kind: 'other',
  title: '越权公示',
  body: '越权',
  postedOn: '2026-11-22',
  until: '2026-12-22',
};
const entry = { channel: 'paper', receivedOn: '2026-11-22', text: '越权' };
const why = { reason: '越权', version: 1 };

export const noticeWalk: Readonly<Record<string, WalkCase>> = {
  'participation.notices.list': list('/api/participation/notices?size=200'),
  'participation.notices.show': named(notice()),
  'participation.notices.create': {
    kind: 'row',
    request: (f) => ({
      url: '/api/participation/notices',
      payload: { estateId: f.noticeEstateId, ...fields },
    }),
  },
  'participation.notices.edit': named(notice(), { version: 1, ...fields }),
  'participation.notices.publish': named(notice('/post'), { version: 1 }),
  'participation.notices.place': named(notice('/places'), { version: 1, places: '越权' }),
  'participation.notices.withdraw': named(notice('/withdraw'), why),
  'participation.notices.periods': { own: '本区的公示期限' },
  'participation.objections.list': list('/api/participation/objections?size=200'),
  'participation.objections.show': named(objection()),
  'participation.objections.enter': {
    kind: 'row',
    request: (f) => ({
      url: '/api/participation/objections',
      payload: { estateId: f.noticeEstateId, key: randomUUID(), ...entry },
    }),
  },
  'participation.objections.online': { own: '凭住户卡，只在自己的小区' },
  'participation.objections.assign': {
    kind: 'row',
    request: (f) => ({ url: objection('/assign')(f), payload: { assigneeId: f.clerkId, version: 1 } }),
  },
  'participation.objections.assignMany': {
    kind: 'row',
    request: (f) => ({
      url: '/api/participation/objections/assign',
      payload: { items: [{ id: f.objectionId, version: 1 }], assigneeId: f.clerkId },
    }),
  },
  'participation.objections.remind': named(objection('/remind'), { version: 1 }),
  'participation.objections.answer': named(objection('/answer'), { answer: '越权', version: 1 }),
  'participation.objections.publish': named(objection('/publish'), {
    text: '越权',
    answer: '越权',
    confirmed: true,
    version: 1,
  }),
  'participation.objections.unpublish': named(objection('/unpublish'), why),
  'participation.objections.withdraw': named(objection('/withdraw'), why),
  'participation.objections.dispute': named(objection('/dispute'), why),
  'participation.objections.settle': named(objection('/settle'), why),
  'participation.objections.reveal': named(objection('/reveal'), { reason: '越权' }),
  'participation.objections.assignees': list('/api/participation/objection-assignees'),
  'POST /api/participation/attachments': {
    kind: 'row',
    request: (f) => ({
      url: `/api/participation/attachments?estateId=${f.noticeEstateId}`,
      upload: '越权.pdf',
    }),
  },
  'GET /api/participation/attachments/:id': named((f) => `/api/participation/attachments/${f.attachmentId}`),
  'GET /api/participation/notices/:id/paper': named(notice('/paper')),
  'GET /api/participation/objections.xlsx': list('/api/participation/objections.xlsx'),
};

const row = (
  name: string,
  id: (f: NoticeFixtures) => string,
  payload?: object | ((f: NoticeFixtures) => object),
  end = '',
): WalkCase => ({
  kind: 'row',
  request: (f) => {
    const url = `/api/participation/${name}/${id(f)}${end}`;
    if (!payload) return { url };
    return { url, payload: typeof payload === 'function' ? payload(f) : payload };
  },
});
const make = (name: string, payload: object): WalkCase => ({
  kind: 'row',
  request: (f) => ({
    url: `/api/participation/${name}`,
    payload: { estateId: f.noticeEstateId, ...payload },
  }),
});
const body = (f: NoticeFixtures) => f.bodyId;
const meeting = (f: NoticeFixtures) => f.meetingId;
const inspector = (f: NoticeFixtures) => f.inspectorId;
const visit = (f: NoticeFixtures) => f.visitId;
const finding = (f: NoticeFixtures) => f.findingId;
const v = { version: 1 };
const on = { ...why, on: '2026-11-22' };
const bodyOf = { kind: 'ownersCommittee', name: '业委会', since: '2026-01-01' };
const meetingOf = { title: '议事会', heldOn: '2026-11-20', step: 'plan' };
const visitOf = { kind: 'openDay', title: '开放日', plannedOn: '2026-11-20' };
const inspectorOf = { name: '越权', since: '2026-01-01' };

export const bodyWalk: Readonly<Record<string, WalkCase>> = {
  'participation.bodies.list': list('/api/participation/bodies?size=200'),
  'participation.bodies.show': row('bodies', body),
  'participation.bodies.create': make('bodies', bodyOf),
  'participation.bodies.edit': row('bodies', body, { ...v, ...bodyOf }),
  'participation.bodies.working': row('bodies', body, { ...v, working: true, evidence: '越权' }, '/working'),
  'participation.bodies.end': row('bodies', body, on, '/end'),
  'participation.bodies.reveal': row('bodies', body, { reason: '越权' }, '/reveal'),
  'participation.bodies.steps': list('/api/participation/five-steps?size=200'),
  'participation.meetings.list': list('/api/participation/meetings?size=200'),
  'participation.meetings.show': row('meetings', meeting),
  'participation.meetings.create': make('meetings', meetingOf),
  'participation.meetings.edit': row('meetings', meeting, { ...v, ...meetingOf }),
  'participation.meetings.publish': row('meetings', meeting, { ...v, published: true }, '/publish'),
  'participation.meetings.archive': row('meetings', meeting, why, '/archive'),
  'GET /api/participation/meetings/:id/paper': row('meetings', meeting, undefined, '/paper'),
  'GET /api/participation/findings.xlsx': list('/api/participation/findings.xlsx'),
  'participation.openness.inspectors': list('/api/participation/inspectors?size=200'),
  'participation.openness.appoint': make('inspectors', inspectorOf),
  'participation.openness.changeInspector': row('inspectors', inspector, { ...v, ...inspectorOf }),
  'participation.openness.dismiss': row('inspectors', inspector, on, '/end'),
  'participation.openness.revealInspector': row('inspectors', inspector, { reason: '越权' }, '/reveal'),
  'participation.openness.visits': list('/api/participation/visits?size=200'),
  'participation.openness.showVisit': row('visits', visit),
  'participation.openness.plan': make('visits', visitOf),
  'participation.openness.changeVisit': row('visits', visit, { ...v, ...visitOf }),
  'participation.openness.hold': row('visits', visit, { ...v, heldOn: '2026-11-20' }, '/hold'),
  'participation.openness.publishVisit': row('visits', visit, { ...v, published: true }, '/publish'),
  'participation.openness.cancel': row('visits', visit, why, '/cancel'),
  'participation.openness.findings': list('/api/participation/findings?size=200'),
  'participation.openness.find': row('visits', visit, { text: '越权', severity: 'note' }, '/findings'),
  'participation.openness.answer': row('findings', finding, { ...v, answer: '越权' }, '/answer'),
  'participation.openness.accept': row(
    'findings',
    finding,
    (f) => ({ ...v, accepted: true, inspectorId: f.inspectorId, paper: f.attachmentId }),
    '/accept',
  ),
  'participation.openness.publishFinding': row('findings', finding, { ...v, text: '越权' }, '/publish'),
};

export async function makeNoticeFixtures(app: TestApp, marker: string): Promise<NoticeFixtures> {
  const clerk = await app.person(['communityClerk'], '371503001');
  const noticeEstateId = await insertEstate(app, { name: marker });
  const base = '/api/participation';
  const file = await clerk.upload(
    `${base}/attachments?estateId=${noticeEstateId}`,
    `${marker}.pdf`,
    Buffer.from(marker),
  );
  const attachmentId = (file.body as { id: string }).id;
  const made = await clerk.post(`${base}/notices`, {
    ...fields,
    estateId: noticeEstateId,
    title: marker,
    fileIds: [attachmentId],
  });
  const filed = await clerk.post(`${base}/objections`, {
    ...entry,
    estateId: noticeEstateId,
    text: marker,
    key: randomUUID(),
  });
  const idOf = async (name: string, payload: object) =>
    ((await clerk.post(`${base}/${name}`, payload)).body as { id: string }).id;
  const at = { estateId: noticeEstateId };
  const bodyId = await idOf('bodies', { ...at, ...bodyOf, name: marker });
  const meetingId = await idOf('meetings', { ...at, ...meetingOf, title: marker });
  const inspectorId = await idOf('inspectors', { ...at, ...inspectorOf, duty: marker });
  const visitId = await idOf('visits', { ...at, ...visitOf, title: marker });
  await clerk.post(`${base}/visits/${visitId}/hold`, { version: 1, heldOn: '2026-11-20' });
  const held = await clerk.post(`${base}/visits/${visitId}/findings`, { text: marker, severity: 'note' });
  const findingId = (held.body as { list: { id: string }[] }).list[0]?.id ?? '';
  return {
    bodyId,
    meetingId,
    inspectorId,
    visitId,
    findingId,
    noticeEstateId,
    attachmentId,
    noticeId: (made.body as { id: string }).id,
    objectionId: (filed.body as { id: string }).id,
    clerkId: clerk.id,
  };
}
