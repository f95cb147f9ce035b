import type { JobRun } from '#platform/jobs/worker.ts';
import { Problem, problem } from '#shared/problem.ts';
import { surveyProblems } from '../problems.ts';
import { planImport } from './import-plan.ts';
import { findImport, ledgerSource, readSource } from './import-read.ts';
import { reportOf } from './import-report.ts';
import { storeRawRows, storeRows } from './import-store.ts';

/** The id of the import a job is about. */
export const importIdOf = (run: JobRun): string => (run.input as { importId: string }).importId;

/**
 * Job `survey.check`: reads a ledger and keeps the report; no estate is touched. Run again after the column
 * mapping changed, or after its worker died, it replaces what it kept before.
 */
export async function checkLedger(run: JobRun): Promise<{ importId: string }> {
  const importId = importIdOf(run);
  try {
    await run.progress(5, '正在打开文件');
    const source = await run.transaction((ctx) => ledgerSource(ctx, importId));
    run.signal.throwIfAborted();
    await run.progress(15, '正在读取各工作表');
    const read = await readSource(source);
    await run.progress(50, `读到小区 ${read.reading.estates.length} 行，正在与现有数据比对`);
    run.signal.throwIfAborted();
    await run.transaction(async (ctx) => {
      const row = await findImport(ctx, importId, true);
      // Committed meanwhile (the job was taken up a second time after its worker died): nothing to check any more.
      if (row.state !== 'checking' && row.state !== 'failed') return;
      const plan = await planImport(ctx, read);
      await run.progress(70, '正在保存核对结果');
      run.signal.throwIfAborted();
      await storeRawRows(ctx, row, read);
      await run.progress(85, '正在保存核对结果');
      run.signal.throwIfAborted();
      await storeRows(ctx, row, plan);
      await ctx.tx
        .updateTable('surveyImport')
        .set({
          state: 'checked',
          sheet: read.reading.sheet,
          report: JSON.stringify(reportOf(read, plan)),
          problem: null,
          version: row.version + 1,
        })
        .where('id', '=', importId)
        .execute();
    });
    return { importId };
  } catch (fault) {
    await keepFailure(run, importId, fault);
    throw fault;
  }
}

/** Says on the import itself why it could not be read; a fault of ours is retried and stays `checking`. */
async function keepFailure(run: JobRun, importId: string, fault: unknown): Promise<void> {
  const known =
    fault instanceof Problem
      ? fault
      : run.signal.aborted
        ? problem(surveyProblems, 'survey.import.cancelled')
        : null;
  const { code, message } = known ?? problem(surveyProblems, 'survey.import.fault');
  await run.transaction(async (ctx) => {
    const row = await findImport(ctx, importId, true);
    if (row.state !== 'checking') return;
    await ctx.tx
      .updateTable('surveyImport')
      .set({ state: 'failed', problem: JSON.stringify({ code, message }), version: row.version + 1 })
      .where('id', '=', importId)
      .execute();
  });
}
