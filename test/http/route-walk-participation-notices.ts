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
  return {
    noticeEstateId,
    attachmentId,
    noticeId: (made.body as { id: string }).id,
    objectionId: (filed.body as { id: string }).id,
    clerkId: clerk.id,
  };
}
