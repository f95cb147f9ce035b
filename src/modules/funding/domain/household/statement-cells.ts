import { fenOfYuan } from './amount.ts';

export type CellText = {
  readonly column: number;
  readonly text: string;
  readonly kind?: string;
};
/** A sheet as plain values; rows and columns count from 1. */
export type PlainSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly { readonly row: number; readonly cells: readonly CellText[] }[];
};

/** `3`, `7` → `C7`. */
export function addressOf(column: number, row: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** A day as banks write it: 2026-11-22, 2026/11/22 10:20, 20261122, 2026年11月22日, or a spreadsheet's serial. */
export function dayOfCell(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const [, year, month, date] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})(?:\s?\d{2}:?\d{2}:?\d{2})?$/.exec(plain) ??
    [];
  if (year !== undefined) return realDay(Number(year), Number(month), Number(date));
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(plain)?.[1];
  if (serial === undefined) return null;
  const found = Temporal.PlainDate.from('1899-12-30').add({ days: Number(serial) });
  return found.year >= 2000 && found.year <= 2100 ? found.toString() : null;
}

function realDay(year: number, month: number, day: number): string | null {
  if (year < 2000 || year > 2100) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Which way money went, of the mark beside an amount, seen from the account: 贷 comes in, 借 goes out. */
export function directionOf(mark: string): 'in' | 'out' | null {
  const plain = squeeze(mark).toUpperCase();
  if (/^(?:贷|贷方|贷记|收|收入|进|转入|来账|C|CR|\+)$/.test(plain)) return 'in';
  if (/^(?:借|借方|借记|支|支出|付|转出|往账|D|DR|-)$/.test(plain)) return 'out';
  return null;
}

/** An empty cell, and the dash or zero that stands for nothing, are no amount; null: cannot be read. */
export function amountOfCell(text: string): bigint | 'none' | null {
  const plain = squeeze(text);
  if (plain === '' || /^[-–—/]+$/.test(plain)) return 'none';
  const fen = fenOfYuan(plain);
  return fen === 0n ? 'none' : fen;
}
