import { PassThrough } from 'node:stream';
import exceljs from 'exceljs';

export type StreamedBook = exceljs.stream.xlsx.WorkbookWriter;

/**
 * Builds an .xlsx sheet by sheet and row by row; rows committed leave memory. Text is always stored as text, so
 * that a value beginning with = + - or @ is never a formula.
 */
export async function buildBook(fill: (book: StreamedBook) => Promise<void>): Promise<Buffer> {
  const stream = new PassThrough();
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  book.creator = '焕居';
  await fill(book);
  await book.commit();
  await ended;
  return Buffer.concat(pieces);
}

/** A sheet name a spreadsheet accepts: at most 31 characters, none of `\ / ? * [ ] :`, unlike those taken. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const base =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || '表';
  let name = base;
  for (let i = 2; taken.has(name.toLowerCase()); i++)
    name = `${base.slice(0, 31 - String(i).length - 1)} ${i}`;
  taken.add(name.toLowerCase());
  return name;
}

export const headFill: exceljs.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } };
export const thinBorder: Partial<exceljs.Borders> = {
  top: { style: 'thin', color: { argb: 'FFBFC7D1' } },
  bottom: { style: 'thin', color: { argb: 'FFBFC7D1' } },
  left: { style: 'thin', color: { argb: 'FFBFC7D1' } },
  right: { style: 'thin', color: { argb: 'FFBFC7D1' } },
};
