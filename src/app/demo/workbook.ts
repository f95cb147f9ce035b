import ExcelJS from 'exceljs';
import type { SheetOut } from './ledger.ts';

/** Writes sheets of plain cells as an .xlsx file. */
export async function workbookBytes(sheets: readonly SheetOut[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const sheet of sheets) {
    const page = book.addWorksheet(sheet.name);
    page.addRows(sheet.rows.map((row) => [...row]));
    for (const [top, left, bottom, right] of sheet.merges) page.mergeCells(top, left, bottom, right);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
