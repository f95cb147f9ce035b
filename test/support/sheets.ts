import type { LedgerCell, LedgerMerge, LedgerParams, LedgerSheet } from '#modules/survey/domain/ledger.ts';
import { day } from '#shared/day.ts';

/** What a test writes into a cell: text, number, truth, nothing, or a cell of its own making. */
export type Written = string | number | boolean | null | undefined | Omit<LedgerCell, 'column'>;

/** A real date, as a cell with a date format holds it. */
export const dateCell = (text: string): Omit<LedgerCell, 'column'> => ({ kind: 'date', text, serial: '1' });

/** A fraction shown as a percentage. */
export const percentCell = (value: number): Omit<LedgerCell, 'column'> => ({
  kind: 'number',
  text: String(value),
  format: '0.00%',
});

function cellOf(value: Written, column: number): LedgerCell[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'object') return [{ column, ...value }];
  if (typeof value === 'number') return [{ column, kind: 'number', text: String(value) }];
  if (typeof value === 'boolean') return [{ column, kind: 'boolean', text: value ? 'TRUE' : 'FALSE' }];
  return [{ column, kind: 'text', text: value }];
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function mergeOf(reference: string): LedgerMerge {
  const [, left = 'A', top = '1', right = 'A', bottom = '1'] =
    /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference) ?? [];
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) };
}

/** A sheet from rows of values, the first being row 1, and merges such as `A1:C1`. */
export const sheet = (
  name: string,
  rows: readonly (readonly Written[])[],
  merges: readonly string[] = [],
): LedgerSheet => ({
  name,
  hidden: false,
  rows: rows.map((values, i) => ({ row: i + 1, cells: values.flatMap((value, j) => cellOf(value, j + 1)) })),
  merges: merges.map(mergeOf),
});

/** The reader's parameters on a fixed day with one fictional district of three subdistricts. */
export const testParams: LedgerParams = {
  today: day('2026-11-22'),
  districts: [
    {
      code: '990101',
      name: '青杨区',
      extent: { west: 115.9, south: 36.35, east: 116.45, north: 36.8 },
      subdistricts: [
        { code: '990101001', name: '振兴街道' },
        { code: '990101002', name: '信发街道' },
        { code: '990101101', name: '博平镇' },
      ],
    },
  ],
  country: { west: 73, south: 3, east: 136, north: 54 },
  earliestBuiltYear: 1900,
  areaPerHouseholdM2: { possible: [1, 10_000], usual: [10, 1_000] },
  samePlaceDegrees: 0.0005,
};
