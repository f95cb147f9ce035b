import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import type { ImportOutcome } from '../contract-imports.ts';
import { importIdOf } from './import-check.ts';
import { planImport } from './import-plan.ts';
import { findImport, type ImportRow, ledgerSource, type ReadLedger, readSource } from './import-read.ts';
import { reportOf } from './import-report.ts';
import { storeRows } from './import-store.ts';
import { writeBuildings, writeHouseholds } from './import-units.ts';
import { writeEstates } from './import-write.ts';

type Step = (percent: number, message: string) => Promise<void>;

/**
 * Job `survey.commit`: writes a checked ledger to the estates in one transaction. A worker that dies leaves nothing
 * half written, and the job taken up again starts over; once committed, a second run answers what the first did.
 */
export async function commitLedgerJob(run: JobRun): Promise<ImportOutcome> {
  const importId = importIdOf(run);
  const { keepEdits } = run.input as { keepEdits: boolean };
  const step: Step = async (percent, message) => {
    await run.progress(percent, message);
    run.signal.throwIfAborted();
  };
  try {
    await step(5, '正在打开文件');
    const source = await run.transaction((ctx) => ledgerSource(ctx, importId));
    const read = await readSource(source);
    await step(30, '正在与现有数据比对');
    return await run.transaction(async (ctx) => {
      const row = await findImport(ctx, importId, true);
      if (row.state === 'committed') return row.outcome as ImportOutcome;
      return commitRead(ctx, row, read, keepEdits, step);
    });
  } catch (fault) {
    await backToChecked(run, importId);
    throw fault;
  }
}

/** Writes what was read; the caller's transaction holds the import's row. */
async function commitRead(
  ctx: Ctx,
  row: ImportRow,
  read: ReadLedger,
  keepEdits: boolean,
  step: Step,
): Promise<ImportOutcome> {
  // Two ledgers of one district are written one after the other, so that the second sees what the first registered.
  await sql`select pg_advisory_xact_lock(7150303, ${Number(ctx.actor.scope.slice(0, 6))})`.execute(ctx.tx);
  const plan = await planImport(ctx, read);
  await storeRows(ctx, row, plan);
  const written = await writeEstates(ctx, row, plan, keepEdits, step);
  await step(70, '正在写入楼栋');
  const buildings = await writeBuildings(ctx, row, plan, written.ids, keepEdits);
  await step(80, '正在写入入户意愿');
  const households = await writeHouseholds(ctx, row, plan, written.ids, keepEdits);
  await step(95, '正在收尾');
  const { ids: _ids, ...counts } = written;
  const outcome: ImportOutcome = { ...counts, buildings, households, undone: null };
  await ctx.tx
    .updateTable('surveyImport')
    .set({
      state: 'committed',
      committedAt: ctx.now,
      report: JSON.stringify(reportOf(read, plan)),
      outcome: JSON.stringify(outcome),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'survey.import',
    subjectKind: 'surveyImport',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { file: row.fileName, ...outcome },
  });
  return outcome;
}

/** Nothing was written: the import can be committed again. */
async function backToChecked(run: JobRun, importId: string): Promise<void> {
  await run.transaction(async (ctx) => {
    const row = await findImport(ctx, importId, true);
    if (row.state !== 'committing') return;
    await ctx.tx
      .updateTable('surveyImport')
      .set({ state: 'checked', version: row.version + 1 })
      .where('id', '=', importId)
      .execute();
  });
}
