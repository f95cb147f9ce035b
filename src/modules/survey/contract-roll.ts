import { oc } from '@orpc/contract';
import { z } from 'zod';
import { rowActions, severities } from './contract-imports.ts';
import {
  occupantValues,
  ownerShort,
  ownerValues,
  partDetail,
  partItem,
  partQuery,
  partValues,
  rollImportDetail,
  rollImportHead,
  rollRow,
} from './contract-roll-shapes.ts';
import { shortText } from './contract-shapes.ts';
import { areaSources, partKinds } from './domain/roll/part.ts';

const one = z.object({ id: z.uuid() });
const version = z.number().int().min(1);
const reason = shortText(500).min(2, '请写明理由');
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
const started = z.object({ jobId: z.string(), version: z.number().int() });
const route = (method: 'GET' | 'POST', path: `/survey/${string}`, summary: string) =>
  oc.route({ method, path, summary });

export const surveyRollContract = {
  parts: {
    list: route('GET', '/survey/estates/{id}/parts', '专有部分')
      .input(partQuery.extend(page))
      .output(paged(partItem)),
    sums: route('GET', '/survey/estates/{id}/roll', '名册合计')
      .input(one)
      .output(
        z.object({
          parts: z.number().int(),
          areaCm2: z.string(),
          areas: z.array(
            z.object({
              source: z.enum(areaSources).nullable(),
              parts: z.number().int(),
              areaCm2: z.string(),
            }),
          ),
          kinds: z.array(z.object({ kind: z.enum(partKinds), parts: z.number().int() })),
          /** Persons: owners of parts counted once, all unsold parts together as one. */
          persons: z.number().int(),
          unsold: z.number().int(),
          untitled: z.number().int(),
          areaMissing: z.number().int(),
          ownerless: z.number().int(),
          unnominated: z.number().int(),
          buildings: z.array(z.string()),
        }),
      ),
    show: route('GET', '/survey/parts/{id}', '一处专有部分').input(one).output(partDetail),
    create: route('POST', '/survey/estates/{id}/parts', '登记专有部分')
      .input(one.extend({ values: partValues, reason: shortText(500).default('') }))
      .output(partDetail),
    edit: route('POST', '/survey/parts/{id}', '修改专有部分')
      .input(one.extend({ version, values: partValues.partial(), reason: shortText(500).default('') }))
      .output(partDetail),
    archive: route('POST', '/survey/parts/{id}/archive', '停用或恢复专有部分')
      .input(one.extend({ version, archived: z.boolean(), reason }))
      .output(partDetail),
    nominate: route('POST', '/survey/parts/{id}/nominate', '登记共有代表')
      .input(
        one.extend({
          version,
          ownerId: z.uuid().nullable(),
          fileId: z.uuid().nullable(),
          reason: shortText(500).default(''),
        }),
      )
      .output(partDetail),
  },
  owners: {
    add: route('POST', '/survey/parts/{id}/owners', '登记业主')
      .input(one.extend({ version, values: ownerValues, reason: shortText(500).default('') }))
      .output(partDetail),
    remove: route('POST', '/survey/parts/{id}/owners-remove', '去掉业主')
      .input(one.extend({ version, ownerId: z.uuid(), reason }))
      .output(partDetail),
    edit: route('POST', '/survey/owners/{id}', '修改业主')
      .input(one.extend({ version, values: ownerValues.partial(), reason: shortText(500).default('') }))
      .output(ownerShort.omit({ nominated: true }).extend({ version: z.number().int() })),
    /** The other one goes; its parts become this one's. */
    merge: route('POST', '/survey/owners/{id}/merge', '合并业主')
      .input(one.extend({ version, otherId: z.uuid(), reason }))
      .output(z.object({ id: z.uuid(), parts: z.number().int() })),
    list: route('GET', '/survey/estates/{id}/owners', '业主')
      .input(one.extend({ ...page, search: shortText(50).optional() }))
      .output(
        paged(
          ownerShort.omit({ nominated: true }).extend({
            version: z.number().int(),
            numberMasked: z.string().nullable(),
            phoneMasked: z.string().nullable(),
            parts: z.number().int(),
            places: z.string(),
          }),
        ),
      ),
    reveal: route('POST', '/survey/owners/{id}/reveal', '查看业主完整信息')
      .input(one.extend({ reason }))
      .output(
        z.object({
          id: z.uuid(),
          name: z.string(),
          number: z.string().nullable(),
          phone: z.string().nullable(),
        }),
      ),
  },
  occupants: {
    save: route('POST', '/survey/parts/{id}/occupants', '登记使用人')
      .input(
        one.extend({
          occupantId: z.uuid().nullable(),
          version: z.number().int().min(0),
          values: occupantValues,
        }),
      )
      .output(partDetail),
    archive: route('POST', '/survey/parts/{id}/occupants-remove', '去掉使用人')
      .input(one.extend({ occupantId: z.uuid(), version, reason }))
      .output(partDetail),
  },
  rollImports: {
    list: route('GET', '/survey/estates/{id}/roll-imports', '名册导入记录')
      .input(one.extend(page))
      .output(paged(rollImportHead)),
    show: route('GET', '/survey/roll-imports/{id}', '一次名册导入').input(one).output(rollImportDetail),
    rows: route('GET', '/survey/roll-imports/{id}/rows', '名册各行去向')
      .input(
        one.extend({
          ...page,
          action: z.enum(rowActions).optional(),
          code: shortText(60).optional(),
          severity: z.enum(severities).optional(),
          /** Only rows with a fault. */
          faulty: z.stringbool().default(false),
          search: shortText(50).optional(),
        }),
      )
      .output(paged(rollRow)),
    commit: route('POST', '/survey/roll-imports/{id}/commit', '提交名册')
      .input(one.extend({ version, keepEdits: z.boolean().default(true) }))
      .output(started),
    undo: route('POST', '/survey/roll-imports/{id}/undo', '撤销名册导入')
      .input(one.extend({ version, reason }))
      .output(rollImportDetail),
  },
};
