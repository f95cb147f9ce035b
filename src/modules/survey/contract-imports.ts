import { oc } from '@orpc/contract';
import { z } from 'zod';
import { shortText } from './contract-shapes.ts';

const one = z.object({ id: z.uuid() });
const version = z.number().int().min(1);
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
export const severities = ['corrected', 'warning', 'rejected'] as const;
export const rowKinds = ['estate', 'building', 'household'] as const;
export const rowActions = ['new', 'changed', 'unchanged', 'refused'] as const;
export const importStates = ['checking', 'checked', 'failed', 'committing', 'committed', 'undone'] as const;

const counts = z.object({
  accepted: z.number().int(),
  corrected: z.number().int(),
  rejected: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  missing: z.number().int(),
  buildings: z.number().int(),
  buildingsRefused: z.number().int(),
  households: z.number().int(),
  householdsRefused: z.number().int(),
});
const columnShape = z.object({
  column: z.number().int(),
  letter: z.string(),
  title: z.string(),
  /** Field the column was read as; null when none was found or it is to be ignored. */
  field: z.string().nullable(),
  /** Kept from an earlier file or chosen for this one, rather than found by its heading. */
  chosen: z.boolean(),
  samples: z.array(z.string()),
});
/** What reading a ledger found, before anything is written. */
export const reportShape = z.object({
  sheet: z.string(),
  headerRow: z.number().int(),
  otherSheets: z.array(z.string()),
  district: z.string().nullable(),
  notes: z.array(z.string()),
  columns: z.array(columnShape),
  checks: z.array(z.object({ code: z.string(), row: z.number().int(), message: z.string() })),
  counts,
  issues: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(severities),
      count: z.number().int(),
      example: z.string(),
    }),
  ),
  missing: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
});
export type ImportReport = z.infer<typeof reportShape>;

export const outcomeShape = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  keptEdits: z.number().int(),
  buildings: z.number().int(),
  households: z.number().int(),
  undone: z
    .object({
      archived: z.number().int(),
      restored: z.number().int(),
      kept: z.number().int(),
      buildings: z.number().int(),
      households: z.number().int(),
    })
    .nullable(),
});
export type ImportOutcome = z.infer<typeof outcomeShape>;

export const importHead = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(importStates),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  committedAt: z.string().nullable(),
  counts: counts.nullable(),
});
export const importDetail = importHead.extend({
  jobId: z.string().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  report: reportShape.nullable(),
  outcome: outcomeShape.nullable(),
  undoReason: z.string().nullable(),
});

const issueShape = z.object({
  kind: z.enum(rowKinds),
  row: z.number().int(),
  name: z.string().nullable(),
  sheet: z.string(),
  code: z.string(),
  cell: z.string(),
  message: z.string(),
  severity: z.enum(severities),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
const differenceShape = z.object({
  field: z.string(),
  from: z.unknown(),
  to: z.unknown(),
  /** The present value was typed in by a person. */
  edited: z.boolean(),
});
const rowShape = z.object({
  kind: z.enum(rowKinds),
  row: z.number().int(),
  name: z.string().nullable(),
  place: z.string(),
  verdict: z.enum(['accepted', 'corrected', 'rejected']),
  action: z.enum(rowActions),
  estateId: z.string().nullable(),
  difference: z.array(differenceShape),
  issues: z.array(issueShape.omit({ kind: true, row: true, name: true, sheet: true })),
});
const started = z.object({ jobId: z.string(), version: z.number().int() });
const route = (method: 'GET' | 'POST', path: `/survey/${string}`, summary: string) =>
  oc.route({ method, path, summary });

export const surveyImportsContract = {
  list: route('GET', '/survey/imports', '台账导入记录').input(z.object(page)).output(paged(importHead)),
  show: route('GET', '/survey/imports/{id}', '一次台账导入').input(one).output(importDetail),
  issues: route('GET', '/survey/imports/{id}/issues', '台账问题清单')
    .input(
      one.extend({
        ...page,
        severity: z.enum(severities).optional(),
        code: shortText(60).optional(),
        kind: z.enum(rowKinds).optional(),
        row: z.coerce.number().int().min(1).max(10_000_000).optional(),
      }),
    )
    .output(paged(issueShape)),
  rows: route('GET', '/survey/imports/{id}/rows', '台账各行去向')
    .input(
      one.extend({
        ...page,
        kind: z.enum(rowKinds).default('estate'),
        action: z.enum(rowActions).optional(),
        search: shortText(50).optional(),
      }),
    )
    .output(paged(rowShape)),
  map: route('POST', '/survey/imports/{id}/mapping', '确认列对应并重新核对')
    .input(
      one.extend({
        version,
        /** Heading as written → field, or null to ignore the column. */
        mapping: z.record(z.string().max(200), z.string().max(40).nullable()),
        /** Keep it for the next file with the same headings. */
        keep: z.boolean().default(true),
      }),
    )
    .output(started),
  commit: route('POST', '/survey/imports/{id}/commit', '提交台账')
    .input(one.extend({ version, keepEdits: z.boolean().default(true) }))
    .output(started),
  undo: route('POST', '/survey/imports/{id}/undo', '撤销台账导入')
    .input(one.extend({ version, reason: shortText(500).min(2, '请写明理由') }))
    .output(importDetail),
};
