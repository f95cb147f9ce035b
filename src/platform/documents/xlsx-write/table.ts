import { buildBook, headFill, type StreamedBook, sheetName, thinBorder } from './book.ts';

export type TableValue = string | number | boolean | null | undefined;

/** One column of an export; `format` is a number format such as `#,##0` or `0.00%`. */
export type TableColumn = { readonly title: string; readonly width?: number; readonly format?: string };

/** One sheet of an export: an optional title over it, a frozen header, rows in the order of the columns. */
export type Table = {
  readonly sheet: string;
  readonly title?: string;
  /** Small print under the title: who, when, from which data. */
  readonly notes?: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<readonly TableValue[]>;
};

/** Writes tables as an .xlsx, one sheet each; text is text whatever it begins with. */
export async function writeTables(tables: readonly Table[]): Promise<Buffer> {
  const taken = new Set<string>();
  return buildBook(async (book) => {
    for (const table of tables) writeOne(book, table, sheetName(table.sheet, taken));
  });
}

/** One table as an .xlsx of one sheet. */
export const writeTable = (table: Table): Promise<Buffer> => writeTables([table]);

function writeOne(book: StreamedBook, table: Table, name: string): void {
  const above = [...(table.title === undefined ? [] : [table.title]), ...(table.notes ?? [])];
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: above.length + 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  table.columns.forEach((column, i) => {
    sheet.getColumn(i + 1).width = column.width ?? Math.max(10, Math.min(40, column.title.length * 2.2 + 2));
  });
  above.forEach((text, i) => {
    if (table.columns.length > 1) sheet.mergeCells(i + 1, 1, i + 1, table.columns.length);
    const cell = sheet.getCell(i + 1, 1);
    cell.value = text;
    cell.font = i === 0 && table.title !== undefined ? { bold: true, size: 14 } : { size: 10 };
    cell.alignment = { horizontal: i === 0 && table.title !== undefined ? 'center' : 'left', wrapText: true };
  });
  const head = sheet.getRow(above.length + 1);
  table.columns.forEach((column, i) => {
    const cell = head.getCell(i + 1);
    cell.value = column.title;
    cell.font = { bold: true };
    cell.fill = headFill;
    cell.border = thinBorder;
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });
  head.commit();
  let at = above.length + 1;
  for (const values of table.rows) {
    const row = sheet.getRow(++at);
    table.columns.forEach((column, i) => {
      const cell = row.getCell(i + 1);
      cell.value = cellValue(values[i]);
      cell.border = thinBorder;
      if (column.format !== undefined) cell.numFmt = column.format;
    });
    row.commit();
  }
  sheet.commit();
}

const controls = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(11, 12)}${String.fromCharCode(14)}-${String.fromCharCode(31)}]`,
  'g',
);

/** Control characters no XML may hold are left out; a number that is none becomes blank. */
export const cellValue = (value: TableValue): string | number | boolean | null => {
  if (typeof value === 'string') return value.replace(controls, '').slice(0, 32_767);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value ?? null;
};
