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
  let line = stated ? 1 : 0;
  let cells = 0;
  for (const fields of records(body, separator)) {
    line++;
    const row = rowOf(line, fields, limits);
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

/** Records of RFC 4180; a line break inside quotes stays in its field. Also cuts text pasted from a sheet. */
export function* records(text: string, separator: string): Generator<string[]> {
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote < 0) {
          field += text.slice(from);
          at = text.length;
          break;
        }
        field += text.slice(from, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        field += '"';
        from = at + 1;
      }
    }
    let end = at;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
    field += text.slice(at, end);
    fields.push(field);
    if (text[end] === separator) {
      at = end + 1;
      if (at === text.length) fields.push('');
      continue;
    }
    yield fields;
    fields = [];
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
  if (fields.length > 0) yield fields;
}
