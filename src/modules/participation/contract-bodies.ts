import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { historyShape } from './contract-notices.ts';
import { bodyKinds, posts, seats, termNames } from './domain/body/body.ts';
import { fiveSteps } from './domain/body/five-steps.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who keeps bodies, meetings and openness; whether a committee works decides on priority and is for the subdistrict. */
export const bodyActions = defineActions({
  'participation.body.read': roles,
  'participation.body': clerks,
  'participation.body.working': ['administrator', 'taskForce', 'subdistrictClerk'],
  'participation.body.reveal': clerks,
  'participation.openness': clerks,
});

const text = (limit: number) => z.string().trim().max(limit, `至多 ${limit} 字`);
const day = z.iso.date('应为日期，形如 2021-05-01');
const version = z.number().int();
const one = z.object({ id: z.uuid() });
const change = { id: z.uuid(), version };
const reason = text(500).min(1, '请填写理由');
const count = z.number().int().min(0).max(100_000).nullable().default(null);
const fileIds = z.array(z.uuid()).max(50, '至多 50 个文件').default([]);
const fileShape = z.object({ id: z.uuid(), name: z.string() });
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  search: text(50).optional(),
  estateId: z.uuid().optional(),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
const enumOf = <T extends object>(names: T) => z.enum(Object.keys(names) as (keyof T & string)[]);

const place = { id: z.uuid(), estateId: z.uuid(), estateName: z.string(), version };
const memberShape = z.object({
  id: z.string(),
  nameMasked: z.string(),
  post: z.enum(posts),
  seat: z.enum(seats),
});
const memberInput = z.strictObject({
  /** Of a member already on record: the name is kept when none is given. */
  id: z.string().max(40).optional(),
  name: text(50).default(''),
  post: z.enum(posts),
  seat: z.enum(seats),
});
export const bodyShape = z.object({
  ...place,
  kind: z.enum(bodyKinds),
  name: z.string(),
  since: z.string(),
  termUntil: z.string().nullable(),
  term: enumOf(termNames),
  working: z.boolean(),
  workingEvidence: z.string(),
  members: z.array(memberShape),
  /** What is wrong with the membership, each with its clause; 物管会 only. */
  faults: z.array(z.object({ clause: z.string(), message: z.string() })),
  endedOn: z.string().nullable(),
  endReason: z.string().nullable(),
});
export const bodyDetail = bodyShape.extend({ history: z.array(historyShape) });
const bodyFields = {
  kind: z.enum(bodyKinds),
  name: text(100).min(2, '名称至少 2 个字'),
  since: day,
  termUntil: day.nullable().default(null),
  members: z.array(memberInput).max(99, '成员至多 99 人').default([]),
};

const decisionInput = z.strictObject({
  text: text(1000).min(1, '请填写决定事项'),
  responsible: text(100).default(''),
  due: day.nullable().default(null),
  doneOn: day.nullable().default(null),
});
export const meetingShape = z.object({
  ...place,
  bodyId: z.uuid().nullable(),
  bodyName: z.string().nullable(),
  title: z.string(),
  heldOn: z.string(),
  step: z.enum(fiveSteps),
  place: z.string(),
  invited: z.number().int().nullable(),
  attended: z.number().int().nullable(),
  decisions: z.array(decisionInput),
  published: z.boolean(),
});
export const meetingDetail = meetingShape.extend({
  /** Void: kept on record, counted nowhere. */
  archived: z.boolean(),
  agenda: z.string(),
  minutes: z.string(),
  files: z.array(fileShape),
  history: z.array(historyShape),
});
const meetingFields = {
  bodyId: z.uuid().nullable().default(null),
  title: text(100).min(2, '标题至少 2 个字'),
  heldOn: day,
  step: z.enum(fiveSteps),
  place: text(200).default(''),
  agenda: text(5000).default(''),
  minutes: text(50_000).default(''),
  invited: count,
  attended: count,
  decisions: z.array(decisionInput).max(100, '至多 100 项').default([]),
  fileIds,
};

type Path = `/participation/${string}`;
const get = (path: Path, summary: string) => oc.route({ method: 'GET', path, summary });
const post = <T extends z.ZodRawShape>(path: Path, summary: string, fields: T) =>
  oc.route({ method: 'POST', path, summary }).input(z.strictObject(fields));
const estateId = z.uuid();
const yes = z.stringbool().optional();

export const bodyContract = {
  list: get('/participation/bodies', '议事组织')
    .input(
      z.object({
        ...page,
        kind: z.enum(bodyKinds).optional(),
        term: enumOf(termNames).optional(),
        faulty: yes,
      }),
    )
    .output(paged(bodyShape)),
  show: get('/participation/bodies/{id}', '一个议事组织').input(one).output(bodyDetail),
  create: post('/participation/bodies', '登记议事组织', { estateId, ...bodyFields }).output(bodyDetail),
  edit: post('/participation/bodies/{id}', '修改议事组织', { ...change, ...bodyFields }).output(bodyDetail),
  working: post('/participation/bodies/{id}/working', '认定是否正常履职', {
    ...change,
    working: z.boolean(),
    evidence: text(1000).min(1, '请填写依据'),
  }).output(bodyDetail),
  end: post('/participation/bodies/{id}/end', '终止议事组织', { ...change, on: day, reason }).output(
    bodyDetail,
  ),
  reveal: post('/participation/bodies/{id}/reveal', '查看成员姓名', { id: z.uuid(), reason }).output(
    z.array(z.object({ id: z.string(), name: z.string() })),
  ),
  steps: get('/participation/five-steps', '四(二)3：五个环节有无居民参与的记录')
    .input(
      z.object({
        page: page.page,
        size: page.size,
        search: page.search,
        /** Estates without a record of this step. */
        missing: z.enum(fiveSteps).optional(),
        /** Estates without a record of some step. */
        incomplete: yes,
      }),
    )
    .output(
      paged(
        z.object({
          estateId: z.uuid(),
          estateName: z.string(),
          steps: z.record(
            z.enum(fiveSteps),
            z.object({ meetings: z.number().int(), visits: z.number().int() }),
          ),
        }),
      ),
    ),
};
export const meetingContract = {
  list: get('/participation/meetings', '会议')
    .input(z.object({ ...page, step: z.enum(fiveSteps).optional(), bodyId: z.uuid().optional() }))
    .output(paged(meetingShape)),
  show: get('/participation/meetings/{id}', '一次会议').input(one).output(meetingDetail),
  create: post('/participation/meetings', '登记会议', { estateId, ...meetingFields }).output(meetingDetail),
  edit: post('/participation/meetings/{id}', '修改会议', { ...change, ...meetingFields }).output(
    meetingDetail,
  ),
  publish: post('/participation/meetings/{id}/publish', '公开会议决定', {
    ...change,
    published: z.boolean(),
    /** The publisher looked at what may tell who somebody is. */
    confirmed: z.boolean().default(false),
  }).output(meetingDetail),
  archive: post('/participation/meetings/{id}/archive', '作废会议记录', { ...change, reason }).output(
    meetingDetail,
  ),
};
