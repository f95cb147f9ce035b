import { problem } from '#shared/problem.ts';
import type { ReadLimits } from './limits.ts';
import { documentProblems } from './problems.ts';
import type { Cell, Row, Workbook } from './workbook.ts';

/**
 * Reads delimited text as a workbook of one sheet: UTF-8 with or without mark, UTF-16 with mark, else GB18030;
 * comma, semicolon or tab, found from the first lines; quoted fields may hold line breaks (RFC 4180).
 * @throws Problem documents.encoding, documents.too-many, documents.not-a-workbook
 */
export function readCsv(bytes: Buffer, sheetName: string, limits: ReadLimits): Workbook {
  const text = decodeText(bytes);
  if (text.includes('\u0000')) throw problem(documentProblems, 'documents.not-a-workbook');
  const stated = /^sep=(.)\r?\n/i.exec(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const separator = stated?.[1] ?? guessSeparator(body);
  const rows: Row[] = [];
  const before = stated ? 1 : 0;
  let cells = 0;
  for (const record of records(body, separator, limits)) {
    const row = rowOf(record.row + before, record.fields, limits);
    if (row.cells.length === 0) continue;
    cells += row.cells.length;
    if (rows.length >= limits.rows)
      throw problem(documentProblems, 'documents.too-many', { what: '行数', limit: limits.rows });
    if (cells > limits.cells)
      throw problem(documentProblems, 'documents.too-many', { what: '单元格数', limit: limits.cells });
    rows.push(row);
  }
  if (rows.length === 0) throw problem(documentProblems, 'documents.empty');
  return { format: 'csv', sheets: [{ name: sheetName, hidden: false, rows, merges: [] }], notes: [] };
}

function rowOf(line: number, fields: readonly string[], limits: ReadLimits): Row {
  const cells: Cell[] = [];
  fields.forEach((field, index) => {
    const text = field.replace(/^="(.*)"$/s, '$1');
    if (text === '') return;
    if (index >= limits.columns)
      throw problem(documentProblems, 'documents.too-many', { what: '列数', limit: limits.columns });
    cells.push({ column: index + 1, kind: 'text', text });
  });
  return { row: line, cells };
}

function decodeText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 3).toString('hex');
  if (mark.startsWith('fffe')) return new TextDecoder('utf-16le').decode(bytes);
  if (mark.startsWith('feff')) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // not in this encoding: the next one, and the refusal after the last
    }
  }
  throw problem(documentProblems, 'documents.encoding');
}

/** The separator that cuts the first lines into the most fields; a comma when none does. */
function guessSeparator(text: string): string {
  const sample = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const lines = sample.split(/\r\n|\n|\r/).slice(0, 20);
  let best = ',';
  let most = 0;
  for (const separator of [',', '\t', ';', '|']) {
    const fields = lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0);
    if (fields > most) {
      best = separator;
      most = fields;
    }
  }
  return best;
}

type Record = { readonly row: number; readonly fields: readonly string[] };

/** Records of RFC 4180; a line break inside quotes stays in its field. Blank lines count as rows but yield none. */
function* records(text: string, separator: string, limits: ReadLimits): Generator<Record> {
  let row = 1;
  let fields: string[] = [];
  let seen = 0;
  let at = 0;
  while (at < text.length) {
    if (fields.length === 0 && isBreak(text, at)) {
      at = afterBreak(text, at);
      row++;
      continue;
    }
    const field = readField(text, at, { separator, limits, row });
    fields.push(field.text);
    // Blank fields cost time too: a file of nothing but commas is no table.
    if (++seen > limits.cells * blankFields)
      throw problem(documentProblems, 'documents.too-many', {
        what: '单元格数',
        limit: limits.cells * blankFields,
      });
    if (fields.length > sheetColumns)
      throw problem(documentProblems, 'documents.too-many', { what: '列数', limit: limits.columns });
    at = field.end;
    if (text[at] === separator) {
      at++;
      continue;
    }
    yield { row, fields };
    if (++row > sheetRows)
      throw problem(documentProblems, 'documents.too-many', { what: '行数', limit: sheetRows });
    fields = [];
    at = afterBreak(text, at);
  }
  if (fields.length > 0) yield { row, fields };
}

/** Fields, blank ones included, for each cell allowed. */
const blankFields = 4;

/** Rows and columns a spreadsheet has; more is no table. */
const sheetRows = 1_048_576;
const sheetColumns = 16_384;

const isBreak = (text: string, at: number): boolean => text[at] === '\n' || text[at] === '\r';
const afterBreak = (text: string, at: number): number =>
  text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;

/** One field from `at` on, quoted or not, and where it ends. */
function readField(
  text: string,
  at: number,
  { separator, limits, row }: { separator: string; limits: ReadLimits; row: number },
): { text: string; end: number } {
  let from = at;
  let quoted = '';
  if (text[at] === '"') {
    const close = closingQuote(text, at, limits);
    // Read on, it would swallow the rows below into one cell.
    if (close < 0) throw problem(documentProblems, 'documents.csv-quote', { row });
    quoted = text.slice(at + 1, close).replaceAll('""', '"');
    from = close + 1;
  }
  let end = from;
  while (end < text.length && text[end] !== separator && !isBreak(text, end)) end++;
  if (end - at > limits.xmlTokenLength) throw tooLong();
  return { text: quoted + text.slice(from, end), end };
}

const tooLong = () => problem(documentProblems, 'documents.bomb', { what: '单个内容过长' });

/** Index of the quote that closes the field opened at `at`; -1 when none does. */
function closingQuote(text: string, at: number, limits: ReadLimits): number {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && text[quote + 1] === '"') {
    if (quote - at > limits.xmlTokenLength) throw tooLong();
    quote = text.indexOf('"', quote + 2);
  }
  return quote;
}
