import { type MoneyUnit, readAmount } from './cells.ts';
import type { CellFault, FoundTable, TableRow } from './table.ts';

type Sum = { sum: bigint; rows: number };

/** Reads the amounts of a table's columns and holds totals against the rows above them. */
export class AmountReader<F extends string> {
  readonly faults: CellFault[];
  private readonly table: FoundTable<F>;
  private readonly fallback: MoneyUnit | null;
  private readonly all = new Map<F, Sum>();
  private readonly section = new Map<F, Sum>();

  constructor(table: FoundTable<F>, fallback: MoneyUnit | null, faults: CellFault[]) {
    this.table = table;
    this.fallback = fallback;
    this.faults = faults;
  }

  fault(cell: string, code: string, message: string): void {
    this.faults.push({ sheet: this.table.sheet, cell, code, message });
  }

  /** The unit of a column, or null with one fault at the heading. */
  private unit(field: F): MoneyUnit | null {
    const unit = this.table.unitOf(field) ?? this.fallback;
    if (
      !unit &&
      !this.faults.some(({ code, sheet }) => code === 'unit-missing' && sheet === this.table.sheet)
    )
      this.fault(this.table.headCell, 'unit-missing', '没有写明金额单位（元或万元），请在上传时选定');
    return unit;
  }

  /** The amount of a cell; undefined: empty, null: unreadable (with its fault). */
  read(row: TableRow<F>, field: F): bigint | null | undefined {
    const { text, computed } = row.given(field);
    if (text === '' || /^[-—–/]+$/.test(text)) return undefined;
    const unit = this.unit(field);
    if (!unit) return null;
    const amount = readAmount(text, unit, computed);
    if (amount === null)
      this.fault(row.cell(field), 'amount-unreadable', `“${text.slice(0, 30)}”不是金额，或比一分还细`);
    return amount;
  }

  count(field: F, amount: bigint): void {
    for (const sums of [this.all, this.section]) {
      const sum = sums.get(field) ?? { sum: 0n, rows: 0 };
      sums.set(field, { sum: sum.sum + amount, rows: sum.rows + 1 });
    }
  }

  /** Checks a total row against what was counted; a subtotal closes its section. */
  check(row: TableRow<F>, kind: 'total' | 'subtotal', fields: readonly F[]): void {
    for (const field of fields) {
      const stated = this.read(row, field);
      const counted = (kind === 'total' ? this.all : this.section).get(field)?.sum ?? 0n;
      if (stated === undefined || stated === null || stated === counted) continue;
      const name = kind === 'total' ? '合计' : '小计';
      const text = (fen: bigint) => `${Number(fen) / 100} 元`;
      this.fault(
        row.cell(field),
        `${kind}-mismatch`,
        `${name}为 ${text(stated)}，各行相加为 ${text(counted)}，相差 ${text(stated - counted)}`,
      );
    }
    if (kind === 'subtotal') this.section.clear();
  }
}
