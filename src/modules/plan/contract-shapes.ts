import { z } from 'zod';

/** Shapes of the plan's requests and answers. Money is fen as decimal text, floor area cm² as decimal text. */
const fen = z.string().regex(/^\d{1,17}$/, '金额应为不小于 0 的整数分');
const yearText = z.string().regex(/^\d{4}$/, '年份应为四位数字');
const renovationClass = z.enum(['basic', 'improvement', 'enhancement']);

export const channelShape = z.object({
  id: z.string(),
  title: z.string(),
  /** Channel of the plan's 六 it belongs to. */
  group: z.string(),
  clause: z.string(),
  classes: z.array(renovationClass),
  carry: z.boolean(),
  amounts: z.record(yearText, fen),
  /** 0 where nothing is stored yet. */
  version: z.number().int(),
});
export type ChannelView = z.infer<typeof channelShape>;

export const capacityShape = z.object({
  subdistrict: z.string(),
  name: z.string(),
  /** Year → households; a year left out is unlimited. */
  households: z.record(yearText, z.number().int()),
  version: z.number().int(),
});

export const budgetShape = z.object({
  /** Years in which something may start; `years` are those in which money is paid. */
  startYears: z.array(z.number().int()),
  years: z.array(z.number().int()),
  channels: z.array(channelShape),
  capacity: z.array(capacityShape),
  /** Unit cost by class, 元 per ㎡, and whether the figure is still 待核. */
  unitCost: z.record(z.string(), z.string()),
  unitCostUnverified: z.boolean(),
});

export const channelEdit = z.object({
  id: z.string().trim().min(1).max(60),
  classes: z.array(renovationClass).min(1, '至少选一类').optional(),
  carry: z.boolean().optional(),
  /** Only the years that change. */
  amounts: z.record(yearText, fen),
  version: z.number().int().min(0),
});
export const capacityEdit = z.object({
  subdistrict: z.string().regex(/^\d{9}$/, '街道代码应为 9 位数字'),
  /** Null takes the limit away. */
  households: z.record(yearText, z.number().int().min(0).max(10_000_000).nullable()),
  version: z.number().int().min(0),
});

/** What an uploaded budget file says; nothing is stored by reading it. */
export type ImportView = {
  readonly faults: readonly { readonly at: string; readonly message: string }[];
  readonly channels: readonly z.infer<typeof channelEdit>[];
  readonly capacity: readonly z.infer<typeof capacityEdit>[];
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
};

export const limitShape = z.object({
  id: z.uuid(),
  estateId: z.uuid(),
  estateName: z.string(),
  subdistrict: z.string(),
  kind: z.enum(['pin', 'forbid', 'done']),
  year: z.number().int(),
  reason: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawReason: z.string().nullable(),
});

const counts = z.object({ estates: z.number().int(), households: z.number().int() });
const status = z.enum(['optimal', 'feasible', 'infeasible']);

export const runRowShape = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  status,
  gap: z.number().nullable(),
  openFrom: z.number().int(),
  createdAt: z.string(),
  createdBy: z.string(),
  publishedVersion: z.number().int().nullable(),
  publishedAt: z.string().nullable(),
  publishNote: z.string().nullable(),
});

export const estateRowShape = z.object({
  estateId: z.uuid(),
  name: z.string(),
  subdistrict: z.string(),
  subdistrictName: z.string(),
  start: z.number().int().nullable(),
  done: z.boolean(),
  pinned: z.boolean(),
  candidate: z.boolean(),
  held: z.boolean(),
  eligible: z.enum(['yes', 'no', 'unknown']),
  target: z.enum(['must', 'aspire']).nullable(),
  score: z.number(),
  rank: z.number().int().nullable(),
  buildings: z.number().int().nullable(),
  households: z.number().int().nullable(),
  floorAreaCm2: z.string().nullable(),
  needFen: z.string(),
  why: z.string(),
});
export type EstateRow = z.infer<typeof estateRowShape>;

export const estateDetailShape = estateRowShape.extend({
  trials: z.array(z.object({ year: z.number().int(), barriers: z.array(z.string()) })),
  limits: z.array(limitShape),
});

/** Sums over the estates the asking person may see. */
const tableRow = z.object({
  key: z.string(),
  name: z.string(),
  estates: z.number().int(),
  buildings: z.number().int(),
  households: z.number().int(),
  floorAreaCm2: z.string(),
  needFen: z.string(),
  must: counts,
});

export const runShape = runRowShape.extend({
  objective: z.number().nullable(),
  bound: z.number().nullable(),
  seed: z.number().int(),
  limitSeconds: z.number().int(),
  ms: z.number(),
  policyVersion: z.string(),
  publishedBy: z.string().nullable(),
  verdict: z.object({ ok: z.boolean(), faults: z.array(z.string()) }),
  warnings: z.array(z.string()),
  conflicts: z.array(z.object({ limit: z.string(), text: z.string() })),
  years: z.array(z.number().int()),
  /** 必改 that clearly qualify: placed or done, and left out; held ones count as left out. */
  must: z.object({ placed: counts, left: counts }),
  aspire: z.object({ placed: counts, left: counts }),
  money: z.array(
    z.object({
      source: z.string(),
      title: z.string(),
      year: z.number().int(),
      budgetFen: z.string(),
      usedFen: z.string(),
      carriedFen: z.string(),
    }),
  ),
  byYear: z.array(tableRow),
  bySubdistrict: z.array(
    z.object({
      subdistrict: z.string(),
      name: z.string(),
      years: z.array(
        z.object({ year: z.number().int(), estates: z.number().int(), households: z.number().int() }),
      ),
    }),
  ),
  leftMust: z.array(
    z.object({
      estateId: z.uuid(),
      name: z.string(),
      subdistrictName: z.string(),
      households: z.number().int().nullable(),
      why: z.string(),
    }),
  ),
});
export type RunView = z.infer<typeof runShape>;

export const compareShape = z.object({
  from: runRowShape,
  to: runRowShape,
  /** What was put in differently: budgets, capacities, set years, rules. */
  inputs: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })),
  moves: z.array(
    z.object({
      estateId: z.uuid(),
      name: z.string(),
      subdistrictName: z.string(),
      target: z.enum(['must', 'aspire']).nullable(),
      households: z.number().int().nullable(),
      from: z.number().int().nullable(),
      to: z.number().int().nullable(),
      why: z.string(),
    }),
  ),
  same: z.number().int(),
});

export const mapPointShape = z.object({
  estateId: z.uuid(),
  name: z.string(),
  subdistrict: z.string(),
  subdistrictName: z.string(),
  eligible: z.enum(['yes', 'no', 'unknown']),
  target: z.enum(['must', 'aspire']).nullable(),
  start: z.number().int().nullable(),
  done: z.boolean(),
  households: z.number().int().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});

export const summaryShape = z.object({
  /** The last published plan, else the last solved one; null where nothing was solved yet. */
  run: runRowShape.nullable(),
  must: z.object({ placed: counts, left: counts }),
  aspire: z.object({ placed: counts, left: counts }),
  budgetFen: z.string(),
  usedFen: z.string(),
  years: z.array(z.object({ year: z.number().int(), budgetFen: z.string(), usedFen: z.string() })),
});
