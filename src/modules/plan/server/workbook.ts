import exceljs from 'exceljs';
import { estatesTable, moneyTable, summaryTable, type Table, yearsTable } from './book-sheets.ts';
import type { PlanBook } from './plan-book.ts';
import { issuesTable, leftOutTable, notesTable, reasonsTable } from './word-sheets.ts';

/** Longest text a cell of .xlsx may hold. */
const longestText = 32_767;

function addTable(workbook: exceljs.Workbook, table: Table): void {
  const sheet = workbook.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.heads.map(([header, width]) => ({ header, width }));
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } };
  head.alignment = { vertical: 'middle', wrapText: true };
  table.rows.forEach((cells, i) => {
    const row = sheet.addRow(
      cells.map((cell) => (typeof cell === 'string' ? cell.slice(0, longestText) : cell)),
    );
    row.alignment = { vertical: 'top', wrapText: true };
    if (table.bold.includes(i)) row.font = { bold: true };
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: table.heads.length } };
}

/** The plan as a workbook: sums in the province's form first, then estates, years, reasons, money, faults. */
export async function planWorkbook(book: PlanBook): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.title = book.title;
  const tables = [
    summaryTable(book),
    estatesTable(book),
    yearsTable(book),
    reasonsTable(book),
    leftOutTable(book),
    moneyTable(book),
    issuesTable(book),
    notesTable(book),
  ];
  for (const table of tables) addTable(workbook, table);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
