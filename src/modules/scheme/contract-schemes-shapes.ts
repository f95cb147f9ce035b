import { z } from 'zod';
import { type VersionState, versionStateNames } from './domain/state.ts';

/** Shapes of a scheme on the wire: money as decimal text of fen, quantities as decimal text, rates in percent. */
const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
export const fenText = z.string().regex(/^\d{1,15}$/, '金额应为不小于 0 的整数分');
const percent = z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, '应为百分数，至多两位小数');
const quantity = z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, '数量应大于 0，至多三位小数');
const renovationClass = z.enum(['basic', 'improvement', 'enhancement']);
export const versionState = z.enum(Object.keys(versionStateNames) as VersionState[]);

export const lineInput = z.strictObject({
  /** Null for a new line; the server gives it the id it keeps from version to version. */
  id: z.uuid().nullable(),
  estateId: z.uuid(),
  item: z.string().max(40),
  itemTitle: text(40).min(1, '请填写名称'),
  trade: text(20).min(1, '请填写专业'),
  place: text(100),
  quantity,
  unit: text(10).min(1, '请填写单位'),
  unitPrice: z.string().regex(/^\d{1,12}$/, '单价应为不小于 0 的整数分'),
  why: text(500),
  priceBasis: text(200),
  note: text(500),
});

export const lineShape = lineInput.extend({
  id: z.uuid(),
  class: renovationClass,
  /** Quantity × unit price. */
  works: fenText,
  /** Works and the line's part of other cost and contingency. */
  amount: fenText,
});

export const contentInput = z.strictObject({
  title: text(80).min(2, '请填写方案名称'),
  summary: text(2000),
  otherPercent: percent,
  contingencyPercent: percent,
  ceiling: fenText.nullable(),
  ceilingBasis: text(200),
  lines: z.array(lineInput).max(500, '一个方案最多 500 行'),
});

/** One version with its lines; the sums are those of the whole scheme, the lines those of the estates in sight. */
export const versionShape = z.object({
  versionId: z.uuid(),
  number: z.number().int(),
  origin: z.enum(['new', 'reopened', 'copied', 'variation']),
  state: versionState,
  revision: z.number().int(),
  title: z.string(),
  summary: z.string(),
  otherPercent: z.string(),
  contingencyPercent: z.string(),
  contingencyOn: z.enum(['works', 'worksAndOther']),
  ceiling: fenText.nullable(),
  ceilingBasis: z.string(),
  works: fenText,
  other: fenText,
  contingency: fenText,
  total: fenText,
  hash: z.string().nullable(),
  lines: z.array(lineShape),
  submittedAt: z.string().nullable(),
  submittedBy: z.string().nullable(),
  returnedReason: z.string().nullable(),
  approvedOn: z.string().nullable(),
  approvedBy: z.string().nullable(),
  documentNumber: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});

/** What the rules say about a version: `refused` stops handing in, `warning` does not. */
export const findingShape = z.object({
  code: z.enum(['order', 'unknown', 'needs', 'digOnce', 'restore', 'ceiling', 'empty']),
  level: z.enum(['refused', 'warning']),
  estateId: z.string().nullable(),
  lineId: z.string().nullable(),
  message: z.string(),
  clause: z.string(),
});

export const estateShape = z.object({
  id: z.uuid(),
  name: z.string(),
  code: z.string(),
  subdistrictName: z.string(),
  households: z.number().int().nullable(),
  entrances: z.number().int().nullable(),
  buildings: z.number().int().nullable(),
  floorAreaCm2: z.string().nullable(),
  /** The ceiling the pack gives for its floor area, fen. */
  ceiling: fenText.nullable(),
});

export const suggestionShape = z.object({
  estateId: z.uuid(),
  item: z.string(),
  itemTitle: z.string(),
  class: renovationClass,
  trade: z.string(),
  unit: z.string(),
  /** Null: the survey does not know what it is reckoned from. */
  quantity: z.string().nullable(),
  unitPrice: fenText,
  priceBasis: z.string(),
  priceVerified: z.boolean(),
  suggested: z.boolean(),
  why: z.string(),
});

const changedField = z.enum([
  'itemTitle',
  'class',
  'trade',
  'place',
  'quantityMilli',
  'unit',
  'unitPriceFen',
  'why',
  'priceBasis',
  'note',
]);
export const differenceShape = z.object({
  added: z.array(lineShape),
  removed: z.array(lineShape),
  changed: z.array(z.object({ before: lineShape, after: lineShape, fields: z.array(changedField) })),
  beforeTotal: fenText,
  afterTotal: fenText,
});

export const catalogueShape = z.object({
  items: z.array(
    z.object({
      item: z.string(),
      title: z.string(),
      class: renovationClass,
      role: z.enum(['main', 'auxiliary']),
      unit: z.string(),
      trade: z.string(),
      per: z.enum(['floorM2', 'household', 'entrance', 'building']).nullable(),
      factor: z.string(),
      yuan: z.string(),
      priceSource: z.string(),
      priceYear: z.number().int().nullable(),
      priceVerified: z.boolean(),
      conditions: z.array(z.enum(['good', 'fair', 'poor', 'missing'])),
      digGroup: z.string().nullable(),
      needs: z.array(z.string()),
      opinions: z.array(z.string()),
      permits: z.array(z.string()),
      /** The class superior documents give it where they differ. */
      nationalClass: renovationClass.nullable(),
      note: z.string(),
    }),
  ),
  order: z.array(z.object({ class: renovationClass, needs: z.array(renovationClass), clause: z.string() })),
  cost: z.object({
    other: z.object({ usual: z.string(), from: z.string(), to: z.string() }),
    contingency: z.object({ usual: z.string(), from: z.string(), to: z.string() }),
    contingencyOn: z.enum(['works', 'worksAndOther']),
  }),
  /** Titles of the parameters nobody has confirmed yet. */
  unverified: z.array(z.string()),
  packVersion: z.string(),
});
