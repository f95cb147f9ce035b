import { readFile } from 'node:fs/promises';
import type { Selectable } from 'kysely';
import { regionsIn } from '#modules/identity/index.ts';
import type { SurveyImport } from '#platform/database/tables.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Workbook } from '#platform/documents/workbook.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { chosenMapping, type SheetColumn, sheetColumns } from '../domain/column-choice.ts';
import type { LedgerParams } from '../domain/ledger.ts';
import { type LedgerReading, readLedger } from '../domain/read-ledger.ts';
import { surveyProblems } from '../problems.ts';
import { ledgerParams } from './ledger-params.ts';

export type ImportRow = Selectable<SurveyImport>;

/** What reading needs from the database, fetched in one short transaction before the long work. */
export type LedgerSource = {
  readonly row: ImportRow;
  readonly path: string;
  readonly params: LedgerParams;
  /** Heading → field: this file's own choices over those kept from earlier files. */
  readonly choices: Readonly<Record<string, string | null>>;
};

export type ReadLedger = {
  readonly workbook: Workbook;
  readonly reading: LedgerReading;
  /** Columns as their headings were understood, before any choice. */
  readonly found: readonly SheetColumn[];
  readonly columns: readonly SheetColumn[];
  readonly params: LedgerParams;
};

/** Finds an import the transaction may see; throws `survey.import.absent`. */
export async function findImport(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<ImportRow> {
  const query = ctx.tx.selectFrom('surveyImport').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.import.absent');
  return settled(ctx, row);
}

/** A job that was cancelled before it began, or given up, can say nothing itself: the import is then as before it. */
export async function settled(ctx: Pick<Ctx, 'tx'>, row: ImportRow): Promise<ImportRow> {
  if (row.jobId === null || (row.state !== 'checking' && row.state !== 'committing')) return row;
  const job = await ctx.tx.selectFrom('job').select('state').where('id', '=', row.jobId).executeTakeFirst();
  if (job?.state !== 'cancelled' && job?.state !== 'failed') return row;
  if (row.state === 'committing') return { ...row, state: 'checked' };
  const { code, message } = problem(surveyProblems, 'survey.import.cancelled');
  return row.report ? { ...row, state: 'checked' } : { ...row, state: 'failed', problem: { code, message } };
}

/** Gathers what reading the file of an import needs. */
export async function ledgerSource(ctx: Ctx, id: string): Promise<LedgerSource> {
  const row = await findImport(ctx, id);
  const file = await ctx.files.find(ctx.tx, row.fileId);
  const kept = await ctx.tx.selectFrom('surveyMapping').select(['heading', 'field']).execute();
  const choices = Object.fromEntries(kept.map(({ heading, field }) => [heading, field]));
  return {
    row,
    path: file.path,
    params: ledgerParams(ctx.today, await regionsIn(ctx, '')),
    choices: { ...choices, ...(row.mapping as Record<string, string | null>) },
  };
}

/** Reads the workbook: first by its headings alone, then once more where a person has chosen otherwise. @throws Problem */
export async function readSource(source: LedgerSource): Promise<ReadLedger> {
  const workbook = await readDocument(await readFile(source.path), source.row.fileName);
  return understandWorkbook(workbook, source.params, source.choices);
}

function understandWorkbook(
  workbook: Workbook,
  params: LedgerParams,
  choices: Readonly<Record<string, string | null>>,
): ReadLedger {
  const plain = readLedger(workbook.sheets, params);
  if (!plain) {
    const sheets = workbook.sheets.map((sheet) => sheet.name).join('、');
    throw problem(surveyProblems, 'survey.no-estate-sheet', { sheets });
  }
  const found = sheetColumns(plain);
  const mapping = chosenMapping(found, choices);
  if (Object.keys(mapping).length === 0) return { workbook, reading: plain, found, columns: found, params };
  const reading = readLedger(workbook.sheets, { ...params, mapping }) ?? plain;
  return { workbook, reading, found, columns: sheetColumns(reading), params };
}
