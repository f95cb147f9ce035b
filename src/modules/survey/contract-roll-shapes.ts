import { z } from 'zod';
import { importStates, rowActions, severities } from './contract-imports.ts';
import { shortText } from './contract-shapes.ts';
import { areaSources, partKinds } from './domain/roll/part.ts';
import { ownerKinds } from './domain/roll/person.ts';

const one = z.object({ id: z.uuid() });
const version = z.number().int().min(1);
const reason = shortText(500).min(2, '请写明理由');
const nullable = (limit: number) =>
  shortText(limit)
    .transform((value) => value || null)
    .nullable();
const yesNo = z.stringbool().optional();

export const ownerShort = z.object({
  id: z.uuid(),
  nominated: z.boolean(),
  nameMasked: z.string(),
  kind: z.enum(ownerKinds),
});
/** Areas are cm² as decimal text. */
export const partItem = z.object({
  id: z.uuid(),
  version: z.number().int(),
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
  floor: z.number().int().nullable(),
  kind: z.enum(partKinds),
  areaCm2: z.string().nullable(),
  areaSource: z.enum(areaSources).nullable(),
  areaEvidence: z.string(),
  titled: z.boolean(),
  unsold: z.boolean(),
  archived: z.boolean(),
  owners: z.array(ownerShort),
});
export const relations = ['owner', 'family', 'tenant', 'other'] as const;
const ownerDetail = ownerShort.extend({
  version: z.number().int(),
  numberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  /** Co-ownership paper by which this owner was named to vote. */
  nominationFile: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  since: z.string().nullable(),
  /** Parts of the estate this owner has in all. */
  parts: z.number().int(),
});
const occupantShape = z.object({
  id: z.uuid(),
  version: z.number().int(),
  relation: z.enum(relations),
  nameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  elderly: z.boolean().nullable(),
  disabled: z.boolean().nullable(),
});
export const partDetail = partItem.omit({ owners: true }).extend({
  estateId: z.uuid(),
  archiveReason: z.string().nullable(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  owners: z.array(ownerDetail),
  occupants: z.array(occupantShape),
  history: z.array(
    z.object({
      id: z.string(),
      field: z.string(),
      from: z.unknown(),
      to: z.unknown(),
      source: z.string(),
      reason: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
});
const areaText = z
  .string()
  .regex(/^[1-9]\d{0,10}$/, '面积须大于 0')
  .nullable();
export const partValues = z.object({
  building: shortText(40),
  entrance: shortText(40),
  room: shortText(40).min(1, '请填写房号'),
  floor: z.number().int('须为整数').min(-10).max(200, '楼层过大').nullable(),
  kind: z.enum(partKinds),
  areaCm2: areaText,
  areaSource: z.enum(areaSources).nullable(),
  areaEvidence: shortText(100),
  titled: z.boolean(),
  unsold: z.boolean(),
});
export const ownerValues = z.object({
  name: shortText(60).min(1, '请填写姓名或名称'),
  kind: z.enum(ownerKinds),
  number: nullable(30),
  phone: nullable(30),
});
export const occupantValues = z.object({
  relation: z.enum(relations),
  /** Null leaves the stored name as it is. */
  name: nullable(60),
  phone: nullable(30),
  elderly: z.boolean().nullable(),
  disabled: z.boolean().nullable(),
});

/** What a list of parts may be asked for; the export takes the same. */
export const partQuery = one.extend({
  /** Part of a place or of a masked name. */
  search: shortText(50).optional(),
  building: shortText(40).optional(),
  kind: z.enum(partKinds).optional(),
  areaSource: z.enum([...areaSources, 'missing']).optional(),
  unsold: yesNo,
  ownerless: yesNo,
  /** Co-owned, and nobody named yet to vote. */
  unnominated: yesNo,
  archived: yesNo,
  sort: z.enum(['place', 'area', 'floor', 'owners']).default('place'),
  descending: z.stringbool().default(false),
});

export const rollCounts = z.object({
  rows: z.number().int(),
  accepted: z.number().int(),
  corrected: z.number().int(),
  rejected: z.number().int(),
  parts: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  owners: z.number().int(),
  newOwners: z.number().int(),
  coOwned: z.number().int(),
  unsold: z.number().int(),
  areaMissing: z.number().int(),
  missing: z.number().int(),
});
export const rollReport = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      headerRow: z.number().int().nullable(),
      lines: z.number().int(),
      columns: z.array(z.object({ letter: z.string(), title: z.string(), field: z.string().nullable() })),
    }),
  ),
  notes: z.array(z.string()),
  counts: rollCounts,
  /** Sum of the areas read, cm² as decimal text. */
  areaCm2: z.string(),
  issues: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(severities),
      count: z.number().int(),
      example: z.string(),
    }),
  ),
  /** Stored parts the roll does not name, at most 200 of them. */
  missing: z.array(z.string()),
});
export type RollReport = z.infer<typeof rollReport>;
export const rollOutcome = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  keptEdits: z.number().int(),
  owners: z.number().int(),
  undone: z
    .object({ archived: z.number().int(), restored: z.number().int(), kept: z.number().int() })
    .nullable(),
});
export type RollOutcome = z.infer<typeof rollOutcome>;
export const rollImportHead = z.object({
  id: z.uuid(),
  estateId: z.uuid(),
  fileName: z.string(),
  state: z.enum(importStates),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  committedAt: z.string().nullable(),
  counts: rollCounts.nullable(),
});
export const rollImportDetail = rollImportHead.extend({
  estateName: z.string(),
  jobId: z.string().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  report: rollReport.nullable(),
  outcome: rollOutcome.nullable(),
  undoReason: z.string().nullable(),
});
export const rollRow = z.object({
  seq: z.number().int(),
  sheet: z.string(),
  row: z.number().int(),
  place: z.string(),
  verdict: z.enum(['accepted', 'corrected', 'rejected']),
  action: z.enum(rowActions),
  issues: z.array(
    z.object({ code: z.string(), cell: z.string(), message: z.string(), severity: z.enum(severities) }),
  ),
  difference: z.array(z.object({ field: z.string(), from: z.string(), to: z.string(), edited: z.boolean() })),
});

export const wishValues = z.object({
  building: shortText(40),
  entrance: shortText(40),
  room: shortText(40).min(1, '请填写房号'),
  areaCm2: areaText,
  agree: z.boolean().nullable(),
  pay: z.boolean().nullable(),
  payFen: z
    .string()
    .regex(/^\d{1,13}$/, '金额须为不小于 0 的整数分')
    .nullable(),
  items: z.array(shortText(40).min(1)).max(30, '不超过 30 项'),
  management: nullable(40),
  visitedOn: z.iso.date('日期须写成 2021-05-01').nullable(),
});

export const wishSave = one.extend({
  wishId: z.uuid().nullable(),
  version: z.number().int().min(0),
  values: wishValues,
  reason: shortText(500).default(''),
});
export const wishRemove = one.extend({ wishId: z.uuid(), version, reason });
