import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { documentProblems } from '#platform/documents/problems.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { surveyProblems } from '../../problems.ts';
import { findEstate } from '../estate-detail.query.ts';
import { findRollImport, type RollImportRow, rollFileField } from './roll-source.ts';

/** Largest roll taken in. */
export const rollLimitBytes = 20 * 1024 * 1024;

/**
 * Takes a roll in and queues its check; no part is written. The file is kept sealed: its clear bytes go, unless some
 * other stored file has the very same.
 */
export async function uploadRoll(
  ctx: Ctx,
  upload: Upload,
  input: { id: string },
): Promise<{ id: string; jobId: string }> {
  const bytes = await takeClear(ctx, upload);
  const estate = await findEstate(ctx, input.id);
  if (estate.archivedAt) throw problem(surveyProblems, 'survey.estate.archived', { name: estate.name });
  refuseForeign(bytes, upload.name);
  const text = ctx.vault.seal(rollFileField, bytes.toString('base64'));
  const sealed = await ctx.files.receive(Readable.from([text]), text.length);
  const { regionCode } = estate;
  const file = await ctx.files.record(ctx.tx, sealed, {
    name: upload.name,
    mediaType: 'application/octet-stream',
    purpose: 'survey.roll',
    regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  const id = randomUUID();
  const jobId = await ctx.enqueue({
    kind: 'survey.roll.check',
    title: `核对业主名册 ${estate.name}`,
    input: { importId: id },
    regionCode,
  });
  await ctx.tx
    .insertInto('surveyRollImport')
    .values({
      id,
      estateId: estate.id,
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
  await auditRoll(
    ctx,
    'survey.roll.upload',
    { id, regionCode },
    { estateId: estate.id, bytes: upload.sizeBytes },
  );
  return { id, jobId };
}

/** The bytes as handed in, which do not stay on disk in clear, whatever comes of them. */
async function takeClear(ctx: Ctx, upload: Upload): Promise<Buffer> {
  const bytes = await readFile(upload.path).catch(() => null);
  // Two people handing the very same file in at once: the first took it away.
  if (!bytes) throw problem(surveyProblems, 'survey.roll.again');
  const asked = await sql<{ known: boolean }>`select stored_file_known(${upload.sha256}) as known`.execute(
    ctx.tx,
  );
  if (asked.rows[0]?.known !== true) await rm(upload.path, { force: true });
  return bytes;
}

/** What is no table at all is refused at once; whether a table is sound, reading it tells. */
function refuseForeign(bytes: Buffer, name: string): void {
  if (bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1')
    throw problem(documentProblems, 'documents.xls');
  if (bytes.toString('latin1', 0, 2) !== 'PK' && !/\.(csv|txt|tsv)$/i.test(name))
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

/** Finds a roll's import in one of these states at this version, locked; refuses otherwise. */
export async function rollImportIn(
  ctx: Ctx,
  input: { id: string; version: number },
  states: readonly string[],
  what: string,
): Promise<RollImportRow> {
  const row = await findRollImport(ctx, input.id, true);
  if (row.version !== input.version) throw problem(surveyProblems, 'survey.roll.stale');
  if (!states.includes(row.state))
    throw problem(surveyProblems, 'survey.roll.state', { state: stateNames[row.state] ?? '', what });
  return row;
}

/** Queues the writing of a checked roll. */
export async function commitRoll(ctx: Ctx, input: { id: string; version: number; keepEdits: boolean }) {
  const row = await rollImportIn(ctx, input, ['checked'], '提交');
  const jobId = await ctx.enqueue({
    kind: 'survey.roll.commit',
    title: `提交业主名册 ${row.fileName}`,
    input: { importId: row.id, keepEdits: input.keepEdits },
    regionCode: row.regionCode,
  });
  await ctx.tx
    .updateTable('surveyRollImport')
    .set({ state: 'committing', jobId, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await auditRoll(ctx, 'survey.roll.commit', row, { keepEdits: input.keepEdits });
  return { jobId, version: row.version + 1 };
}

export const auditRoll = (
  ctx: Ctx,
  action: string,
  row: Pick<RollImportRow, 'id' | 'regionCode'>,
  detail: Readonly<Record<string, unknown>>,
) =>
  ctx.audit({
    action,
    subjectKind: 'surveyRollImport',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail,
  });
