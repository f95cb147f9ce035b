import type { LedgerCell, LedgerMerge, LedgerRow, LedgerSheet, RawCell } from './ledger.ts';
import { saysUnknown, tidy } from './text.ts';

/** A row with its cells by column; `filled` also holds what a vertical merge above carries down. */
export type GridRow = {
  readonly row: number;
  readonly source: LedgerRow;
  readonly own: ReadonlyMap<number, LedgerCell>;
  readonly filled: ReadonlyMap<number, LedgerCell>;
};

export type Grid = {
  readonly rows: readonly GridRow[];
  readonly merges: readonly LedgerMerge[];
  readonly columns: number;
};

/** A1 notation. */
export function addressOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

const isBlank = (cell: LedgerCell): boolean => tidy(cell.text) === '';

type CellMap = Map<number, LedgerCell>;

/** Longer than any figure, name or address; the whole text stays in the row as stored. */
const readLength = 1_000;
const shortened = (cell: LedgerCell): LedgerCell =>
  cell.text.length > readLength ? { ...cell, text: cell.text.slice(0, readLength) } : cell;

/** One row by itself, without what merges carry into it. */
export function gridRow(source: LedgerRow): {
  row: number;
  source: LedgerRow;
  own: CellMap;
  filled: CellMap;
} {
  const own: CellMap = new Map();
  for (const cell of source.cells) if (!isBlank(cell)) own.set(cell.column, shortened(cell));
  return { row: source.row, source, own, filled: own };
}

/** Lays a sheet out for reading; cells of nothing but spaces count as empty, rows of such cells are left out. */
export function layOut(sheet: LedgerSheet): Grid {
  let columns = 0;
  const rows: { row: number; source: LedgerRow; own: CellMap; filled: CellMap }[] = [];
  for (const source of sheet.rows) {
    const row = gridRow(source);
    if (row.own.size === 0) continue;
    columns = Math.max(columns, ...row.own.keys());
    rows.push(row);
  }
  const index = new Map(rows.map((row, i) => [row.row, i]));
  for (const merge of downwards(sheet.merges)) {
    const value = rowAt(rows, index, merge.top)?.own.get(merge.left);
    if (!value) continue;
    for (let i = firstAfter(rows, merge.top); i < rows.length; i++) {
      const row = rows[i];
      if (!row || row.row > merge.bottom) break;
      if (row.own.has(merge.left)) continue;
      if (row.filled === row.own) row.filled = new Map(row.own);
      row.filled.set(merge.left, value);
    }
  }
  return { rows, merges: sheet.merges, columns };
}

/** Merges of more than one row, without those that overlap an earlier one in their first column. */
function downwards(merges: readonly LedgerMerge[]): LedgerMerge[] {
  const byColumn = new Map<number, number>();
  const sorted = merges.filter((merge) => merge.bottom > merge.top).sort((a, b) => a.top - b.top);
  return sorted.filter((merge) => {
    if (merge.top <= (byColumn.get(merge.left) ?? 0)) return false;
    byColumn.set(merge.left, merge.bottom);
    return true;
  });
}

function rowAt<T extends { row: number }>(
  rows: readonly T[],
  index: ReadonlyMap<number, number>,
  row: number,
): T | undefined {
  const at = index.get(row);
  return at === undefined ? undefined : rows[at];
}

/** Index of the first row below `row`; rows are in order. */
function firstAfter(rows: readonly LedgerRow[] | readonly { row: number }[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.row ?? 0) > row) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Text of a cell, without the spaces around it; null when the cell is absent or says nothing is known. */
export function textOf(cell: LedgerCell | undefined): string | null {
  if (!cell || cell.kind === 'error' || saysUnknown(cell.text)) return null;
  return tidy(cell.text);
}

/** Every cell of a row as stored, for keeping beside what was read from it. */
export const rawCells = (row: LedgerRow): RawCell[] =>
  row.cells.map((cell) => ({
    cell: addressOf(row.row, cell.column),
    kind: cell.kind,
    text: cell.serial ?? cell.text,
  }));
