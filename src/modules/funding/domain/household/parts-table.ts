import { fenOfYuan } from './amount.ts';
import { placeKeys } from './place-text.ts';
import { addressOf, type PlainSheet, squeeze } from './statement-cells.ts';

/** A part as a table may name it. */
export type TablePart = {
  readonly id: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
};
export type TableFault = { readonly sheet: string; readonly cell: string; readonly message: string };
export type TableRow<F extends string> = {
  readonly partId: string;
  readonly values: Readonly<Partial<Record<F, bigint>>>;
};
/** A column of a table: the headings it may have, and whether it holds yuan or a whole number. */
export type TableColumn = { readonly names: readonly string[]; readonly kind: 'yuan' | 'whole' };
export type TableReading<F extends string> = {
  readonly found: boolean;
  readonly rows: readonly TableRow<F>[];
  readonly faults: readonly TableFault[];
};

const placeHeads = {
  building: ['楼栋', '楼号', '栋号', '楼'],
  entrance: ['单元', '单元号'],
  room: ['房号', '室号', '户号', '门牌'],
};
const plainHead = (text: string): string => squeeze(text).replace(/\((?:元|人民币)\)$/, '');

/** Reads a table with a row per part, named by building, entrance and room, into values per part; sheets in sight only. */
export function readPartsTable<F extends string>(
  sheets: readonly PlainSheet[],
  parts: readonly TablePart[],
  columns: Readonly<Record<F, TableColumn>>,
): TableReading<F> {
  const reader = new PartsReader(parts, columns);
  for (const sheet of sheets) if (!sheet.hidden) reader.read(sheet);
  return reader;
}

type PlainRow = PlainSheet['rows'][number];
type Heads<F extends string> = {
  readonly building: number;
  readonly entrance: number;
  readonly room: number;
  readonly values: readonly { readonly field: F; readonly column: number }[];
};

class PartsReader<F extends string> implements TableReading<F> {
  found = false;
  readonly rows: TableRow<F>[] = [];
  readonly faults: TableFault[] = [];
  private readonly columns: Readonly<Record<F, TableColumn>>;
  private readonly byFull: Map<string, TablePart[]>;
  private readonly byShort: Map<string, TablePart[]>;
  private readonly seen = new Map<string, string>();

  constructor(parts: readonly TablePart[], columns: Readonly<Record<F, TableColumn>>) {
    this.columns = columns;
    this.byFull = Map.groupBy(parts, (part) => placeKeys(part).full);
    this.byShort = Map.groupBy(parts, (part) => placeKeys(part).short);
  }

  read(sheet: PlainSheet): void {
    let heads: Heads<F> | null = null;
    for (const row of sheet.rows) {
      if (heads) this.readRow(sheet.name, heads, row);
      else heads = this.headsOf(row);
    }
  }

  private headsOf({ cells }: PlainRow): Heads<F> | null {
    const columnOf = (names: readonly string[]) =>
      cells.find((cell) => names.includes(plainHead(cell.text)))?.column ?? 0;
    const room = columnOf(placeHeads.room);
    const values = (Object.keys(this.columns) as F[]).flatMap((field) => {
      const column = columnOf(this.columns[field].names);
      return column > 0 ? [{ field, column }] : [];
    });
    if (room === 0 || values.length === 0) return null;
    this.found = true;
    return { building: columnOf(placeHeads.building), entrance: columnOf(placeHeads.entrance), room, values };
  }

  private readRow(sheet: string, heads: Heads<F>, { row, cells }: PlainRow): void {
    const at = (column: number) => cells.find((cell) => cell.column === column)?.text.trim() ?? '';
    if (at(heads.room) === '' || /^(?:合计|总计|小计)/.test(squeeze(cells[0]?.text ?? ''))) return;
    const where = addressOf(heads.room, row);
    const place = { building: at(heads.building), entrance: at(heads.entrance), room: at(heads.room) };
    const part = this.partOf(place);
    const message =
      typeof part === 'string'
        ? part
        : this.seen.has(part.id)
          ? `这一户在 ${this.seen.get(part.id)} 已有一行`
          : null;
    if (message !== null || typeof part === 'string') {
      this.faults.push({ sheet, cell: where, message: message ?? '' });
      return;
    }
    this.seen.set(part.id, `${sheet} ${where}`);
    const values: Partial<Record<F, bigint>> = {};
    for (const { field, column } of heads.values) {
      const text = at(column);
      if (text === '') continue;
      const value = this.valueOf(field, text);
      if (value === null)
        this.faults.push({
          sheet,
          cell: addressOf(column, row),
          message: `看不懂的数“${text.slice(0, 30)}”`,
        });
      else values[field] = value;
    }
    this.rows.push({ partId: part.id, values });
  }

  private partOf(place: Omit<TablePart, 'id'>): TablePart | string {
    const keys = placeKeys(place);
    const matches = (place.entrance === '' ? this.byShort.get(keys.short) : this.byFull.get(keys.full)) ?? [];
    const [part] = matches;
    if (!part) return '名册上没有这个房号';
    return matches.length > 1 ? `这个房号有 ${matches.length} 处相符，请写明单元` : part;
  }

  private valueOf(field: F, text: string): bigint | null {
    const whole = /^(\d{1,15})(?:\.0+)?$/.exec(text)?.[1];
    const value =
      this.columns[field].kind === 'yuan' ? fenOfYuan(text) : whole === undefined ? null : BigInt(whole);
    return value === null || value < 0n ? null : value;
  }
}
