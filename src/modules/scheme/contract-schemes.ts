import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import {
  catalogueShape,
  contentInput,
  differenceShape,
  estateShape,
  fenText,
  findingShape,
  suggestionShape,
  versionShape,
  versionState,
} from './contract-schemes-shapes.ts';

/** Who may see schemes, draw them up, and hand them in. */
export const schemesActions = defineActions({
  'scheme.schemes.read': roles,
  'scheme.schemes.edit': ['administrator', 'taskForce', 'subdistrictClerk'],
  'scheme.schemes.attach': ['administrator', 'taskForce', 'subdistrictClerk'],
});

const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
const reason = text(500).min(2, '请写明理由');
const version = z.number().int().min(1);
const one = z.object({ id: z.uuid() });
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const route = (method: 'GET' | 'POST', path: `/scheme/${string}`, summary: string) =>
  oc.route({ method, path, summary });
const at = '/scheme/schemes/{id}' as const;

export const schemeQuery = z.object({
  search: text(50).optional(),
  state: versionState.optional(),
  /** 9-digit code: schemes with an estate there. */
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  estateId: z.uuid().optional(),
  /** Only those above their ceiling. */
  over: z.stringbool().optional(),
  sort: z.enum(['updatedAt', 'title', 'total']).default('updatedAt'),
  descending: z.stringbool().default(true),
});

const head = z.object({
  id: z.uuid(),
  title: z.string(),
  state: versionState,
  number: z.number().int(),
  total: fenText,
  ceiling: fenText.nullable(),
  overCeiling: z.boolean(),
  projectId: z.uuid().nullable(),
  /** Estates of it in sight. */
  estates: z.array(z.object({ id: z.uuid(), name: z.string(), subdistrictName: z.string() })),
  updatedAt: z.string(),
  updatedBy: z.string(),
  version: z.number().int(),
});
const fileShape = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  kind: z.enum(['drawing', 'budget', 'photo', 'approval', 'other']),
  title: z.string(),
  name: z.string(),
  sizeBytes: z.number().int(),
  estateId: z.uuid().nullable(),
  versionNumber: z.number().int(),
  addedAt: z.string(),
  addedBy: z.string(),
});
export const schemeDetail = z.object({
  id: z.uuid(),
  regionCode: z.string(),
  projectId: z.uuid().nullable(),
  state: versionState,
  cancelReason: z.string().nullable(),
  version: z.number().int(),
  estates: z.array(estateShape),
  current: versionShape,
  /** The approved version that holds, if any. */
  approvedNumber: z.number().int().nullable(),
  findings: z.array(findingShape),
  files: z.array(fileShape),
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  /** Whether whoever asks may write in the region the scheme lies in. */
  writable: z.boolean(),
});

export const fileQuery = z.object({
  id: z.uuid(),
  kind: fileShape.shape.kind,
  title: text(60).min(1, '请填写名称'),
  estateId: z.uuid().optional(),
});

export const schemeCreate = z.strictObject({
  title: text(80).min(2, '请填写方案名称'),
  estateIds: z.array(z.uuid()).min(1, '请选择小区').max(100, '一个方案最多 100 个小区'),
  /** The project (precinct) it is one design for. */
  projectId: z.uuid().nullable(),
  /** Suggested lines of survey and choice, the lines of another scheme, or none. */
  from: z.enum(['survey', 'nothing', 'copy']),
  copyOf: z.uuid().nullable(),
});

export const schemesContract = {
  catalogue: route('GET', '/scheme/catalogue', '改造内容目录').output(catalogueShape),
  list: route('GET', '/scheme/schemes', '方案列表')
    .input(schemeQuery.extend(page))
    .output(z.object({ total: z.number().int(), items: z.array(head) })),
  show: route('GET', at, '方案').input(one).output(schemeDetail),
  create: route('POST', '/scheme/schemes', '编制方案').input(schemeCreate).output(schemeDetail),
  save: route('POST', `${at}/save`, '保存方案')
    .input(contentInput.extend({ id: z.uuid(), version }))
    .output(schemeDetail),
  undo: route('POST', `${at}/undo`, '撤销上一次保存').input(one.extend({ version })).output(schemeDetail),
  redo: route('POST', `${at}/redo`, '重做撤销的保存').input(one.extend({ version })).output(schemeDetail),
  submit: route('POST', `${at}/submit`, '提交方案').input(one.extend({ version })).output(schemeDetail),
  cancel: route('POST', `${at}/cancel`, '取消方案')
    .input(one.extend({ version, reason }))
    .output(schemeDetail),
  suggestions: route('GET', `${at}/suggestions`, '按摸底与居民选择建议的内容')
    .input(one)
    .output(
      z.object({
        items: z.array(suggestionShape),
        choices: z.array(z.object({ estateId: z.uuid(), title: z.string(), closedOn: z.string() })),
      }),
    ),
  versions: route('GET', `${at}/versions`, '方案各版本')
    .input(one)
    .output(z.array(versionShape.omit({ lines: true }).extend({ lineCount: z.number().int() }))),
  versionOf: route('GET', `${at}/versions/{number}`, '方案的一个版本')
    .input(one.extend({ number: z.coerce.number().int().min(1).max(10_000) }))
    .output(versionShape),
  difference: route('GET', `${at}/difference`, '两个版本的差异')
    .input(
      one.extend({
        from: z.coerce.number().int().min(1).max(10_000),
        to: z.coerce.number().int().min(1).max(10_000),
      }),
    )
    .output(differenceShape),
  removeFile: route('POST', '/scheme/files/{id}/remove', '移除方案文件')
    .input(one.extend({ reason }))
    .output(schemeDetail),
};
