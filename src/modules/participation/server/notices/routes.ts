import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { noticeActions, noticeContract, objectionContract, objectionQuery } from '../../contract-notices.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { visitorDoor } from '../access/visitor.ts';
import { attachmentLimitBytes, downloadAttachment, uploadAttachment } from './attachments.ts';
import { exportObjections, noticePaper } from './notice-paper.ts';
import { listNotices, noticePeriods, showNotice } from './notices.query.ts';
import { createNotice, editNotice, placeNotice, publishNotice, withdrawNotice } from './notices.ts';
import { objectOnline } from './object-online.ts';
import { disputeObjection, settleObjection } from './objection-disputes.ts';
import { publishObjection, unpublishObjection } from './objection-publish.ts';
import { listObjections, showObjection } from './objections.query.ts';
import {
  answerObjection,
  assignees,
  assignObjection,
  assignObjections,
  enterObjection,
  remindObjection,
  revealObjection,
  withdrawObjection,
} from './objections.ts';

const notices = implement(noticeContract).$context<RequestContext>();
const objections = implement(objectionContract).$context<RequestContext>();
const spec = (action: keyof typeof noticeActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: noticeActions[action],
  kind,
});
const readNotice = spec('participation.notice.read', 'read');
const writeNotice = spec('participation.notice', 'write');
const read = spec('participation.objection.read', 'read');
const work = spec('participation.objection', 'write');
const publish = spec('participation.objection.publish', 'write');
const dispute = spec('participation.objection.dispute', 'write');

export const noticeRoutes = notices.router({
  list: notices.list.handler(door(readNotice, listNotices)),
  show: notices.show.handler(door(readNotice, showNotice)),
  create: notices.create.handler(door(writeNotice, createNotice)),
  edit: notices.edit.handler(door(writeNotice, editNotice)),
  publish: notices.publish.handler(door(writeNotice, publishNotice)),
  place: notices.place.handler(door(writeNotice, placeNotice)),
  withdraw: notices.withdraw.handler(door(writeNotice, withdrawNotice)),
  periods: notices.periods.handler(door(readNotice, noticePeriods)),
});

export const objectionRoutes = objections.router({
  list: objections.list.handler(door(read, listObjections)),
  show: objections.show.handler(door(read, showObjection)),
  enter: objections.enter.handler(door(work, enterObjection)),
  online: objections.online.handler(
    visitorDoor({ action: 'participation.objection.online', kind: 'write', needs: 'card' }, objectOnline),
  ),
  assign: objections.assign.handler(door(work, assignObjection)),
  assignMany: objections.assignMany.handler(door(work, assignObjections)),
  remind: objections.remind.handler(door(work, remindObjection)),
  answer: objections.answer.handler(door(work, answerObjection)),
  publish: objections.publish.handler(door(publish, publishObjection)),
  unpublish: objections.unpublish.handler(door(publish, unpublishObjection)),
  withdraw: objections.withdraw.handler(door(work, withdrawObjection)),
  dispute: objections.dispute.handler(door(dispute, disputeObjection)),
  settle: objections.settle.handler(door(dispute, settleObjection)),
  reveal: objections.reveal.handler(door(spec('participation.objection.reveal', 'write'), revealObjection)),
  assignees: objections.assignees.handler(door({ ...work, kind: 'read' }, assignees)),
});

const one = z.object({ id: z.uuid() });

export const noticeRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/participation/attachments',
    summary: '上传公示、会议与查看的照片和文件',
    spec: spec('participation.attach', 'write'),
    limitBytes: attachmentLimitBytes,
    input: z.object({ estateId: z.uuid() }),
    run: uploadAttachment,
  }),
  downloadRoute({
    url: '/api/participation/attachments/:id',
    summary: '下载照片或文件',
    spec: readNotice,
    input: one,
    run: downloadAttachment,
  }),
  downloadRoute({
    url: '/api/participation/notices/:id/paper',
    summary: '下载可打印的公示',
    spec: readNotice,
    input: one,
    run: noticePaper,
  }),
  downloadRoute({
    url: '/api/participation/objections.xlsx',
    summary: '导出异议',
    spec: read,
    input: objectionQuery,
    run: exportObjections,
  }),
];

export const noticeConstraints: ConstraintProblems = {
  participation_objection_n_key: () => problem(noticeProblems, 'participation.objection.busy'),
  participation_objection_number_key: () => problem(noticeProblems, 'participation.objection.busy'),
};
