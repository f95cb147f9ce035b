import type exceljs from 'exceljs';
import { type Cell, type Merge, parseAddress, type Sheet, type Workbook } from '../workbook.ts';
import { buildBook, headFill, type StreamedBook, sheetName, thinBorder } from './book.ts';
import { cellValue } from './table.ts';

/** One fault to mark: the sheet and cell it lies in and its sentence. */
export type Annotation = {
  readonly sheet: string;
  readonly cell: string;
  readonly message: string;
  readonly severity: 'rejected' | 'corrected' | 'warning';
};

const severityNames = { rejected: '不予登记', corrected: '已更正', warning: '请核对' } as const;
const fills: Readonly<Record<Annotation['severity'], exceljs.Fill>> = {
  rejected: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } },
  corrected: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } },
  warning: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFEB9C' } },
};
const order = ['rejected', 'corrected', 'warning'] as const;

/** Merges beyond these are left out of the copy: a program that draws them by the thousand is not a form. */
const mergesAtMost = 2_000;
const mergedCellsAtMost = 100_000;

/**
 * A copy of a workbook as it was read, with a list of all faults in front (问题清单) and every faulty cell coloured
 * and commented; values stay as they were, formulas become their results.
 */
export function writeAnnotatedCopy(workbook: Workbook, annotations: readonly Annotation[]): Promise<Buffer> {
  const taken = new Set<string>();
  return buildBook(async (book) => {
    writeList(book, annotations, sheetName('问题清单', taken));
    for (const sheet of workbook.sheets) {
      const own = annotations.filter((annotation) => annotation.sheet === sheet.name);
      copySheet(book, sheet, own, sheetName(sheet.name, taken));
    }
  });
}

function writeList(book: StreamedBook, annotations: readonly Annotation[], name: string): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  const head = sheet.getRow(1);
  ['序号', '工作表', '单元格', '处理', '说明'].forEach((title, i) => {
    const cell = head.getCell(i + 1);
    cell.value = title;
    cell.font = { bold: true };
    cell.fill = headFill;
    cell.border = thinBorder;
  });
  [8, 20, 10, 12, 90].forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  head.commit();
  annotations.forEach(({ sheet: where, cell, severity, message }, i) => {
    const row = sheet.getRow(i + 2);
    [i + 1, where, cell, severityNames[severity], message].forEach((value, j) => {
      row.getCell(j + 1).value = cellValue(value);
    });
    row.getCell(4).fill = fills[severity];
    row.commit();
  });
  sheet.commit();
}

function copySheet(
  book: StreamedBook,
  source: Sheet,
  annotations: readonly Annotation[],
  name: string,
): void {
  const sheet = book.addWorksheet(name, { state: source.hidden ? 'hidden' : 'visible' });
  for (let column = 1; column <= 40; column++) sheet.getColumn(column).width = 13;
  const faults = byRow(annotations);
  const rows = new Map(source.rows.map((row) => [row.row, row.cells]));
  for (const merge of drawable(source.merges))
    sheet.mergeCells(merge.top, merge.left, merge.bottom, merge.right);
  const numbers = [...new Set([...rows.keys(), ...faults.keys()])].sort((a, b) => a - b);
  for (const number of numbers) {
    const row = sheet.getRow(number);
    for (const cell of rows.get(number) ?? []) put(row.getCell(cell.column), cell);
    for (const [column, own] of faults.get(number) ?? []) mark(row.getCell(column), own);
    row.commit();
  }
  sheet.commit();
}

function byRow(annotations: readonly Annotation[]): Map<number, Map<number, Annotation[]>> {
  const rows = new Map<number, Map<number, Annotation[]>>();
  for (const annotation of annotations) {
    const at = parseAddress(annotation.cell);
    if (!at) continue;
    const columns = rows.get(at.row) ?? new Map<number, Annotation[]>();
    rows.set(at.row, columns);
    columns.set(at.column, [...(columns.get(at.column) ?? []), annotation]);
  }
  return rows;
}

/** Merges that do not overlap and are not absurdly large. */
function drawable(merges: readonly Merge[]): Merge[] {
  const kept: Merge[] = [];
  let cells = 0;
  for (const merge of merges.slice(0, mergesAtMost)) {
    const size = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1);
    const overlaps = kept.some(
      (other) =>
        merge.top <= other.bottom &&
        merge.bottom >= other.top &&
        merge.left <= other.right &&
        merge.right >= other.left,
    );
    if (size < 2 || overlaps || cells + size > mergedCellsAtMost) continue;
    cells += size;
    kept.push(merge);
  }
  return kept.sort((a, b) => a.top - b.top);
}

function put(target: exceljs.Cell, cell: Cell): void {
  if (target.isMerged && target.master.address !== target.address) return;
  target.value = storedValue(cell);
  if (cell.kind === 'date') target.numFmt = 'yyyy-mm-dd';
  else if (cell.format !== undefined) target.numFmt = cell.format;
}

function storedValue(cell: Cell): string | number | boolean | Date | null {
  if (cell.kind === 'boolean') return cell.text === 'TRUE';
  if (cell.kind === 'date') return new Date(`${cell.text}T00:00:00Z`);
  if (cell.kind !== 'number') return cellValue(cell.text);
  const value = Number(cell.text);
  return Number.isFinite(value) ? value : cellValue(cell.text);
}

function mark(target: exceljs.Cell, faults: readonly Annotation[]): void {
  const worst = order.find((severity) => faults.some((fault) => fault.severity === severity)) ?? 'warning';
  target.fill = fills[worst];
  target.note = faults
    .map((fault) => `【${severityNames[fault.severity]}】${fault.message}`)
    .join('\n')
    .slice(0, 8_000);
}
