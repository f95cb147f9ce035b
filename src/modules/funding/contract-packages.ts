import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { facilityKinds } from './domain/package/facility.ts';

/** Social-capital packages 社会资本项目包: who may see, write and adopt them. */
export const packagesActions = defineActions({
  'funding.packages.read': roles,
  'funding.packages.edit': ['administrator', 'taskForce', 'finance'],
  'funding.packages.adopt': ['administrator', 'taskForce', 'finance'],
});

const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
const points = (low: number, high: number, sentence: string) =>
  z.int('应为整数').min(low, sentence).max(high, sentence);
const fen = z.int('金额应为整数分').min(0, '金额不得为负').max(1_000_000_000_000, '金额至多 100 亿元');
const kinds = Object.keys(facilityKinds) as (keyof typeof facilityKinds)[];

/** A facility as `domain/package/facility.ts` means it: fen, basis points, years. */
export const facilityShape = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/, '编号由字母、数字组成'),
  kind: z.enum(kinds),
  title: text(60).min(1, '请填写名称'),
  estateId: z.uuid().nullable(),
  investor: text(60).min(1, '请填写投资方'),
  investFen: z.array(fen).min(1, '至少一年的投资').max(10, '投资至多分十年'),
  opens: z.int().min(0, '开始运营的年份不得为负').max(20, '至多第二十年开始运营'),
  concessionYears: z.int().min(1, '至少运营一年').max(50, '至多 50 年'),
  units: z.int().min(0, '数量不得为负').max(1_000_000, '数量太大'),
  unitYearFen: fen.max(1_000_000_000, '每个每年至多 1000 万元'),
  firstOccupancy: points(0, 10_000, '使用率应为 0 至 100%'),
  fullOccupancy: points(0, 10_000, '使用率应为 0 至 100%'),
  rampYears: z.int().min(0).max(20, '至多 20 年'),
  priceGrowth: points(-2000, 2000, '年增长应在 ±20% 之内'),
  yearCostFen: fen,
  costGrowth: points(-2000, 2000, '年增长应在 ±20% 之内'),
  costShare: points(0, 9999, '随收入的成本应低于收入'),
});

/** What is saved of a package. */
export const packageContent = z.strictObject({
  rate: points(0, 5000, '折现率应为 0 至 50%'),
  grantFen: fen,
  debt: z
    .strictObject({
      share: points(0, 10_000, '借款比例应为 0 至 100%'),
      rate: points(0, 5000, '利率应为 0 至 50%'),
      years: z.int().min(1, '至少一年').max(50, '至多 50 年'),
    })
    .nullable(),
  facilities: z
    .array(facilityShape)
    .max(200, '至多 200 项设施')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, '设施编号重复'),
});

const state = z.enum(['draft', 'adopted', 'archived']);
const one = z.object({ id: z.uuid() });
const figures = z.object({
  balanced: z.boolean(),
  npvFromStart: z.number(),
  gap: z.number(),
  irr: z.object({
    status: z.enum(['one', 'several', 'none', 'double']),
    values: z.array(z.number()),
  }),
  payback: z.number().nullable(),
  cover: z.number().nullable(),
  investFen: z.number(),
});
const head = z.object({
  id: z.uuid(),
  title: z.string(),
  regionCode: z.string(),
  state,
  version: z.number().int(),
  facilities: z.number().int(),
  estates: z.number().int(),
  figures,
  editedBy: z.string(),
  editedAt: z.string(),
  adoptedBy: z.string().nullable(),
});
export const packageShape = head.extend({
  content: packageContent,
  /** Names of the estates the facilities stand in. */
  estateNames: z.record(z.string(), z.string()),
  limits: z.object({ cover: z.number().int(), maxConcessionYears: z.number().int() }),
  moves: z.object({
    revenue: z.number().int(),
    cost: z.number().int(),
    invest: z.number().int(),
    rate: z.number().int(),
    delay: z.number().int(),
  }),
  limitsUnverified: z.boolean(),
  /** Whether this user may adopt it: nobody adopts what they wrote last. */
  mayAdopt: z.boolean(),
});
const versionRow = z.object({
  version: z.number().int(),
  title: z.string(),
  content: packageContent,
  note: z.string(),
  by: z.string(),
  at: z.string(),
});

export const packagesQuery = z.object({
  search: text(50).optional(),
  state: state.optional(),
  balanced: z.stringbool().optional(),
  sort: z.enum(['editedAt', 'title']).default('editedAt'),
  descending: z.stringbool().default(true),
});
const base = '/funding/packages';
const tags = ['资金'];
const change = { id: z.uuid(), version: z.number().int() };
export const packageSave = z.strictObject({
  ...change,
  title: text(60).min(1, '请填写名称'),
  content: packageContent,
  note: text(200).default(''),
});

export const packagesContract = {
  list: oc
    .route({ method: 'GET', path: base, tags, summary: '社会资本项目包列表' })
    .input(
      packagesQuery.extend({
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20),
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(head) })),
  show: oc
    .route({ method: 'GET', path: `${base}/{id}`, tags, summary: '一个项目包及其测算参数' })
    .input(one)
    .output(packageShape),
  create: oc
    .route({ method: 'POST', path: base, tags, summary: '新建项目包，或照另一个项目包复制' })
    .input(
      z.strictObject({
        title: text(60).min(1, '请填写名称'),
        regionCode: z.string().regex(/^\d{6}(\d{3})?$/),
        copyOf: z.uuid().nullable().default(null),
      }),
    )
    .output(packageShape),
  save: oc
    .route({ method: 'POST', path: `${base}/{id}`, tags, summary: '保存项目包；每次保存留一个版本' })
    .input(packageSave)
    .output(packageShape),
  adopt: oc
    .route({ method: 'POST', path: `${base}/{id}/adopt`, tags, summary: '由另一人采用' })
    .input(z.strictObject(change))
    .output(packageShape),
  archive: oc
    .route({ method: 'POST', path: `${base}/{id}/archive`, tags, summary: '作废或恢复' })
    .input(z.strictObject({ ...change, archived: z.boolean(), reason: text(500).min(2, '请写明理由') }))
    .output(packageShape),
  versions: oc
    .route({ method: 'GET', path: `${base}/{id}/versions`, tags, summary: '历次保存' })
    .input(one)
    .output(z.array(versionRow)),
};
