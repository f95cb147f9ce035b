import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import { bodyActions, bodyContract, meetingContract } from '../../contract-bodies.ts';
import { findingQuery, opennessContract } from '../../contract-openness.ts';
import { listBodies, showBody } from './bodies.query.ts';
import { createBody, editBody, endBody, revealMembers, setBodyWorking } from './bodies.ts';
import { exportFindings, listFindings } from './findings.query.ts';
import { acceptFinding, answerFinding, publishFinding } from './findings.ts';
import { listFiveSteps } from './five-steps.query.ts';
import {
  appointInspector,
  changeInspector,
  dismissInspector,
  listInspectors,
  revealInspector,
} from './inspectors.ts';
import { meetingPaper } from './meeting-paper.ts';
import {
  archiveMeeting,
  createMeeting,
  editMeeting,
  listMeetings,
  publishMeeting,
  showMeeting,
} from './meetings.ts';
import {
  cancelVisit,
  changeVisit,
  findOnVisit,
  holdVisit,
  listVisits,
  planVisit,
  publishVisit,
  showVisit,
} from './visits.ts';

const bodies = implement(bodyContract).$context<RequestContext>();
const meetings = implement(meetingContract).$context<RequestContext>();
const openness = implement(opennessContract).$context<RequestContext>();
const spec = (action: keyof typeof bodyActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: bodyActions[action],
  kind,
});
const read = spec('participation.body.read', 'read');
const write = spec('participation.body', 'write');
const open = spec('participation.openness', 'write');
const working = spec('participation.body.working', 'write');
const reveal = spec('participation.body.reveal', 'write');

export const bodyRoutes = bodies.router({
  list: bodies.list.handler(door(read, listBodies)),
  show: bodies.show.handler(door(read, showBody)),
  create: bodies.create.handler(door(write, createBody)),
  edit: bodies.edit.handler(door(write, editBody)),
  working: bodies.working.handler(door(working, setBodyWorking)),
  end: bodies.end.handler(door(working, endBody)),
  reveal: bodies.reveal.handler(door(reveal, revealMembers)),
  steps: bodies.steps.handler(door(read, listFiveSteps)),
});
export const meetingRoutes = meetings.router({
  list: meetings.list.handler(door(read, listMeetings)),
  show: meetings.show.handler(door(read, showMeeting)),
  create: meetings.create.handler(door(write, createMeeting)),
  edit: meetings.edit.handler(door(write, editMeeting)),
  publish: meetings.publish.handler(door(write, publishMeeting)),
  archive: meetings.archive.handler(door(write, archiveMeeting)),
});
export const opennessRoutes = openness.router({
  inspectors: openness.inspectors.handler(door(read, listInspectors)),
  appoint: openness.appoint.handler(door(open, appointInspector)),
  changeInspector: openness.changeInspector.handler(door(open, changeInspector)),
  dismiss: openness.dismiss.handler(door(open, dismissInspector)),
  revealInspector: openness.revealInspector.handler(door(reveal, revealInspector)),
  visits: openness.visits.handler(door(read, listVisits)),
  showVisit: openness.showVisit.handler(door(read, showVisit)),
  plan: openness.plan.handler(door(open, planVisit)),
  changeVisit: openness.changeVisit.handler(door(open, changeVisit)),
  hold: openness.hold.handler(door(open, holdVisit)),
  publishVisit: openness.publishVisit.handler(door(open, publishVisit)),
  cancel: openness.cancel.handler(door(open, cancelVisit)),
  findings: openness.findings.handler(door(read, listFindings)),
  find: openness.find.handler(door(open, findOnVisit)),
  answer: openness.answer.handler(door(open, answerFinding)),
  accept: openness.accept.handler(door(open, acceptFinding)),
  publishFinding: openness.publishFinding.handler(door(open, publishFinding)),
});

export const bodyRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/participation/meetings/:id/paper',
    summary: '下载会议记录',
    spec: read,
    input: z.object({ id: z.uuid() }),
    run: meetingPaper,
  }),
  downloadRoute({
    url: '/api/participation/findings.xlsx',
    summary: '导出发现的问题',
    spec: read,
    input: findingQuery,
    run: exportFindings,
  }),
];
