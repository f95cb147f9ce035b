import { oc } from '@orpc/contract';
import { z } from 'zod';

/** Channels whose papers may come as a table; agents' papers are entered one by one, each with its proxy. */
export const importChannels = ['paper', 'door', 'meeting'] as const;
export const importStates = ['checking', 'checked', 'failed', 'committing', 'committed'] as const;

const issueShape = z.object({
  sheet: z.string(),
  /** Address of the cell, as `C7`. */
  cell: z.string(),
  code: z.string(),
  message: z.string(),
});
/** What checking a table found; what was chosen is in no field. */
export const reportShape = z.object({
  /** Rows with at least one matter marked and nothing wrong on them. */
  ready: z.number().int(),
  /** Of these, doors that have voted meanwhile by another way. */
  voted: z.number().int(),
  blank: z.number().int(),
  faults: z.number().int(),
  /** The first 2 000. */
  issues: z.array(issueShape),
  notes: z.array(z.string()),
});
export const outcomeShape = z.object({
  entered: z.number().int(),
  /** Doors left out because they had voted meanwhile. */
  left: z.number().int(),
  firstSeq: z.number().int().nullable(),
  lastSeq: z.number().int().nullable(),
});
const headShape = z.object({
  id: z.uuid(),
  voteId: z.uuid(),
  fileName: z.string(),
  channel: z.enum(importChannels),
  state: z.enum(importStates),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  committedAt: z.iso.datetime().nullable(),
  jobId: z.uuid().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  report: reportShape.nullable(),
  outcome: outcomeShape.nullable(),
});
const path = '/participation/votes/{id}/imports' as const;
const one = '/participation/ballot-imports/{id}' as const;

/** Tables of signed ballots: handed in, checked, entered. Files go up and down by raw routes. */
export const ballotImportContract = {
  list: oc
    .route({ method: 'GET', path, summary: '成批登记的记录' })
    .input(
      z.object({
        id: z.uuid(),
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(headShape) })),
  show: oc
    .route({ method: 'GET', path: one, summary: '一次成批登记的核对结果' })
    .input(z.object({ id: z.uuid() }))
    .output(headShape),
  commit: oc
    .route({ method: 'POST', path: `${one}/commit`, summary: '登记核对过的一批票' })
    .input(
      z.strictObject({ id: z.uuid(), version: z.number().int(), leaveVoted: z.boolean().default(false) }),
    )
    .output(z.object({ jobId: z.uuid(), version: z.number().int() })),
};

export type ImportHead = z.output<typeof headShape>;
export type ImportReport = z.output<typeof reportShape>;
export type ImportOutcome = z.output<typeof outcomeShape>;
