import { readDocument, readDocumentFile } from '#platform/documents/read-document.ts';
import type { Workbook } from '#platform/documents/workbook.ts';
import { problem } from '#shared/problem.ts';
import type { LedgerParams } from '../domain/ledger.ts';
import { type LedgerReading, readLedger } from '../domain/read-ledger.ts';
import { surveyProblems } from '../problems.ts';

export type LedgerFile = { readonly workbook: Workbook; readonly reading: LedgerReading };

/** Reads an uploaded ledger. @throws Problem documents.*, survey.no-estate-sheet */
export async function readLedgerBytes(
  bytes: Buffer,
  name: string,
  params: LedgerParams,
): Promise<LedgerFile> {
  return understand(await readDocument(bytes, name), params);
}

/** Reads a ledger from a path. @throws Problem documents.*, survey.file-absent, survey.no-estate-sheet */
export async function readLedgerFile(path: string, params: LedgerParams): Promise<LedgerFile> {
  return understand(await readExisting(path), params);
}

async function readExisting(path: string): Promise<Workbook> {
  try {
    return await readDocumentFile(path);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (/^(ENOENT|EACCES|EISDIR|EPERM|ENOTDIR)$/.test(code))
      throw problem(surveyProblems, 'survey.file-absent', { file: path }, { at: path });
    throw fault;
  }
}

function understand(workbook: Workbook, params: LedgerParams): LedgerFile {
  const reading = readLedger(workbook.sheets, params);
  if (!reading) {
    const sheets = workbook.sheets.map((sheet) => sheet.name).join('、');
    throw problem(surveyProblems, 'survey.no-estate-sheet', { sheets });
  }
  return { workbook, reading };
}
