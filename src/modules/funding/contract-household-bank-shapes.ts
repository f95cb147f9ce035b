import { z } from 'zod';
import { matchKinds } from './domain/household/words.ts';

const fen = z.string();
const count = z.number().int();

export const statementStates = [
  'checking',
  'checked',
  'failed',
  'committing',
  'committed',
  'undone',
] as const;
export const statementReport = z.object({
  lines: count,
  inFen: fen,
  outFen: fen,
  exact: count,
  exactFen: fen,
  probable: count,
  none: count,
  returned: count,
  duplicate: count,
  passed: count,
  faults: count,
  issues: z.array(z.object({ sheet: z.string(), cell: z.string(), message: z.string() })),
  notes: z.array(z.string()),
});
export const statementShape = z.object({
  id: z.uuid(),
  estateId: z.uuid(),
  estateName: z.string(),
  fileName: z.string(),
  state: z.enum(statementStates),
  jobId: z.uuid().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  report: statementReport.nullable(),
  /** Lines by what became of them. */
  posted: count,
  postedFen: fen,
  open: count,
  createdBy: z.string(),
  createdAt: z.string(),
  committedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoReason: z.string().nullable(),
  version: count,
});
export const lineShape = z.object({
  id: z.uuid(),
  seq: count,
  sheet: z.string(),
  row: count,
  bookedOn: z.string(),
  direction: z.enum(['in', 'out']),
  amountFen: fen,
  payerMasked: z.string(),
  accountMasked: z.string(),
  memoMasked: z.string(),
  match: z.enum(matchKinds),
  reasons: z.array(z.string()),
  /** What would be posted, or was; of a return the receipts it takes back. */
  parts: z.array(
    z.object({ billId: z.uuid(), place: z.string(), amountFen: fen, receiptNumber: z.string().nullable() }),
  ),
  state: z.enum(['open', 'posted', 'ignored', 'duplicate', 'undone']),
  ignoredReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  version: count,
});
