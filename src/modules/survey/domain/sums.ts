import type { EstateContext } from './estate-context.ts';
import type { GridRow } from './grid.ts';
import type { EstateEntry, LedgerCheck } from './ledger.ts';
import { parseQuantity } from './quantity.ts';
import { saysUnknown } from './text.ts';

export type SumField =
  | 'floorAreaM2'
  | 'buildings'
  | 'entrances'
  | 'households'
  | 'population'
  | 'agree'
  | 'pay';
const sumFields: readonly SumField[] = [
  'floorAreaM2',
  'buildings',
  'entrances',
  'households',
  'population',
  'agree',
  'pay',
];
const fieldNames: Readonly<Record<SumField, string>> = {
  floorAreaM2: '建筑面积',
  buildings: '楼栋数',
  entrances: '单元数',
  households: '户数',
  population: '人口',
  agree: '同意改造户数',
  pay: '愿意出资户数',
};

/** A subtotal or total row, and the rows around it in the order of the sheet. */
export type Line =
  | { readonly kind: 'estate'; readonly row: GridRow; readonly entry: EstateEntry }
  | { readonly kind: 'summary'; readonly row: GridRow; readonly label: string; readonly total: boolean }
  | {
      readonly kind: 'section';
      readonly row: GridRow;
      readonly level: 'subdistrict' | 'community' | 'other';
    };

/** A figure with what its rounding may hide. */
type Figure = { readonly value: number; readonly tolerance: number };
type Sum = Figure & {
  /** Rows whose figure could not be read; they may make up a shortfall. */
  readonly unread: number;
  /** The same sum with second entries of an estate counted too. */
  readonly withDuplicates: number;
};

/** Reads the figures of a row as the ledger writes them, with half the last digit of those rounded to 万. */
export class FigureReader {
  readonly #context: EstateContext;
  readonly #decimals: ReadonlyMap<SumField, number>;

  constructor(context: EstateContext, rows: readonly GridRow[]) {
    this.#context = context;
    this.#decimals = new Map(
      sumFields.map((field) => [
        field,
        rows.reduce((most, row) => Math.max(most, this.#quantity(row, field)?.decimals ?? 0), 0),
      ]),
    );
  }

  #quantity(row: GridRow, field: SumField) {
    const cell = row.own.get(this.#context.column(field) ?? 0);
    return !cell || saysUnknown(cell.text) || cell.kind === 'date' ? null : parseQuantity(cell.text);
  }

  figure(row: GridRow, field: SumField): Figure | null {
    const quantity = this.#quantity(row, field);
    if (!quantity || quantity.percent) return null;
    const scale = quantity.scale ?? this.#context.scale(field) ?? 1;
    const usual = this.#decimals.get(field) ?? 0;
    // a number loses its last zeros (5.40 is stored as 5.4), so two digits count where the column has them
    const decimals = Math.max(quantity.decimals, Math.min(2, usual));
    const rounded = scale > 1 || quantity.decimals < usual;
    const tolerance = rounded ? (0.5 * scale) / 10 ** (scale > 1 ? decimals : quantity.decimals) : 0;
    return { value: quantity.value * scale, tolerance };
  }

  sum(entries: readonly { row: GridRow; entry: EstateEntry }[], field: SumField): Sum {
    let value = 0;
    let withDuplicates = 0;
    let tolerance = 1e-6;
    let unread = 0;
    for (const { row, entry } of entries) {
      const read = entry.estate[field];
      if (read === null) unread++;
      withDuplicates += read ?? 0;
      if (entry.duplicateOf !== null) continue;
      value += read ?? 0;
      tolerance += this.figure(row, field)?.tolerance ?? 0;
    }
    return { value, withDuplicates, tolerance, unread };
  }
}

/** Whether a stated figure can be the sum: an unread row may hold what is missing, never what is too much. */
export function agrees(stated: Figure, sum: Sum): boolean {
  const allowed = stated.tolerance + sum.tolerance;
  const fits = (value: number) => {
    const missing = stated.value - value;
    return Math.abs(missing) <= allowed || (sum.unread > 0 && missing > 0);
  };
  return fits(sum.value) || fits(sum.withDuplicates);
}

export function mismatch(
  kind: 'subtotal' | 'total',
  field: SumField,
  row: number,
  stated: number,
  sum: number,
  against: string,
): LedgerCheck {
  const difference = Math.round((stated - sum) * 1e6) / 1e6;
  const word = kind === 'total' ? '合计' : '小计';
  const text = (value: number) => String(Math.round(value * 100) / 100);
  return {
    code: `${kind}-mismatch-${field}`,
    row,
    message: `${fieldNames[field]}${word} ${text(stated)} 与${against}之和 ${text(sum)} 不符，相差 ${text(difference)}。`,
  };
}

/** The fields that can be added up in this sheet: shares cannot. */
export const summable = (context: EstateContext): readonly SumField[] =>
  sumFields.filter((field) => context.column(field) !== undefined);
