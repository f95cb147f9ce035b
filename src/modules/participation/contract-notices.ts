import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { suspectNames } from './domain/notice/names-in-text.ts';
import { noticeKinds, noticePhaseNames } from './domain/notice/notice.ts';
import { channels, objectionStates, objectionSteps } from './domain/notice/objection.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who posts notices, and who deals with objections. What residents wrote is read by those who answer or oversee it. */
export const noticeActions = defineActions({
  'participation.notice.read': roles,
  'participation.notice': clerks,
  'participation.attach': clerks,
  'participation.objection.read': [...clerks, 'leader', 'auditor'],
  'participation.objection': clerks,
  'participation.objection.publish': ['administrator', 'taskForce', 'subdistrictClerk'],
  'participation.objection.dispute': ['administrator', 'taskForce', 'subdistrictClerk'],
  'participation.objection.reveal': clerks,
});

const text = (limit: number) => z.string().trim().max(limit, `至多 ${limit} 字`);
const day = z.iso.date('应为日期，形如 2021-05-01');
const version = z.number().int();
const one = z.object({ id: z.uuid() });
const change = one.extend({ version });
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
const fileShape = z.object({ id: z.uuid(), name: z.string() });
export const historyShape = z.object({
  id: z.uuid(),
  at: z.string(),
  by: z.string(),
  step: z.string(),
  note: z.string(),
});
const fileIds = z.array(z.uuid()).max(50, '至多 50 个文件').default([]);
const reason = text(500).min(1, '请填写理由');

const phases = Object.keys(noticePhaseNames) as (keyof typeof noticePhaseNames)[];
const noticeShape = z.object({
  id: z.uuid(),
  estateId: z.uuid(),
  estateCode: z.string(),
  estateName: z.string(),
  kind: z.enum(noticeKinds),
  title: z.string(),
  postedOn: z.string(),
  until: z.string(),
  phase: z.enum(phases),
  /** Objections against it, and of these the ones still without an answer. */
  objections: z.number().int(),
  unanswered: z.number().int(),
  places: z.string(),
  createdBy: z.string(),
  version,
});
export const noticeDetail = noticeShape.extend({
  /** The vote or choice it was posted for; null: written by hand. */
  subjectId: z.string().nullable(),
  body: z.string(),
  files: z.array(fileShape),
  withdrawReason: z.string().nullable(),
  history: z.array(historyShape),
});
const noticeFields = {
  kind: z.enum(noticeKinds),
  title: text(100).min(2, '标题至少 2 个字'),
  body: text(20_000).min(1, '请填写正文'),
  postedOn: day,
  until: day,
  places: text(500).default(''),
  fileIds,
};

export const noticeQuery = z.object({
  search: text(50).optional(),
  ...{ kind: z.enum(noticeKinds).optional(), phase: z.enum(phases).optional() },
  estateId: z.uuid().optional(),
  subjectId: text(40).optional(),
  sort: z.enum(['postedOn', 'until']).default('postedOn'),
  descending: z.stringbool().default(true),
});

const objectionShape = z.object({
  id: z.uuid(),
  number: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  noticeId: z.uuid().nullable(),
  noticeTitle: z.string().nullable(),
  nameMasked: z.string(),
  text: z.string(),
  channel: z.enum(channels),
  at: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  state: z.enum(objectionStates),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  disputed: z.boolean(),
  settled: z.boolean(),
  published: z.boolean(),
  version,
});
const suspectShape = z.object({
  from: z.number().int(),
  to: z.number().int(),
  kind: z.enum(Object.keys(suspectNames) as (keyof typeof suspectNames)[]),
  text: z.string(),
  known: z.boolean(),
});
export const objectionDetailShape = objectionShape.extend({
  place: z.string(),
  /** What the notice it is against was posted for: a vote, a choice, or nothing on record. */
  noticeOf: z.object({ kind: z.enum(noticeKinds), subjectId: z.string().nullable() }).nullable(),
  ...{ hasName: z.boolean(), hasPhone: z.boolean() },
  answer: z.string().nullable(),
  ...{ answeredAt: z.string().nullable(), answeredBy: z.string().nullable() },
  ...{ publishedText: z.string().nullable(), publishedAnswer: z.string().nullable() },
  publishedAt: z.string().nullable(),
  ...{ disputeReason: z.string().nullable(), settledReason: z.string().nullable() },
  next: z.array(z.enum(objectionSteps)),
  /** What may tell who somebody is, in the text and in the answer, for the publisher to look at. */
  textSuspects: z.array(suspectShape),
  answerSuspects: z.array(suspectShape),
  history: z.array(historyShape),
});
export const objectionQuery = z.object({
  search: text(50).optional(),
  state: z.enum([...objectionStates, 'overdue', 'unanswered']).optional(),
  /** `me`: assigned to whoever asks; `none`: to nobody. */
  assignee: z.enum(['me', 'none']).optional(),
  channel: z.enum(channels).optional(),
  mark: z.enum(['disputed', 'published']).optional(),
  estateId: z.uuid().optional(),
  noticeId: z.uuid().optional(),
  sort: z.enum(['due', 'at']).default('due'),
  descending: z.stringbool().default(false),
});

type Path = `/participation/${string}`;
const get = (path: Path, summary: string) => oc.route({ method: 'GET', path, summary });
const post = (path: Path, summary: string) => oc.route({ method: 'POST', path, summary });

export const noticeContract = {
  list: get('/participation/notices', '公示').input(noticeQuery.extend(page)).output(paged(noticeShape)),
  show: get('/participation/notices/{id}', '一份公示').input(one).output(noticeDetail),
  create: post('/participation/notices', '拟写公示')
    .input(z.strictObject({ estateId: z.uuid(), ...noticeFields }))
    .output(noticeDetail),
  edit: post('/participation/notices/{id}', '修改公示草稿')
    .input(z.strictObject({ ...change.shape, ...noticeFields }))
    .output(noticeDetail),
  publish: post('/participation/notices/{id}/post', '发布公示').input(change).output(noticeDetail),
  place: post('/participation/notices/{id}/places', '登记张贴地点与照片')
    .input(z.strictObject({ ...change.shape, places: text(500), fileIds }))
    .output(noticeDetail),
  withdraw: post('/participation/notices/{id}/withdraw', '撤回公示')
    .input(z.strictObject({ ...change.shape, reason }))
    .output(noticeDetail),
  /** Shortest periods and the first day a notice of each kind posted today may end. */
  periods: get('/participation/notice-periods', '公示的最短期限')
    .input(z.object({}))
    .output(
      z.object({ days: z.record(z.enum(noticeKinds), z.number().int()), resultWithin: z.number().int() }),
    ),
};

const step = <T extends z.ZodRawShape>(name: string, summary: string, fields: T) =>
  post(`/participation/objections/{id}/${name}`, summary)
    .input(z.strictObject({ ...change.shape, ...fields }))
    .output(objectionDetailShape);

export const objectionContract = {
  list: get('/participation/objections', '异议')
    .input(objectionQuery.extend(page))
    .output(
      paged(objectionShape).extend({
        counts: z.object({
          unanswered: z.number().int(),
          overdue: z.number().int(),
          holding: z.number().int(),
        }),
      }),
    ),
  show: get('/participation/objections/{id}', '一件异议').input(one).output(objectionDetailShape),
  enter: post('/participation/objections', '登记异议')
    .input(
      z.strictObject({
        estateId: z.uuid(),
        noticeId: z.uuid().nullable().default(null),
        channel: z.enum(['paper', 'door', 'meeting', 'hotline']),
        receivedOn: day,
        name: text(50).default(''),
        phone: text(30).default(''),
        place: text(100).default(''),
        text: text(5000).min(1, '请填写异议内容'),
        /** Made by the sender: the same entry sent twice is one objection. */
        key: z.uuid(),
      }),
    )
    .output(objectionDetailShape),
  /** From a resident with a card of a part of the estate. */
  online: post('/participation/objections/online', '居民提出异议')
    .input(
      z.strictObject({
        noticeId: z.uuid().nullable().default(null),
        name: text(50).default(''),
        phone: text(30).default(''),
        text: text(5000).min(1, '请填写异议内容'),
        /** Made by the sender: the same entry sent twice is one objection. */
        key: z.uuid(),
      }),
    )
    .output(z.object({ number: z.string(), dueOn: z.string() })),
  assign: step('assign', '分办异议', { assigneeId: z.uuid() }),
  assignMany: post('/participation/objections/assign', '批量分办异议')
    .input(
      z.strictObject({
        items: z
          .array(z.strictObject({ id: z.uuid(), version }))
          .min(1)
          .max(200),
        assigneeId: z.uuid(),
      }),
    )
    .output(z.object({ assigned: z.number().int() })),
  remind: step('remind', '催办异议', {}),
  answer: step('answer', '答复异议', { answer: text(5000).min(1, '请填写答复') }),
  publish: step('publish', '公开异议与答复', {
    text: text(5000).min(1, '请填写公开的异议'),
    answer: text(5000).min(1, '请填写公开的答复'),
    /** The publisher looked at every marked piece and says that it names nobody. */
    confirmed: z.boolean().default(false),
  }),
  unpublish: step('unpublish', '撤下公开的异议', { reason }),
  withdraw: step('withdraw', '撤回异议', { reason }),
  dispute: step('dispute', '列为争议', { reason }),
  settle: step('settle', '了结争议', { reason }),
  reveal: post('/participation/objections/{id}/reveal', '查看异议人姓名电话')
    .input(z.strictObject({ ...one.shape, reason }))
    .output(z.object({ name: z.string(), phone: z.string() })),
  assignees: get('/participation/objection-assignees', '可分办的人员')
    .input(z.object({ estateId: z.uuid().optional() }))
    .output(z.array(z.object({ id: z.uuid(), name: z.string(), scope: z.string() }))),
};
