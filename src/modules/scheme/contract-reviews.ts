import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { approvalCheckIds } from './domain/review/approval.ts';
import { courseSteps, roundStates } from './domain/review/course.ts';
import { seatStandings, stances } from './domain/review/seat.ts';
import { type VersionState, versionStateNames } from './domain/state.ts';

/** The task force asks, closes and approves; a unit speaks for its own organisation and for no other. */
export const reviewsActions = defineActions({
  'scheme.review.read': [...roles, 'unit'],
  'scheme.review': ['administrator', 'taskForce'],
  'scheme.review.enter': ['administrator', 'taskForce'],
  'scheme.review.give': ['unit'],
  'scheme.review.attach': ['administrator', 'taskForce', 'unit'],
  'scheme.review.return': ['administrator', 'taskForce'],
  'scheme.review.post': ['administrator', 'taskForce', 'subdistrictClerk'],
  'scheme.approve': ['taskForce'],
});

const text = (limit: number) => z.string().trim().max(limit, `至多 ${limit} 字`);
const day = z.iso.date('应为日期，形如 2021-05-01');
const version = z.number().int();
const one = z.object({ id: z.uuid() });
const change = { id: z.uuid(), version };
const reason = text(500).min(1, '请填写理由');
const fileIds = z.array(z.uuid()).max(20, '至多 20 个文件').default([]);
const fileShape = z.object({ id: z.uuid(), name: z.string() });
const nullable = z.string().nullable();
const versionStates = Object.keys(versionStateNames) as VersionState[];
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};

const earlierShape = z.object({
  stance: z.enum(stances),
  text: z.string(),
  givenOn: z.string(),
  givenBy: z.string(),
  endedBy: z.string(),
  endedAt: z.string(),
  reason: z.string(),
});
export const seatShape = z.object({
  id: z.uuid(),
  office: z.string(),
  title: z.string(),
  organisationId: z.uuid().nullable(),
  organisationName: nullable,
  needed: z.boolean(),
  dueOn: z.string(),
  standing: z.enum(seatStandings),
  stance: z.enum(stances).nullable(),
  text: z.string(),
  files: z.array(fileShape),
  ...{ answer: nullable, answeredBy: nullable },
  ...{ givenOn: nullable, givenBy: nullable },
  remindedAt: nullable,
  /** What it said before, the latest first. */
  earlier: z.array(earlierShape),
  /** Whoever asks may speak for it. */
  own: z.boolean(),
  version,
});
export const roundShape = z.object({
  id: z.uuid(),
  round: z.number().int(),
  versionNumber: z.number().int(),
  state: z.enum(roundStates),
  dueOn: z.string(),
  conclusion: nullable,
  startedBy: z.string(),
  startedAt: z.string(),
  closedBy: nullable,
  closedAt: nullable,
  seats: z.array(seatShape),
  version,
});
export const noticeOfEstate = z.object({
  estateId: z.uuid(),
  estateName: z.string(),
  notice: z
    .object({
      id: z.uuid(),
      postedOn: z.string(),
      until: z.string(),
      phase: z.string(),
      objections: z.number().int(),
      unanswered: z.number().int(),
    })
    .nullable(),
});
const checkShape = z.object({
  id: z.enum(approvalCheckIds),
  title: z.string(),
  met: z.boolean(),
  /** Cannot be judged before every estate has its notice. */
  later: z.boolean(),
  missing: z.array(z.string()),
});

const headShape = z.object({
  schemeId: z.uuid(),
  title: z.string(),
  estates: z.array(z.string()),
  versionId: z.uuid(),
  number: z.number().int(),
  state: z.enum(versionStates),
  totalFen: z.string(),
  /** Of the scheme; an edit names it. */
  version,
});

/** One scheme on its way to approval, as whoever asks may see it: a unit sees its own seats only. */
export const courseShape = headShape.extend({
  hash: nullable,
  submittedBy: nullable,
  submittedAt: nullable,
  returnedReason: nullable,
  approved: z.object({ on: z.string(), by: z.string(), documentNumber: nullable }).nullable(),
  rounds: z.array(roundShape),
  notices: z.array(noticeOfEstate),
  noticeDays: z.number().int(),
  checks: z.array(checkShape),
  steps: z.array(z.enum(courseSteps)),
  /** Units of the pack, and the day opinions asked for today are due. */
  offices: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      needed: z.boolean(),
      several: z.boolean(),
      /** The bodies that sat on it in the latest round anywhere in the district. */
      organisationIds: z.array(z.uuid()),
    }),
  ),
  workingDays: z.number().int(),
  dueOn: z.string(),
  unverified: z.boolean(),
});

const boardSeat = seatShape.pick({
  id: true,
  office: true,
  title: true,
  organisationName: true,
  needed: true,
  dueOn: true,
  standing: true,
  stance: true,
});
const boardRow = headShape.extend({
  round: z.number().int().nullable(),
  roundState: z.enum(roundStates).nullable(),
  dueOn: nullable,
  seats: z.array(boardSeat),
  noticeUntil: nullable,
  unanswered: z.number().int(),
});
export const boardQuery = z.object({
  search: text(50).optional(),
  state: z.enum(['submitted', 'reviewed', 'posted', 'approved', 'returned']).optional(),
  office: text(60).optional(),
  /** Schemes in whose newest round somebody (of `office`, if given) stands like this. */
  standing: z.enum(seatStandings).optional(),
  sort: z.enum(['due', 'title']).default('due'),
  descending: z.stringbool().default(false),
});
const mineShape = seatShape.extend({
  schemeId: z.uuid(),
  schemeTitle: z.string(),
  estates: z.array(z.string()),
  roundState: z.enum(roundStates),
});

const post = <T extends z.ZodRawShape>(path: `/scheme/${string}`, summary: string, fields: T) =>
  oc
    .route({ method: 'POST', path, summary })
    .input(z.strictObject({ ...change, ...fields }))
    .output(courseShape);
const get = (path: `/scheme/${string}`, summary: string) => oc.route({ method: 'GET', path, summary });
const opinion = { stance: z.enum(stances), text: text(5000).default(''), fileIds };
const seatAsked = z.strictObject({
  office: text(60).min(1),
  organisationId: z.uuid().nullable().default(null),
});

/** Requests and answers of the area `reviews`; `{id}` is a scheme, a round or one unit's opinion. */
export const reviewsContract = {
  board: get('/scheme/reviews', '联合审查一览')
    .input(boardQuery.extend(page))
    .output(
      z.object({
        total: z.number().int(),
        items: z.array(boardRow),
        offices: z.array(z.object({ id: z.string(), title: z.string() })),
      }),
    ),
  mine: get('/scheme/my-reviews', '本单位的审查任务')
    .input(z.object({ state: z.enum(['open', 'given', 'all']).default('open'), ...page }))
    .output(z.object({ total: z.number().int(), items: z.array(mineShape) })),
  show: get('/scheme/schemes/{id}/review', '一份方案的审查、公示与批准').input(one).output(courseShape),
  ask: post('/scheme/schemes/{id}/review', '发起联合审查', {
    seats: z.array(seatAsked).min(1, '请选择单位').max(60, '至多 60 个单位'),
    /** The pack's working days from today when absent. */
    dueOn: day.optional(),
  }),
  cancel: post('/scheme/reviews/{id}/cancel', '撤销一轮审查', { reason }),
  pass: post('/scheme/reviews/{id}/pass', '作出审查结论', { conclusion: text(2000).default('') }),
  give: post('/scheme/opinions/{id}/give', '出具本单位意见', opinion),
  enter: post('/scheme/opinions/{id}/enter', '凭文件登记单位意见', {
    ...opinion,
    givenOn: day,
    fileIds: z.array(z.uuid()).min(1, '请附单位意见的文件').max(20, '至多 20 个文件'),
  }),
  takeBack: post('/scheme/opinions/{id}/take-back', '撤回单位意见', { reason }),
  answer: post('/scheme/opinions/{id}/answer', '答复所提修改意见', {
    answer: text(2000).min(1, '请填写答复'),
  }),
  remind: post('/scheme/opinions/{id}/remind', '催办单位意见', {}),
  changeSeat: post('/scheme/opinions/{id}/change', '变更单位或期限', {
    organisationId: z.uuid().nullable(),
    dueOn: day,
    reason,
  }),
  returnScheme: post('/scheme/schemes/{id}/return', '退回修改', { reason }),
  post: post('/scheme/schemes/{id}/post', '公示方案', {
    until: day.optional(),
    places: text(500).default(''),
    note: text(2000).default(''),
  }),
  approve: post('/scheme/schemes/{id}/approve', '批准方案', { documentNumber: text(60).default('') }),
};
