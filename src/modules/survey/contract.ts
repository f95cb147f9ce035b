import { oc } from '@orpc/contract';
import { z } from 'zod';
import { surveyImportsContract } from './contract-imports.ts';
import { surveyRollContract } from './contract-roll.ts';
import { wishRemove, wishSave } from './contract-roll-shapes.ts';
import { buildingValues, estateValues, regionText, shortText } from './contract-shapes.ts';

export { surveyActions } from './contract-shapes.ts';

const reason = shortText(500).min(2, '请写明理由');
const one = z.object({ id: z.uuid() });
const version = z.number().int().min(1);
const yesNo = z.stringbool().optional();
const year = z.coerce.number().int().min(1800).max(2200).optional();

/** What a list of estates may be asked for; the export takes the same. */
export const estateQuery = z.object({
  /** Part of a name, alias, address or code. */
  search: shortText(50).optional(),
  /** Subdistrict or community code. */
  region: regionText.optional(),
  yearFrom: year,
  yearTo: year,
  land: z.enum(['state', 'collective', 'unknown']).optional(),
  /** Per cent filled in. */
  completeness: z.enum(['low', 'middle', 'full']).optional(),
  archived: yesNo,
  sort: z
    .enum(['code', 'name', 'builtYear', 'households', 'floorAreaM2', 'completeness', 'updatedAt'])
    .default('code'),
  descending: z.stringbool().default(false),
});

const estateHead = z.object({
  id: z.uuid(),
  code: z.string(),
  subdistrictName: z.string(),
  completeness: z.number().int(),
  version: z.number().int(),
  archived: z.boolean(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export const estateItem = estateHead.extend({ values: estateValues });

/** Where a figure comes from: a cell of an imported file, or a person's entry. */
export const provenanceShape = z.object({
  kind: z.enum(['import', 'edit']),
  by: z.string(),
  at: z.string(),
  file: z.string().nullable(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  importId: z.string().nullable(),
  reason: z.string(),
});
const wishSummary = z.object({
  visited: z.number().int(),
  agree: z.number().int(),
  refuse: z.number().int(),
  pay: z.number().int(),
  /** Yuan all willing households named together. */
  payYuan: z.number(),
  items: z.array(z.object({ item: z.string(), households: z.number().int() })),
});
export const estateDetail = estateItem.extend({
  provenance: z.record(z.string(), provenanceShape),
  contradictions: z.array(z.object({ field: z.string(), message: z.string() })),
  missing: z.array(z.string()),
  archiveReason: z.string().nullable(),
  mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
  buildingCount: z.number().int(),
  wishes: wishSummary,
});
export const buildingShape = z.object({
  id: z.uuid(),
  version: z.number().int(),
  ...buildingValues.shape,
  source: z.string(),
});
const changeShape = z.object({
  id: z.string(),
  field: z.string(),
  building: z.string().nullable(),
  from: z.unknown(),
  to: z.unknown(),
  source: z.enum(['create', 'edit', 'import', 'merge', 'archive', 'undo']),
  reason: z.string(),
  file: z.string().nullable(),
  cell: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
const route = (method: 'GET' | 'POST', path: `/survey/${string}`, summary: string) =>
  oc.route({ method, path, summary });

export const surveyContract = {
  imports: surveyImportsContract,
  ...surveyRollContract,
  estates: {
    list: route('GET', '/survey/estates', '小区').input(estateQuery.extend(page)).output(paged(estateItem)),
    points: route('GET', '/survey/points', '小区位置').output(
      z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          regionCode: z.string(),
          lon: z.number(),
          lat: z.number(),
        }),
      ),
    ),
    show: route('GET', '/survey/estates/{id}', '小区档案').input(one).output(estateDetail),
    history: route('GET', '/survey/estates/{id}/history', '小区改动记录')
      .input(one.extend(page))
      .output(paged(changeShape)),
    create: route('POST', '/survey/estates', '登记小区')
      .input(z.object({ values: estateValues.partial().required({ name: true, regionCode: true }) }))
      .output(estateItem),
    edit: route('POST', '/survey/estates/{id}', '修改小区')
      .input(one.extend({ version, values: estateValues.partial(), reason: shortText(500).default('') }))
      .output(estateItem),
    editMany: route('POST', '/survey/estates-edit', '批量修改小区')
      .input(
        z.object({
          items: z
            .array(one.extend({ version, values: estateValues.partial() }))
            .min(1)
            .max(200),
          reason: shortText(500).default(''),
        }),
      )
      .output(z.object({ items: z.array(estateItem) })),
    archive: route('POST', '/survey/estates/{id}/archive', '停用或恢复小区')
      .input(one.extend({ version, archived: z.boolean(), reason }))
      .output(estateItem),
    merge: route('POST', '/survey/estates/{id}/merge', '合并重复小区')
      .input(one.extend({ version, dropId: z.uuid(), dropVersion: version, reason }))
      .output(estateItem),
  },
  buildings: {
    list: route('GET', '/survey/estates/{id}/buildings', '楼栋').input(one).output(z.array(buildingShape)),
    save: route('POST', '/survey/estates/{id}/buildings', '修改楼栋')
      .input(
        one.extend({
          items: z
            .array(
              z.object({
                id: z.uuid().nullable(),
                version: z.number().int().default(0),
                values: buildingValues.partial(),
              }),
            )
            .min(1)
            .max(500),
          reason: shortText(500).default(''),
        }),
      )
      .output(z.array(buildingShape)),
  },
  wishes: {
    list: route('GET', '/survey/estates/{id}/wishes', '入户意愿')
      .input(one.extend({ ...page, building: shortText(30).optional(), agree: yesNo }))
      .output(
        paged(
          z.object({
            id: z.uuid(),
            building: z.string(),
            entrance: z.string(),
            room: z.string(),
            agree: z.boolean().nullable(),
            pay: z.boolean().nullable(),
            payYuan: z.number().nullable(),
            items: z.array(z.string()),
            management: z.string().nullable(),
            visitedOn: z.string().nullable(),
            areaCm2: z.string().nullable(),
            version: z.number().int(),
            /** Who keyed it in; null for one that came with a ledger. */
            editedBy: z.string().nullable(),
          }),
        ),
      ),
    save: route('POST', '/survey/estates/{id}/wishes', '登记入户走访')
      .input(wishSave)
      .output(z.object({ id: z.uuid() })),
    remove: route('POST', '/survey/estates/{id}/wishes-remove', '删除入户走访')
      .input(wishRemove)
      .output(z.object({ id: z.uuid() })),
  },
};
