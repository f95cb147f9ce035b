import type { Selectable } from 'kysely';
import { containing } from '#platform/database/containing.ts';
import type { FundingFinanceImport } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { FinanceImportHead, FinanceOutcome, FinanceReport } from '../../../contract-finance-imports.ts';
import { allocationProblems } from '../../../problems-allocations.ts';

export type ImportRow = Selectable<FundingFinanceImport>;

/** One file of the finance bureau the transaction may see. @throws Problem funding.import.absent */
export async function findImport(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<ImportRow> {
  const query = ctx.tx.selectFrom('fundingFinanceImport').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.import.absent');
  return settled(ctx, row);
}

/** A job cancelled before it began, or given up, cannot say so itself. */
async function settled(ctx: Pick<Ctx, 'tx'>, row: ImportRow): Promise<ImportRow> {
  if (row.jobId === null || (row.state !== 'checking' && row.state !== 'committing')) return row;
  const job = await ctx.tx.selectFrom('job').select('state').where('id', '=', row.jobId).executeTakeFirst();
  if (job?.state !== 'cancelled' && job?.state !== 'failed') return row;
  const { code, message } = problem(
    allocationProblems,
    job.state === 'cancelled' ? 'funding.import.cancelled' : 'funding.import.not-booked',
  );
  if (row.state === 'committing') return { ...row, state: 'checked', problem: { code, message } };
  return { ...row, state: 'failed', problem: { code, message } };
}

const present = (row: ImportRow): FinanceImportHead => ({
  ...{ id: row.id, fileName: row.fileName, version: row.version, jobId: row.jobId },
  kind: row.kind as FinanceImportHead['kind'],
  state: row.state as FinanceImportHead['state'],
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  committedAt: row.committedAt?.toISOString() ?? null,
  undoneAt: row.undoneAt?.toISOString() ?? null,
  undoReason: row.undoReason,
  problem: row.problem as FinanceImportHead['problem'],
  report: row.report as FinanceReport | null,
  outcome: row.outcome as FinanceOutcome | null,
});

export const showImport = async (ctx: Ctx, input: { id: string }): Promise<FinanceImportHead> =>
  present(await findImport(ctx, input.id));

type ListInput = { kind: string; search?: string | undefined; page: number; size: number };

/** Files handed in, newest first, without their lines. */
export async function listImports(ctx: Ctx, input: ListInput) {
  let mine = ctx.tx.selectFrom('fundingFinanceImport').where('kind', '=', input.kind);
  if (input.search) mine = mine.where('fileName', 'ilike', containing(input.search));
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await mine
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items: FinanceImportHead[] = [];
  for (const row of rows) {
    const one = present(await settled(ctx, row));
    items.push({ ...one, report: one.report && { ...one.report, issues: [], preview: [] } });
  }
  return { total: Number(total), items };
}

type Change = {
  state: string;
  report?: string;
  outcome?: string;
  problem?: string | null;
  jobId?: string;
  committedBy?: string;
  committedAt?: Date;
  undoneBy?: string;
  undoneAt?: Date;
  undoReason?: string;
};
export const writeImport = (ctx: Ctx, row: ImportRow, change: Change) =>
  ctx.tx
    .updateTable('fundingFinanceImport')
    .set({ ...change, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();

export const auditImport = (
  ctx: Ctx,
  row: Pick<ImportRow, 'id' | 'regionCode'>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
) =>
  ctx.audit({
    ...{ action, subjectKind: 'financeImport', subjectId: row.id, regionCode: row.regionCode, detail },
  });
