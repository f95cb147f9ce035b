import exceljs from 'exceljs';
import { headFill, thinBorder } from './book.ts';

/** One column of a form: its heading under an optional group heading, and what may be chosen in it. */
export type TemplateColumn = {
  readonly title: string;
  readonly group?: string;
  readonly width?: number;
  /** Choices of a drop-down list. */
  readonly options?: readonly string[];
  /** Number format of the cells to fill in. */
  readonly format?: string;
  /** Shown when the cell is entered. */
  readonly hint?: string;
};
export type TemplateSheet = { readonly name: string; readonly columns: readonly TemplateColumn[] };
export type Template = {
  /** Name and lines of the sheet of instructions. */
  readonly guide: { readonly name: string; readonly lines: readonly string[] };
  readonly sheets: readonly TemplateSheet[];
};

/** Rows of a form that carry the drop-down lists. */
const preparedRows = 2_000;
const listSheet = '选项';
const last = (column: number): string => String.fromCharCode(64 + column);

/**
 * A blank form as an .xlsx: instructions, sheets with headings in one or two levels, drop-down lists (their choices
 * on a hidden sheet, so that their length has no limit).
 */
export async function writeTemplate(template: Template): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.creator = '焕居';
  const guide = book.addWorksheet(template.guide.name);
  guide.getColumn(1).width = 100;
  for (const line of template.guide.lines) guide.addRow([line]).alignment = { wrapText: true };
  const lists: { name: string; options: readonly string[] }[] = [];
  for (const sheet of template.sheets) addForm(book, sheet, lists);
  const choices = book.addWorksheet(listSheet, { state: 'hidden' });
  lists.forEach(({ options }, i) => {
    options.forEach((option, j) => {
      choices.getCell(j + 1, i + 1).value = option;
    });
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

function addForm(
  book: exceljs.Workbook,
  form: TemplateSheet,
  lists: { name: string; options: readonly string[] }[],
) {
  const grouped = form.columns.some((column) => column.group !== undefined);
  const head = grouped ? 2 : 1;
  const sheet = book.addWorksheet(form.name, { views: [{ state: 'frozen', ySplit: head }] });
  if (grouped) mergeGroups(sheet, form.columns);
  form.columns.forEach((column, i) => {
    const cell = sheet.getCell(grouped && column.group === undefined ? 1 : head, i + 1);
    cell.value = column.title;
    sheet.getColumn(i + 1).width = column.width ?? 12;
    for (let row = head + 1; row <= preparedRows; row++) {
      if (column.format === undefined && column.options === undefined) break;
      const entry = sheet.getCell(row, i + 1);
      if (column.format !== undefined) entry.numFmt = column.format;
    }
    if (column.options) addList(sheet, i + 1, head, column, column.options, lists);
  });
  for (let row = 1; row <= head; row++)
    for (let column = 1; column <= form.columns.length; column++) styleHead(sheet.getCell(row, column));
}

function styleHead(cell: exceljs.Cell): void {
  cell.font = { bold: true };
  cell.fill = headFill;
  cell.border = thinBorder;
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
}

/** Group headings over their columns; a column without group spans both levels. */
function mergeGroups(sheet: exceljs.Worksheet, columns: readonly TemplateColumn[]): void {
  for (let i = 0; i < columns.length; ) {
    const group = columns[i]?.group;
    let end = i;
    while (group !== undefined && columns[end + 1]?.group === group) end++;
    if (group === undefined) sheet.mergeCells(1, i + 1, 2, i + 1);
    else {
      if (end > i) sheet.mergeCells(1, i + 1, 1, end + 1);
      sheet.getCell(1, i + 1).value = group;
    }
    i = end + 1;
  }
}

function addList(
  sheet: exceljs.Worksheet,
  column: number,
  head: number,
  spec: TemplateColumn,
  options: readonly string[],
  lists: { name: string; options: readonly string[] }[],
): void {
  const name = options.join('\n');
  let at = lists.findIndex((list) => list.name === name);
  if (at < 0) at = lists.push({ name, options }) - 1;
  const source = `${listSheet}!$${last(at + 1)}$1:$${last(at + 1)}$${options.length}`;
  const validation: exceljs.DataValidation = {
    type: 'list',
    allowBlank: true,
    formulae: [source],
    showErrorMessage: true,
    errorTitle: '请从列表中选择',
    error: `可填：${options.slice(0, 12).join('、')}`.slice(0, 200),
    ...(spec.hint
      ? { showInputMessage: true, promptTitle: spec.title.slice(0, 30), prompt: spec.hint.slice(0, 200) }
      : {}),
  };
  for (let row = head + 1; row <= preparedRows; row++) sheet.getCell(row, column).dataValidation = validation;
}
