import { oc } from '@orpc/contract';
import { z } from 'zod';
import { historyShape } from './contract-notices.ts';
import { findingStateNames, severities, visitKinds } from './domain/body/finding.ts';
import { fiveSteps } from './domain/body/five-steps.ts';

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
export const inspectorShape = z.object({
  ...place,
  nameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  duty: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  endReason: z.string().nullable(),
});
const inspectorFields = {
  name: text(50).default(''),
  phone: text(30).default(''),
  duty: text(200).default(''),
  since: day,
  until: day.nullable().default(null),
};
export const findingShape = z.object({
  ...place,
  visitId: z.uuid(),
  visitTitle: z.string(),
  text: z.string(),
  severity: z.enum(severities),
  dueOn: z.string().nullable(),
  state: enumOf(findingStateNames),
  overdue: z.boolean(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  published: z.boolean(),
  files: z.array(fileShape),
});
export const findingQuery = z.object({
  search: text(50).optional(),
  estateId: z.uuid().optional(),
  /** `unaccepted`: whatever an inspector has not accepted yet. */
  state: z.enum(['open', 'answered', 'accepted', 'overdue', 'unaccepted']).optional(),
  severity: z.enum(severities).optional(),
  published: z.stringbool().optional(),
});
export const visitShape = z.object({
  ...place,
  kind: z.enum(visitKinds),
  title: z.string(),
  plannedOn: z.string(),
  heldOn: z.string().nullable(),
  step: z.enum(fiveSteps),
  place: z.string(),
  invitation: z.string(),
  attended: z.number().int().nullable(),
  inspectors: z.array(z.object({ id: z.uuid(), nameMasked: z.string() })),
  published: z.boolean(),
  cancelledReason: z.string().nullable(),
  findings: z.number().int(),
  openFindings: z.number().int(),
});
export const visitDetail = visitShape.extend({
  files: z.array(fileShape),
  list: z.array(findingShape),
  history: z.array(historyShape),
});
const visitFields = {
  kind: z.enum(visitKinds),
  title: text(100).min(2, '标题至少 2 个字'),
  plannedOn: day,
  step: z.enum(fiveSteps).default('manage'),
  place: text(200).default(''),
  invitation: text(2000).default(''),
  inspectorIds: z.array(z.uuid()).max(20).default([]),
};

type Path = `/participation/${string}`;
const get = (path: Path, summary: string) => oc.route({ method: 'GET', path, summary });
const post = <T extends z.ZodRawShape>(path: Path, summary: string, fields: T) =>
  oc.route({ method: 'POST', path, summary }).input(z.strictObject(fields));
const estateId = z.uuid();
const yes = z.stringbool().optional();

export const opennessContract = {
  inspectors: get('/participation/inspectors', '居民监督员')
    .input(z.object({ ...page, serving: yes }))
    .output(paged(inspectorShape)),
  appoint: post('/participation/inspectors', '登记居民监督员', { estateId, ...inspectorFields }).output(
    inspectorShape,
  ),
  changeInspector: post('/participation/inspectors/{id}', '修改居民监督员', {
    ...change,
    ...inspectorFields,
  }).output(inspectorShape),
  dismiss: post('/participation/inspectors/{id}/end', '居民监督员离任', {
    ...change,
    on: day,
    reason,
  }).output(inspectorShape),
  revealInspector: post('/participation/inspectors/{id}/reveal', '查看监督员姓名电话', {
    id: z.uuid(),
    reason,
  }).output(z.object({ name: z.string(), phone: z.string() })),
  visits: get('/participation/visits', '开放日与现场查看')
    .input(
      z.object({
        ...page,
        kind: z.enum(visitKinds).optional(),
        state: z.enum(['planned', 'held', 'cancelled']).optional(),
        step: z.enum(fiveSteps).optional(),
      }),
    )
    .output(paged(visitShape)),
  showVisit: get('/participation/visits/{id}', '一次开放日或查看').input(one).output(visitDetail),
  plan: post('/participation/visits', '安排开放日或查看', { estateId, ...visitFields }).output(visitDetail),
  changeVisit: post('/participation/visits/{id}', '修改安排', { ...change, ...visitFields }).output(
    visitDetail,
  ),
  hold: post('/participation/visits/{id}/hold', '登记举行情况', {
    ...change,
    heldOn: day,
    attended: count,
    fileIds,
  }).output(visitDetail),
  publishVisit: post('/participation/visits/{id}/publish', '公开开放日', {
    ...change,
    published: z.boolean(),
    /** The publisher looked at what may tell who somebody is. */
    confirmed: z.boolean().default(false),
  }).output(visitDetail),
  cancel: post('/participation/visits/{id}/cancel', '取消开放日或查看', { ...change, reason }).output(
    visitDetail,
  ),
  findings: get('/participation/findings', '发现的问题')
    .input(findingQuery.extend({ page: page.page, size: page.size }))
    .output(
      paged(findingShape).extend({
        /** In sight, whatever is filtered. */
        counts: z.object({ open: z.number().int(), overdue: z.number().int(), answered: z.number().int() }),
      }),
    ),
  find: post('/participation/visits/{id}/findings', '登记发现的问题', {
    id: z.uuid(),
    text: text(2000).min(1, '请填写问题'),
    severity: z.enum(severities),
    /** Absent: by severity, from the pack. */
    dueOn: day.nullable().default(null),
    fileIds,
  }).output(visitDetail),
  answer: post('/participation/findings/{id}/answer', '答复问题', {
    ...change,
    answer: text(2000).min(1, '请填写整改情况'),
  }).output(findingShape),
  accept: post('/participation/findings/{id}/accept', '验收或退回整改', {
    ...change,
    accepted: z.boolean(),
    /** The inspector who accepted; a clerk enters it from the paper they signed. */
    inspectorId: z.uuid(),
    paper: z.uuid(),
    note: text(500).default(''),
  }).output(findingShape),
  publishFinding: post('/participation/findings/{id}/publish', '公开问题与整改', {
    ...change,
    text: text(2000).nullable(),
    confirmed: z.boolean().default(false),
  }).output(findingShape),
};
