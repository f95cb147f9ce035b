import type { GridRow } from './grid.ts';
import { compact } from './text.ts';

/**
 * Whether a column names a group in its first row only, leaving the others blank, as a sheet does that lost its
 * merges (.csv): no value follows itself, and a fair part of the rows is blank.
 */
export function isGroupColumn(rows: readonly GridRow[], column: number): boolean {
  let blank = 0;
  let previous: string | null = null;
  for (const row of rows) {
    const cell = row.filled.get(column);
    const text = cell ? compact(cell.text) : '';
    if (text === '') blank++;
    if (text !== '' && text === previous) return false;
    previous = text;
  }
  return rows.length > 2 && blank * 10 >= rows.length * 3;
}
