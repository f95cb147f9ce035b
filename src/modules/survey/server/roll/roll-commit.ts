import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import type { RollOutcome } from '../../contract-roll-shapes.ts';
import { surveyProblems } from '../../problems.ts';
import { changeLine, writeChanges } from '../changes.ts';
import { importIdOf } from '../import-check.ts';
import { serialiseOwners } from './owner-row.ts';
import { auditRoll } from './roll-imports.ts';
import { planRoll } from './roll-plan.ts';
import { rollReportOf } from './roll-report.ts';
import {
  findRollImport,
  type ReadRoll,
  type RollImportRow,
  readRollSource,
  rollSource,
} from './roll-source.ts';
import { storeRollRows } from './roll-store.ts';
import { writeRoll } from './roll-write.ts';

type Step = (percent: number, message: string) => Promise<void>;

/**
 * Job `survey.roll.commit`: writes a checked roll in one transaction. A worker that dies leaves nothing half written;
 * once committed, a second run answers what the first did.
 */
export async function commitRollJob(run: JobRun): Promise<RollOutcome> {
  const importId = importIdOf(run);
  const { keepEdits } = run.input as { keepEdits: boolean };
  const step: Step = async (percent, message) => {
    await run.progress(percent, message);
    run.signal.throwIfAborted();
  };
  try {
    await step(5, '正在打开文件');
    const source = await run.transaction((ctx) => rollSource(ctx, importId));
    const read = await readRollSource(run.services, source);
    await step(30, '正在与现有数据比对');
    return await run.transaction(async (ctx) => {
      const row = await findRollImport(ctx, importId, true);
      if (row.state === 'committed') return row.outcome as RollOutcome;
      return commitRead(ctx, row, read, keepEdits, step);
    });
  } catch (fault) {
    await backToChecked(run, importId);
    throw fault;
  }
}

async function commitRead(
  ctx: Ctx,
  row: RollImportRow,
  read: ReadRoll,
  keepEdits: boolean,
  step: Step,
): Promise<RollOutcome> {
  // Two rolls of one estate, or a roll and a clerk entering an owner, are written one after the other.
  await serialiseOwners(ctx, row.estateId);
  const estate = await ctx.tx
    .selectFrom('surveyEstate')
    .select(['id', 'name', 'regionCode', 'archivedAt'])
    .where('id', '=', row.estateId)
    .executeTakeFirstOrThrow();
  if (estate.archivedAt) throw problem(surveyProblems, 'survey.estate.archived', { name: estate.name });
  const plan = await planRoll(ctx, row.estateId, read.reading, true);
  await step(45, '正在写入房屋和业主');
  const { written, filled, ...counts } = await writeRoll(ctx, row, plan, keepEdits);
  await step(80, '正在保存各行去向');
  await storeRollRows(ctx, row, plan, written);
  const outcome: RollOutcome = { ...counts, undone: null };
  await ctx.tx
    .updateTable('surveyRollImport')
    .set({
      state: 'committed',
      committedAt: ctx.now,
      report: JSON.stringify(rollReportOf(read, plan)),
      outcome: JSON.stringify({ ...outcome, filled }),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  const to = { file: row.fileName, created: outcome.created, changed: outcome.changed };
  await writeChanges(ctx.tx, [changeLine(ctx, { estate, source: 'import' }, 'roll', { to })]);
  await auditRoll(ctx, 'survey.roll.import', row, { estateId: row.estateId, ...outcome });
  return outcome;
}

/** Nothing was written: the roll can be committed again. */
async function backToChecked(run: JobRun, importId: string): Promise<void> {
  await run.transaction(async (ctx) => {
    const row = await findRollImport(ctx, importId, true);
    if (row.state !== 'committing') return;
    await ctx.tx
      .updateTable('surveyRollImport')
      .set({ state: 'checked', version: row.version + 1 })
      .where('id', '=', importId)
      .execute();
  });
}
