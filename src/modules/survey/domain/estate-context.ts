import { isRateHeading } from './estate-columns.ts';
import { type Grid, type GridRow, textOf } from './grid.ts';
import { isGroupColumn } from './grouping.ts';
import type { IssueLog } from './issue-log.ts';
import type { ColumnMatch, EstateColumn, EstateField, LedgerCell, LedgerParams } from './ledger.ts';
import { parseQuantity } from './quantity.ts';
import { compact, saysUnknown } from './text.ts';
import { type GradeLegend, readFlag } from './vocabulary.ts';

/** What holds for a whole estate sheet: its columns, units, legend. */
export class EstateContext {
  readonly params: LedgerParams;
  readonly legend: GradeLegend;
  readonly columns: readonly ColumnMatch<EstateColumn>[];
  /** Wish columns whose figures are fractions of one (0.85), not per cent. */
  readonly fractions: ReadonlySet<string>;
  /** Columns that name a group in its first row only. */
  readonly groups: ReadonlySet<EstateColumn>;
  readonly #byField: ReadonlyMap<EstateColumn, ColumnMatch<EstateColumn>>;
  readonly #sheetUnits: ReadonlyMap<EstateColumn, number>;

  constructor(
    columns: readonly ColumnMatch<EstateColumn>[],
    rows: readonly GridRow[],
    sheet: { units: ReadonlyMap<EstateColumn, number>; legend: GradeLegend; params: LedgerParams },
  ) {
    this.params = sheet.params;
    this.legend = sheet.legend;
    this.columns = separateRates(columns, rows);
    this.#byField = new Map(this.columns.filter((c) => c.option === undefined).map((c) => [c.field, c]));
    this.#sheetUnits = sheet.units;
    this.fractions = new Set(
      (['agree', 'pay', 'agreeRate', 'payRate'] as const).filter((field) =>
        isFraction(rows, this.column(field)),
      ),
    );
    this.groups = new Set(
      (['subdistrict', 'community', 'place'] as const).filter((field) => {
        const column = this.column(field);
        return column !== undefined && isGroupColumn(rows, column);
      }),
    );
  }

  column(field: EstateColumn): number | undefined {
    return this.#byField.get(field)?.column;
  }

  title(field: EstateColumn): string {
    return this.#byField.get(field)?.title ?? '';
  }

  /** Factor of the column's unit: from its heading, else from the sheet's unit line; null when neither names one. */
  scale(field: EstateColumn): number | null {
    return this.#byField.get(field)?.scale ?? this.#sheetUnits.get(field) ?? null;
  }

  options(field: EstateColumn): readonly ColumnMatch<EstateColumn>[] {
    return this.columns.filter((column) => column.field === field && column.option !== undefined);
  }
}

/** A wish column headed as a share becomes its own field, so that a ledger may have both the number and the share. */
function separateRates(
  columns: readonly ColumnMatch<EstateColumn>[],
  rows: readonly GridRow[],
): readonly ColumnMatch<EstateColumn>[] {
  const seen = new Set<EstateColumn>();
  return columns.flatMap((column) => {
    if (column.field !== 'agree' && column.field !== 'pay') return [column];
    const rate = isRateHeading(compact(column.title)) || isFraction(rows, column.column);
    const field: EstateColumn = rate ? `${column.field}Rate` : column.field;
    if (seen.has(field)) return [];
    seen.add(field);
    return [{ ...column, field }];
  });
}

/** Whether all plain figures of a column lie between 0 and 1 and some are broken. */
function isFraction(rows: readonly GridRow[], column: number | undefined): boolean {
  if (column === undefined) return false;
  let broken = false;
  for (const row of rows) {
    const cell = row.own.get(column);
    const quantity = cell && !saysUnknown(cell.text) ? parseQuantity(cell.text) : null;
    if (!quantity || quantity.percent) continue;
    if (quantity.value > 1.5) return false;
    if (!Number.isInteger(quantity.value)) broken = true;
  }
  return broken;
}

/** One row seen through the columns of its sheet; remembers which cell each field came from. */
export class RowReader {
  readonly log: IssueLog;
  readonly sources: Partial<Record<EstateField, number>> = {};
  readonly #row: GridRow;
  readonly #context: EstateContext;

  constructor(row: GridRow, context: EstateContext, log: IssueLog) {
    this.#row = row;
    this.#context = context;
    this.log = log;
  }

  /** Column of the field, 0 when the sheet has none. */
  column(field: EstateColumn): number {
    return this.#context.column(field) ?? 0;
  }

  cell(field: EstateColumn): LedgerCell | undefined {
    return this.#row.filled.get(this.column(field));
  }

  /** The field's text; null when blank or said to be unknown. */
  text(field: EstateColumn): string | null {
    return textOf(this.cell(field));
  }

  /** The field's word, from its cell or from the ticked one of its option columns. */
  answer(field: EstateColumn): { text: string; column: number } | null {
    const text = this.text(field);
    if (text !== null) return { text, column: this.column(field) };
    const ticked = this.#context.options(field).filter((option) => {
      const mark = textOf(this.#row.own.get(option.column));
      return mark !== null && readFlag(mark) !== false;
    });
    const [only] = ticked;
    if (only && ticked.length > 1)
      this.log.add(
        'options-contradict',
        only.column,
        'warning',
        `${ticked.map((option) => `“${option.option ?? option.title}”`).join('')}都作了标记，不能判断，需要核实。`,
      );
    return only?.option !== undefined && ticked.length === 1
      ? { text: only.option, column: only.column }
      : null;
  }
}

/** Reads unit lines (单位：万平方米、栋、户) above and in the header: which columns they put in 万. */
export function sheetUnits(grid: Grid, bottom: number): ReadonlyMap<EstateColumn, number> {
  const units = new Map<EstateColumn, number>();
  for (const row of grid.rows) {
    if (row.row > bottom) break;
    for (const cell of row.own.values()) {
      const text = cell.text.normalize('NFKC');
      for (const [, who, list = ''] of text.matchAll(/([\u4e00-\u9fff]*?)单位\s*[:]\s*([^\s;)]+)/g)) {
        if (who && /填报|编制|制表|责任|报送|产权|实施|上报|统计|主管|建设$/.test(who)) continue;
        if (/万(?:m2|平方米|平米)/.test(list)) units.set('floorAreaM2', 10_000);
        if (/万户/.test(list)) units.set('households', 10_000);
        if (/万人/.test(list)) units.set('population', 10_000);
      }
      if (/面积\s*[:]\s*万(?:m2|平方米|平米|平方)/.test(text)) units.set('floorAreaM2', 10_000);
    }
  }
  return units;
}
