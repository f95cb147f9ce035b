import { z } from 'zod';
import { isDecimal } from './domain/share/decimal.ts';

const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
const id = z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, '编号须以字母开头，由字母、数字组成');
const fen = z.string().regex(/^\d{1,15}$/, '金额应为不小于 0 的整数分');
const share = z.string().max(40, '份额最多 40 位').refine(isDecimal, '份额应为十进制小数，如 0.30');
const limit = z.strictObject({ fen, per: z.enum(['item', 'household', 'm2']) }).nullable();
const year = z
  .int()
  .min(1949, '年份应在 1949 至 2100 之间')
  .max(2100, '年份应在 1949 至 2100 之间')
  .nullable();
const renovationClass = z.enum(['basic', 'improvement', 'enhancement']);

const rule = z.strictObject({
  id,
  title: text(60),
  class: renovationClass.nullable(),
  items: z.array(id).max(60, '最多 60 项'),
  meter: z.enum(['inside', 'outside']).nullable(),
  pipe: z.enum(['utility', 'other']).nullable(),
  propertyKinds: z.array(text(30).min(1, '不能为空')).max(10, '最多 10 种'),
  builtFrom: year,
  builtTo: year,
  subdistricts: z.array(z.string().regex(/^\d{9}$/, '应为 9 位街道（乡镇）代码')).max(30, '最多 30 个'),
  payers: z
    .array(z.strictObject({ payer: id, share, cap: limit, floor: limit }))
    .min(1, '至少一个出资方')
    .max(12, '最多 12 个出资方'),
  remainder: id.nullable(),
  basis: text(300),
  exception: text(200),
  unverified: z.boolean(),
});
/** One book of rules as the editor sends it and the database keeps it. */
export const ruleBook = z.strictObject({
  rules: z.array(rule).max(120, '最多 120 条规则'),
  divisions: z
    .array(
      z.strictObject({
        items: z.array(id).max(60),
        method: z.enum(['area', 'equal', 'floor-coefficient']),
        coefficients: z.record(
          z.string().regex(/^(?:0|-?[1-9]\d?)$/, '楼层应为整数'),
          z.string().max(12).refine(isDecimal, '系数应为十进制小数'),
        ),
      }),
    )
    .max(20, '最多 20 条'),
});

const item = z.object({ id: z.string(), title: z.string(), class: renovationClass });
/** What the rules are judged against, and what estimates rest on; all of it from the policy pack. */
export const ruleWorld = z.object({
  items: z.array(item),
  networks: z.array(z.string()),
  channels: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      subChannels: z.array(
        z.object({ id: z.string(), title: z.string(), classes: z.array(renovationClass) }),
      ),
    }),
  ),
  residentFloor: z.record(renovationClass, z.string()).nullable(),
});
export const estimateBasis = z.object({
  items: z.array(item),
  prices: z.array(
    z.object({ item: z.string(), per: z.enum(['floorM2', 'household', 'entrance']), yuan: z.string() }),
  ),
  leaveOut: z.array(z.string()),
  networks: z.array(z.string()),
  insideShare: z.string(),
  pipe: z.enum(['utility', 'other']),
});

export const ruleSetHead = z.object({
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  state: z.enum(['draft', 'proposed', 'inForce', 'cancelled']),
  /** In force today (the newest of those whose day has come). */
  current: z.boolean(),
  fromDay: z.string().nullable(),
  rules: z.int(),
  /** Rules nobody has confirmed, and sets without a document: 待核. */
  unverified: z.boolean(),
  basisClause: z.string(),
  basisDocument: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  version: z.int(),
});
export const ruleSetDetail = ruleSetHead.extend({
  note: z.string(),
  reason: z.string(),
  bookHash: z.string(),
  basedOn: z.uuid().nullable(),
  proposedBy: z.string().nullable(),
  proposedAt: z.string().nullable(),
  /** The one who looks proposed it: another person has to put it in force. */
  proposedByMe: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  book: ruleBook,
  world: ruleWorld,
});
export const inForceView = z.object({
  /** Null: no set of the district is in force, the pack's default holds. */
  id: z.uuid().nullable(),
  title: z.string(),
  bookHash: z.string(),
  fromDay: z.string().nullable(),
  unverified: z.boolean(),
  book: ruleBook,
  world: ruleWorld,
});

const network = z.object({ insideShare: z.string(), pipe: z.enum(['utility', 'other']) });
export const benchEstate = z.object({
  id: z.uuid(),
  name: z.string(),
  subdistrictName: z.string(),
  facts: z.object({
    builtYear: z.int().nullable(),
    propertyKind: z.string().nullable(),
    subdistrict: z.string().nullable(),
    households: z.int().nullable(),
    entrances: z.int().nullable(),
    /** cm² as decimal text. */
    floorAreaCm2: z.string().nullable(),
    condition: z.record(z.string(), z.string().nullable()),
    ownNetworks: z.record(z.string(), network),
    schemeLines: z
      .array(
        z.object({
          id: z.string(),
          item: z.string(),
          title: z.string(),
          class: renovationClass,
          amountFen: z.string(),
          basis: z.string(),
        }),
      )
      .nullable(),
  }),
});

const payerAmount = z.object({ payer: z.string(), title: z.string(), amountFen: fen });
export const estimateRow = z.object({
  estateId: z.uuid(),
  estateName: z.string(),
  subdistrictName: z.string(),
  households: z.int().nullable(),
  source: z.enum(['catalogue', 'scheme']),
  totalFen: fen,
  residentsFen: fen,
  payers: z.array(payerAmount),
  issues: z.int(),
  /** The estate changed, or other parameters hold, since it was computed. */
  stale: z.boolean(),
  computedAt: z.string(),
});
export const estimateDetail = z.object({
  estateId: z.uuid(),
  estateName: z.string(),
  subdistrictName: z.string(),
  households: z.int().nullable(),
  source: z.enum(['catalogue', 'scheme']),
  ruleSetId: z.uuid().nullable(),
  ruleSetTitle: z.string(),
  bookHash: z.string(),
  unverified: z.array(z.string()),
  totalFen: fen,
  payers: z.array(payerAmount),
  lines: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      class: renovationClass,
      amountFen: fen,
      rule: z.string().nullable(),
      payers: z.array(payerAmount),
      /** 为什么是这个数, sentence by sentence. */
      why: z.array(z.string()),
    }),
  ),
  issues: z.array(z.string()),
  divisions: z.array(z.object({ owedFen: fen, why: z.string(), parts: z.int(), divided: z.boolean() })),
  networks: z.array(
    z.object({
      item: z.string(),
      title: z.string(),
      insideShare: z.string(),
      pipe: z.enum(['utility', 'other']),
      /** Paper it was entered from; null: assumed by the pack. */
      document: z.string().nullable(),
      version: z.int(),
    }),
  ),
});
export const estimatePart = z.object({
  partId: z.uuid(),
  place: z.string(),
  floor: z.int().nullable(),
  areaCm2: z.string().nullable(),
  amountFen: fen.nullable(),
  why: z.array(z.string()),
});
