import { readFile } from 'node:fs/promises';
import type { Selectable } from 'kysely';
import type { SurveyRollImport } from '#platform/database/tables.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Workbook } from '#platform/documents/workbook.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { readRoll } from '../../domain/roll/read-roll.ts';
import type { RollReading } from '../../domain/roll/roll.ts';
import { surveyProblems } from '../../problems.ts';

export type RollImportRow = Selectable<SurveyRollImport>;
export const rollFileField = 'survey_roll_import.file';

/** Finds a roll's import the transaction may see; throws `survey.roll.absent`. */
export async function findRollImport(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<RollImportRow> {
  const query = ctx.tx.selectFrom('surveyRollImport').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.roll.absent');
  return settledRoll(ctx, row);
}

/** A job that was cancelled before it began, or given up, can say nothing itself: the import is then as before it. */
export async function settledRoll(ctx: Pick<Ctx, 'tx'>, row: RollImportRow): Promise<RollImportRow> {
  if (row.jobId === null || (row.state !== 'checking' && row.state !== 'committing')) return row;
  const job = await ctx.tx.selectFrom('job').select('state').where('id', '=', row.jobId).executeTakeFirst();
  if (job?.state !== 'cancelled' && job?.state !== 'failed') return row;
  if (row.state === 'committing') return { ...row, state: 'checked' };
  const { code, message } = problem(surveyProblems, 'survey.roll.cancelled');
  return { ...row, state: 'failed', problem: { code, message } };
}

export type RollSource = {
  readonly row: RollImportRow;
  readonly estate: { readonly id: string; readonly name: string; readonly aliases: readonly string[] };
  readonly path: string;
};
export type ReadRoll = { readonly workbook: Workbook; readonly reading: RollReading };

/** What reading the file of an import needs, fetched in one short transaction before the long work. */
export async function rollSource(ctx: Ctx, id: string): Promise<RollSource> {
  const row = await findRollImport(ctx, id);
  const file = await ctx.files.find(ctx.tx, row.fileId);
  const estate = await ctx.tx
    .selectFrom('surveyEstate')
    .select(['id', 'name', 'aliases'])
    .where('id', '=', row.estateId)
    .executeTakeFirstOrThrow();
  return { row, estate, path: file.path };
}

/** Opens the sealed file and reads it. @throws Problem */
export async function readRollSource(ctx: Pick<Ctx, 'vault'>, source: RollSource): Promise<ReadRoll> {
  const bytes = Buffer.from(ctx.vault.open(rollFileField, await readFile(source.path)), 'base64');
  const workbook = await readDocument(bytes, source.row.fileName);
  const { name, aliases } = source.estate;
  const reading = readRoll(workbook.sheets, { estateNames: [name, ...aliases] });
  if (!reading) {
    const sheets = workbook.sheets.map((sheet) => sheet.name).join('、');
    throw problem(surveyProblems, 'survey.roll.no-sheet', { sheets });
  }
  return { workbook, reading };
}
