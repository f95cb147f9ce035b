import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { Problem, problem } from '#shared/problem.ts';
import type { FinanceOutcome, FinanceReport } from '../../../contract-finance-imports.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { bookIndicators } from '../indicators/book-indicators.ts';
import { takeVouchers } from '../vouchers/take-vouchers.ts';
import { commitImportKind } from './import-files.ts';
import { auditImport, findImport, type ImportRow, writeImport } from './import-row.ts';
import { judgeImport } from './judge.ts';
import { readImport } from './read-import.ts';

const importIdOf = (run: JobRun): string => (run.input as { importId: string }).importId;

/** Job: reads a file and keeps what is wrong with it, and what of it the books know already; books nothing. */
export async function checkImportJob(run: JobRun): Promise<{ importId: string }> {
  const importId = importIdOf(run);
  try {
    await run.progress(10, '正在读取表格');
    const read = await readImport(run);
    await run.progress(60, '正在与账上核对');
    run.signal.throwIfAborted();
    await run.transaction(async (ctx) => {
      const row = await findImport(ctx, importId, true);
      if (row.state !== 'checking') return;
      const { report } = await judgeImport(ctx, read);
      await writeImport(ctx, row, { state: 'checked', report: JSON.stringify(report), problem: null });
    });
    return { importId };
  } catch (fault) {
    await keepFailure(run, importId, fault);
    throw fault;
  }
}

/** Queues the booking of a checked file. */
export async function commitImport(ctx: Ctx, input: { id: string; version: number }) {
  const row = await findImport(ctx, input.id, true);
  if (row.version !== input.version) throw problem(allocationProblems, 'funding.import.stale');
  if (row.state !== 'checked') throw problem(allocationProblems, 'funding.import.state');
  const report = row.report as FinanceReport;
  if (report.faults > 0) throw problem(allocationProblems, 'funding.import.faulty', { count: report.faults });
  if (report.ready === 0) throw problem(allocationProblems, 'funding.import.empty');
  const jobId = await ctx.enqueue({
    ...{ kind: commitImportKind, title: `记账 ${row.fileName}`, regionCode: row.regionCode },
    input: { importId: row.id },
  });
  await writeImport(ctx, row, { state: 'committing', jobId, problem: null });
  await auditImport(ctx, row, 'funding.allocations.commit', { ready: report.ready });
  return { jobId, version: row.version + 1 };
}

/**
 * Job: books a checked file, judged again, since others book meanwhile. Indicators go in all or none; a voucher the ledger
 * refuses waits at the desk. What stopped it all is told on the import.
 */
export async function commitImportJob(run: JobRun): Promise<FinanceOutcome | { faults: number }> {
  const importId = importIdOf(run);
  try {
    await run.progress(10, '正在读取表格');
    const read = await readImport(run);
    await run.progress(40, '正在记账');
    run.signal.throwIfAborted();
    return await run.transaction((ctx) => bookAll(ctx, run, importId, read));
  } catch (fault) {
    await keepFailure(run, importId, fault);
    throw fault;
  }
}

async function bookAll(
  ctx: Ctx,
  run: JobRun,
  importId: string,
  read: Awaited<ReturnType<typeof readImport>>,
): Promise<FinanceOutcome | { faults: number }> {
  const row = await findImport(ctx, importId, true);
  if (row.state === 'committed') return row.outcome as FinanceOutcome;
  const { indicators, vouchers, report } = await judgeImport(ctx, read);
  if (report.faults > 0 || report.ready === 0) {
    const why = report.faults > 0 ? 'funding.import.faulty' : 'funding.import.empty';
    const told = toldOf(problem(allocationProblems, why, { count: report.faults }));
    await writeImport(ctx, row, { state: 'checked', report: JSON.stringify(report), problem: told });
    return { faults: report.faults };
  }
  const check = () => run.signal.throwIfAborted();
  const fresh = <T>(list: readonly { line: T; known: boolean }[]) =>
    list.filter(({ known }) => !known).map(({ line }) => line);
  const booked = await bookIndicators(ctx, row, fresh(indicators), check);
  const taken = await takeVouchers(ctx, row, fresh(vouchers), check);
  check();
  const outcome: FinanceOutcome = {
    ...{ booked: booked + taken.booked, open: taken.open, known: report.known },
  };
  await writeImport(ctx, row, {
    ...{ state: 'committed', report: JSON.stringify(report), outcome: JSON.stringify(outcome) },
    ...{ committedBy: ctx.actor.name, committedAt: ctx.now },
  });
  await auditImport(ctx, row, 'funding.allocations.import', outcome);
  return outcome;
}

const toldOf = ({ code, message }: Problem): string => JSON.stringify({ code, message });

/** Says on the import itself why it could not be read, or not be booked. */
async function keepFailure(run: JobRun, importId: string, fault: unknown): Promise<void> {
  await run.transaction(async (ctx) => {
    const row: ImportRow = await findImport(ctx, importId, true);
    if (row.state !== 'checking' && row.state !== 'committing') return;
    const silent = row.state === 'checking' ? 'funding.import.fault' : 'funding.import.not-booked';
    const code = run.signal.aborted ? 'funding.import.cancelled' : silent;
    const told = toldOf(fault instanceof Problem ? fault : problem(allocationProblems, code));
    const state = row.state === 'checking' ? 'failed' : 'checked';
    await writeImport(ctx, row, { state, problem: told });
  });
}
