import type { JobRun } from '#platform/jobs/worker.ts';
import { Problem, problem } from '#shared/problem.ts';
import { surveyProblems } from '../../problems.ts';
import { importIdOf } from '../import-check.ts';
import { planRoll } from './roll-plan.ts';
import { rollReportOf } from './roll-report.ts';
import { findRollImport, readRollSource, rollSource } from './roll-source.ts';
import { storeRollRows } from './roll-store.ts';

/** Job `survey.roll.check`: reads a roll and keeps the report; no part is touched. */
export async function checkRollJob(run: JobRun): Promise<{ importId: string }> {
  const importId = importIdOf(run);
  try {
    await run.progress(5, '正在打开文件');
    const source = await run.transaction((ctx) => rollSource(ctx, importId));
    run.signal.throwIfAborted();
    await run.progress(15, '正在读取各工作表');
    const read = await readRollSource(run.services, source);
    await run.progress(50, `读到 ${read.reading.lines.length} 行，正在与现有数据比对`);
    run.signal.throwIfAborted();
    await run.transaction(async (ctx) => {
      const row = await findRollImport(ctx, importId, true);
      // Committed meanwhile (the job was taken up a second time after its worker died): nothing to check any more.
      if (row.state !== 'checking' && row.state !== 'failed') return;
      const plan = await planRoll(ctx, row.estateId, read.reading, false);
      await run.progress(70, '正在保存核对结果');
      run.signal.throwIfAborted();
      await storeRollRows(ctx, row, plan);
      const report = JSON.stringify(rollReportOf(read, plan));
      await ctx.tx
        .updateTable('surveyRollImport')
        .set({ state: 'checked', report, problem: null, version: row.version + 1 })
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
      : problem(surveyProblems, run.signal.aborted ? 'survey.roll.cancelled' : 'survey.roll.fault');
  const { code, message } = known;
  await run.transaction(async (ctx) => {
    const row = await findRollImport(ctx, importId, true);
    if (row.state !== 'checking') return;
    await ctx.tx
      .updateTable('surveyRollImport')
      .set({ state: 'failed', problem: JSON.stringify({ code, message }), version: row.version + 1 })
      .where('id', '=', importId)
      .execute();
  });
}
