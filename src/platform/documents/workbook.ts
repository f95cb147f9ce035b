/** A table file as plain values, whatever program wrote it. Rows and columns count from 1. */
export type CellKind = 'text' | 'number' | 'boolean' | 'date' | 'error';

export type Cell = {
  readonly column: number;
  readonly kind: CellKind;
  /** As stored; of a date `YYYY-MM-DD` (a time of day is dropped), of a boolean `TRUE` or `FALSE`. */
  readonly text: string;
  /** The stored serial number of a date. */
  readonly serial?: string;
  /** True when the cell holds a formula, of which only the cached value is read. */
  readonly formula?: true;
  /** Number format other than General, as written, for example `0.00%`. */
  readonly format?: string;
};

export type Row = { readonly row: number; readonly cells: readonly Cell[] };

/** A merged range, all four inclusive. */
export type Merge = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

export type Sheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** Only rows that hold a value, in order. */
  readonly rows: readonly Row[];
  readonly merges: readonly Merge[];
};

export type Workbook = {
  readonly format: 'xlsx' | 'csv';
  readonly sheets: readonly Sheet[];
  /** Things passed over on purpose, each a Chinese sentence (formulas, links to other files). */
  readonly notes: readonly string[];
};

/** Parses `AB12`; null when it is not a cell address. */
export function parseAddress(text: string): { row: number; column: number } | null {
  let column = 0;
  let i = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  if (i === 0 || i > 3 || i === text.length) return null;
  let row = 0;
  for (; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9 || row > 9_999_999) return null;
    row = row * 10 + digit;
  }
  return row > 0 ? { row, column } : null;
}
