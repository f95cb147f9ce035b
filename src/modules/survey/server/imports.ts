import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { documentProblems } from '#platform/documents/problems.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { ImportReport } from '../contract-imports.ts';
import { columnTitles, isEstateColumn } from '../domain/column-choice.ts';
import { surveyProblems } from '../problems.ts';
import { findImport, type ImportRow } from './import-read.ts';

/** Largest ledger taken in. */
export const ledgerLimitBytes = 50 * 1024 * 1024;

const mediaTypes: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

/** Takes a ledger in and queues its check; nothing is written to the estates. */
export async function uploadLedger(ctx: Ctx, upload: Upload): Promise<{ id: string; jobId: string }> {
  await refuseForeign(upload);
  const regionCode = ctx.actor.scope;
  const file = await ctx.files.record(ctx.tx, upload, {
    name: upload.name,
    mediaType: mediaTypes[upload.name.toLowerCase().split('.').pop() ?? ''] ?? 'application/octet-stream',
    purpose: 'survey.import',
    regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  const id = randomUUID();
  const jobId = await ctx.enqueue({
    kind: 'survey.check',
    title: `核对台账 ${upload.name}`,
    input: { importId: id },
    regionCode,
  });
  await ctx.tx
    .insertInto('surveyImport')
    .values({
      id,
      regionCode,
      fileId: file.id,
      fileName: upload.name,
      state: 'checking',
      jobId,
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
  await auditImport(ctx, 'survey.upload', { id, regionCode }, { file: upload.name, sha256: upload.sha256 });
  return { id, jobId };
}

/** What is no table at all is refused at once; whether a table is sound, reading it tells. */
async function refuseForeign(upload: Upload): Promise<void> {
  const handle = await open(upload.path, 'r');
  const start = Buffer.alloc(8);
  try {
    await handle.read(start, 0, 8, 0);
  } finally {
    await handle.close();
  }
  if (start.toString('hex') === 'd0cf11e0a1b11ae1') throw problem(documentProblems, 'documents.xls');
  const zip = start.toString('latin1', 0, 2) === 'PK';
  if (!zip && !/\.(csv|txt|tsv)$/i.test(upload.name))
    throw problem(documentProblems, 'documents.not-a-workbook');
}

const stateNames: Readonly<Record<string, string>> = {
  checking: '正在核对',
  checked: '已核对',
  failed: '没有读成',
  committing: '正在提交',
  committed: '已提交',
  undone: '已撤销',
};

/** Finds an import in one of these states at this version, locked; refuses otherwise. */
export async function importIn(
  ctx: Ctx,
  input: { id: string; version: number },
  states: readonly string[],
  what: string,
): Promise<ImportRow> {
  const row = await findImport(ctx, input.id, true);
  if (row.version !== input.version) throw problem(surveyProblems, 'survey.import.stale');
  if (!states.includes(row.state))
    throw problem(surveyProblems, 'survey.import.state', { state: stateNames[row.state] ?? '', what });
  return row;
}

type MapInput = { id: string; version: number; mapping: Record<string, string | null>; keep: boolean };

/** Takes the confirmed column mapping and checks the ledger again by it. */
export async function mapColumns(ctx: Ctx, input: MapInput) {
  const row = await importIn(ctx, input, ['checked', 'failed'], '改列对应');
  const report = row.report as ImportReport | null;
  checkMapping(input.mapping, report);
  if (input.keep) await keepMapping(ctx, input.mapping, report);
  const jobId = await ctx.enqueue({
    kind: 'survey.check',
    title: `按新的列对应核对 ${row.fileName}`,
    input: { importId: row.id },
    regionCode: row.regionCode,
  });
  await ctx.tx
    .updateTable('surveyImport')
    .set({ state: 'checking', mapping: JSON.stringify(input.mapping), jobId, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await auditImport(ctx, 'survey.map', row, { mapping: input.mapping });
  return { jobId, version: row.version + 1 };
}

function checkMapping(mapping: Readonly<Record<string, string | null>>, report: ImportReport | null): void {
  const all = new Map((report?.columns ?? []).map(({ title, field }) => [title, field]));
  for (const [title, field] of Object.entries(mapping)) {
    if (field !== null && !isEstateColumn(field))
      throw problem(surveyProblems, 'survey.import.field', { title });
    if (all.has(title)) all.set(title, field);
  }
  if (report && [...all.values()].filter((field) => field === 'name').length !== 1)
    throw problem(surveyProblems, 'survey.import.name-column');
  const byField = Map.groupBy(Object.entries(mapping), ([, field]) => field);
  for (const [field, columns] of byField)
    if (field !== null && isEstateColumn(field) && columns.length > 1)
      throw problem(surveyProblems, 'survey.import.field-twice', {
        field: columnTitles[field],
        titles: columns.map(([title]) => title).join('、'),
      });
}

/** Remembers the choices for the next file with the same headings, for everyone of the region. */
async function keepMapping(
  ctx: Ctx,
  mapping: Readonly<Record<string, string | null>>,
  report: ImportReport | null,
): Promise<void> {
  const found = new Map((report?.columns ?? []).map((column) => [column.title, column]));
  for (const [heading, field] of Object.entries(mapping)) {
    const column = found.get(heading);
    if (!column || (column.field === field && !column.chosen)) continue;
    const values = { field, updatedBy: ctx.actor.name, updatedAt: ctx.now };
    await ctx.tx
      .insertInto('surveyMapping')
      .values({ regionCode: ctx.actor.scope, heading, ...values })
      .onConflict((conflict) => conflict.columns(['regionCode', 'heading']).doUpdateSet(values))
      .execute();
  }
}

/** Queues the writing of a checked ledger. */
export async function commitLedger(ctx: Ctx, input: { id: string; version: number; keepEdits: boolean }) {
  const row = await importIn(ctx, input, ['checked'], '提交');
  const jobId = await ctx.enqueue({
    kind: 'survey.commit',
    title: `提交台账 ${row.fileName}`,
    input: { importId: row.id, keepEdits: input.keepEdits },
    regionCode: row.regionCode,
  });
  await ctx.tx
    .updateTable('surveyImport')
    .set({ state: 'committing', jobId, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await auditImport(ctx, 'survey.commit', row, { keepEdits: input.keepEdits });
  return { jobId, version: row.version + 1 };
}

export const auditImport = (
  ctx: Ctx,
  action: string,
  row: Pick<ImportRow, 'id' | 'regionCode'>,
  detail: Readonly<Record<string, unknown>>,
) =>
  ctx.audit({ action, subjectKind: 'surveyImport', subjectId: row.id, regionCode: row.regionCode, detail });
