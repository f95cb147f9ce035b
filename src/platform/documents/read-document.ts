import { open } from 'node:fs/promises';
import { problem } from '#shared/problem.ts';
import { readCsv } from './csv.ts';
import { defaultLimits, type ReadLimits } from './limits.ts';
import { documentProblems } from './problems.ts';
import type { Workbook } from './workbook.ts';
import { loadXlsx } from './xlsx/read.ts';

/**
 * Reads a handed-in table whatever it is called: the first bytes decide, the name only helps to say what is wrong.
 * @param name file name, for the sheet name of a .csv and for choosing the refusal
 * @throws Problem documents.*
 */
export async function readDocument(
  bytes: Buffer,
  name: string,
  limits: ReadLimits = defaultLimits,
): Promise<Workbook> {
  if (bytes.length === 0) throw problem(documentProblems, 'documents.empty');
  if (bytes.length > limits.fileBytes) throw tooLarge(limits);
  if (/^504b(0304|0506)/.test(bytes.subarray(0, 4).toString('hex'))) return loadXlsx(bytes, limits);
  if (bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1')
    throw problem(documentProblems, isEncryptedPackage(bytes) ? 'documents.encrypted' : 'documents.xls');
  const start = bytes
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^<(!doctype|html|table|meta|\?xml)/i.test(start))
    throw problem(documentProblems, 'documents.web-page');
  if (!/\.(csv|txt|tsv)$/i.test(name)) throw problem(documentProblems, 'documents.not-a-workbook');
  return readCsv(bytes, name.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, ''), limits);
}

/** Reads a table from a path; its size is looked at before its content. @throws Problem documents.* */
export async function readDocumentFile(path: string, limits: ReadLimits = defaultLimits): Promise<Workbook> {
  const file = await open(path, 'r');
  try {
    if ((await file.stat()).size > limits.fileBytes) throw tooLarge(limits);
    return await readDocument(await file.readFile(), path, limits);
  } finally {
    await file.close();
  }
}

const tooLarge = (limits: ReadLimits) =>
  problem(documentProblems, 'documents.too-large', { limit: Math.round(limits.fileBytes / 1048576) });

/** A password-protected .xlsx is an OLE file with a stream of this name. */
const isEncryptedPackage = (bytes: Buffer): boolean =>
  bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
