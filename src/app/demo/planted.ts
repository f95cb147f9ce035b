import type { DemoEstate } from './estate.ts';
import type { Value } from './ledger.ts';

/** A slip put into the ledger on purpose: which estate (from 0), which column, and what stands there instead. */
export type Planted = {
  readonly index: number;
  readonly column: string;
  /** The issue code the reader reports for it; null where it reads the cell without a word. */
  readonly code: string | null;
  readonly write: (value: Value, estate: DemoEstate) => Value;
};

/** Slips that a reader puts right: the demo shows what corrected rows look like. */
export const plantedTidy: readonly Planted[] = [
  { index: 0, column: 'builtYear', code: 'built-year-approximate', write: (value) => `约${value}年` },
  { index: 6, column: 'builtYear', code: null, write: (value) => `${value}.6` },
  { index: 10, column: 'households', code: null, write: (value) => `${value}户` },
  { index: 16, column: 'lon', code: 'coordinates-swapped', write: (_, estate) => estate.lat },
  { index: 16, column: 'lat', code: null, write: (_, estate) => estate.lon },
  {
    index: 42,
    column: 'builtYear',
    code: 'built-year-range',
    write: (value) => `${Number(value) - 2}-${value}`,
  },
];

/** Slips of a first hand-in, for trying the import: each must be reported. */
export const plantedDirty: readonly Planted[] = [
  {
    index: 2,
    column: 'agree',
    code: 'agree-exceeds-households',
    write: (_, estate) => estate.households + 31,
  },
  { index: 4, column: 'lat', code: 'coordinates-outside-district', write: () => 35.1 },
  { index: 12, column: 'road', code: 'grade-unknown', write: () => '凑合' },
  { index: 14, column: 'area', code: 'area-not-positive', write: (value) => -Number(value) },
  { index: 18, column: 'households', code: 'households-missing', write: () => '/' },
  { index: 20, column: 'builtYear', code: 'built-year-missing', write: () => '不详' },
  { index: 22, column: 'area', code: null, write: (value) => `${Number(value) / 10_000}万` },
  {
    index: 24,
    column: 'population',
    code: null,
    write: (value) => String(value).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  },
];
