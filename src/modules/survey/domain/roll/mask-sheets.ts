import { addressOf } from '../grid.ts';
import type { LedgerCell, LedgerSheet } from '../ledger.ts';
import { maskName, maskNumber, ownerKindOf } from './person.ts';
import { splitNames } from './read-persons.ts';
import type { RollSheet } from './roll.ts';

const long = /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g;
const names: ReadonlySet<string> = new Set(['owner', 'occupant', 'nominated']);
const numbers: ReadonlySet<string> = new Set(['number', 'phone', 'occupantPhone']);

/**
 * A roll as it may be shown to anybody of the staff: names to the surname, numbers and telephones to their last four;
 * numbers standing anywhere else too. A remark may hold a name nobody can tell from a word: it goes, and so does every
 * column and sheet the reader did not understand.
 */
export function maskSheets<S extends LedgerSheet>(sheets: readonly S[], read: readonly RollSheet[]): S[] {
  return sheets.map((sheet, i) => {
    const known = read[i];
    const headerRow = known?.headerRow ?? null;
    if (!known || headerRow === null) return { ...sheet, rows: [], merges: [] };
    const fieldOf = new Map(known.columns.map(({ letter, field }) => [letter, field]));
    const rows = sheet.rows.map((row) => ({
      row: row.row,
      cells: row.cells.flatMap((cell): LedgerCell[] => {
        if (row.row <= headerRow) return [{ ...cell, text: cell.text.replace(long, maskNumber) }];
        const field = fieldOf.get(addressOf(0, cell.column).slice(0, -1)) ?? null;
        if (field === null || field === 'remark') return [];
        return [masked(cell, field)];
      }),
    }));
    return { ...sheet, rows };
  });
}

function masked(cell: LedgerCell, field: string): LedgerCell {
  if (names.has(field)) {
    const all = splitNames(cell.text).map((name) => maskName(name, ownerKindOf(name)));
    return { column: cell.column, kind: 'text', text: all.join('、') };
  }
  if (numbers.has(field)) {
    const all = cell.text.split(/[、/;；,，|&\n\s]+/).filter((part) => part !== '');
    return { column: cell.column, kind: 'text', text: all.map(maskNumber).join('、') };
  }
  return cell.kind === 'text' ? { ...cell, text: cell.text.replace(long, maskNumber) } : cell;
}
