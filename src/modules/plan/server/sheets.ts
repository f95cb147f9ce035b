import exceljs from 'exceljs';
import type { Download } from '#platform/http/raw.ts';

export type CellValue = string | number | null;

/** A sheet as plain values: one heading line, rows under it, and a number format per column where one is due. */
export type SheetOut = {
  readonly name: string;
  /** A line above the headings; left out: none. */
  readonly title?: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Column place (from 0) → Excel number format. */
  readonly formats?: Readonly<Record<number, string>>;
  /** Column place → width in characters; 14 otherwise. */
  readonly widths?: Readonly<Record<number, number>>;
};

function addSheet(book: exceljs.Workbook, sheet: SheetOut): void {
  const top = sheet.title === undefined ? 1 : 2;
  const page = book.addWorksheet(sheet.name, { views: [{ state: 'frozen', ySplit: top }] });
  page.pageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  if (sheet.title !== undefined) {
    page.addRow([sheet.title]).font = { bold: true, size: 14 };
    page.mergeCells(1, 1, 1, Math.max(1, sheet.heads.length));
  }
  const heads = page.addRow([...sheet.heads]);
  heads.font = { bold: true };
  heads.alignment = { wrapText: true, vertical: 'middle' };
  page.addRows(sheet.rows.map((row) => [...row]));
  sheet.heads.forEach((_, place) => {
    const column = page.getColumn(place + 1);
    column.width = sheet.widths?.[place] ?? 14;
    const format = sheet.formats?.[place];
    if (format !== undefined) column.numFmt = format;
    if ((sheet.widths?.[place] ?? 0) >= 40) column.alignment = { wrapText: true, vertical: 'top' };
  });
}

/** Writes sheets of plain values as an .xlsx file; text stays text, so that no cell can become a formula. */
export async function workbookBytes(sheets: readonly SheetOut[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  for (const sheet of sheets) addSheet(book, sheet);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The same as a download. */
export async function workbookDownload(name: string, sheets: readonly SheetOut[]): Promise<Download> {
  return {
    name,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await workbookBytes(sheets),
  };
}
