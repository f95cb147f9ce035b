import { readBuiltYear } from './built-year.ts';
import { type GridRow, gridRow, rawCells, textOf } from './grid.ts';
import { type Header, isNumberingRow } from './headers.ts';
import { IssueLog } from './issue-log.ts';
import type { LedgerCell, LedgerIssue, LedgerParams, LedgerSheet } from './ledger.ts';
import { parseQuantity } from './quantity.ts';
import { compact, saysUnknown, withoutSpaces } from './text.ts';
import type { BuildingColumn, HouseholdColumn } from './unit-columns.ts';
import type { BuildingRow, HouseholdRow } from './unit-rows.ts';
import { readFlag } from './vocabulary.ts';

/** The rows of all sheets of one kind; `sheets` names them in order. */
export type UnitReading<T> = {
  readonly sheets: readonly string[];
  /** Number of rows, without reading their values. */
  readonly count: number;
  /** Read when first asked for: a district has ten thousands of households. */
  readonly rows: readonly T[];
};
type UnitSheet<C extends string> = { readonly sheet: LedgerSheet; readonly header: Header<C> };

const none: readonly LedgerIssue[] = [];
const isSummary = /(?:小计|合计|总计|共计)[:]?(?:\(.*\))?$/;
const isFooter = /^(?:填表|制表|审核|填报|联系|负责人|注[:]?|说明|备注[:])/;

/** One row through the columns of a building or household sheet. */
class UnitReader<C extends string> {
  readonly log: IssueLog;
  readonly row: GridRow;
  readonly #columns: ReadonlyMap<string, { column: number; scale: number | null }>;

  constructor(row: GridRow, header: Header<C>) {
    this.row = row;
    this.log = new IssueLog(row.row);
    this.#columns = new Map(header.columns.map(({ field, column, scale }) => [field, { column, scale }]));
  }

  cell(field: C): LedgerCell | undefined {
    return this.row.filled.get(this.#columns.get(field)?.column ?? 0);
  }

  text(field: C): string | null {
    return textOf(this.cell(field));
  }

  number(field: C, fault: string): number | null {
    const cell = this.cell(field);
    const at = this.#columns.get(field);
    if (!cell || !at || cell.kind === 'error' || saysUnknown(cell.text) || compact(cell.text) === '无')
      return null;
    const quantity = parseQuantity(cell.text);
    if (quantity && quantity.value >= 0 && !quantity.percent)
      return Math.round(quantity.value * (quantity.scale ?? at.scale ?? 1) * 1e6) / 1e6;
    this.log.drop(fault, at.column, cell.text, '不是可识别的数');
    return null;
  }

  flag(field: C, fault: string): boolean | null {
    const text = this.text(field);
    if (text === null) return null;
    const flag = readFlag(text);
    if (flag === null) this.log.drop(fault, this.#columns.get(field)?.column ?? 1, text, '看不出是或否');
    return flag;
  }
}

/** Rows that mean something, one at a time: not numbering, repeated headers, sums or footers. */
function* dataRows<C extends string>(
  { sheet, header }: UnitSheet<C>,
  ...keys: readonly C[]
): Generator<UnitReader<C>> {
  const titles = new Set(header.columns.map((column) => compact(column.title.split(' / ').at(-1) ?? '')));
  for (const source of sheet.rows) {
    if (source.row <= header.bottom) continue;
    const row = gridRow(source);
    if (row.own.size === 0 || isNumberingRow(row)) continue;
    const texts = [...row.own.values()].map((cell) => compact(cell.text));
    if (texts.slice(0, 3).some((text) => text.length <= 24 && isSummary.test(text))) continue;
    if (texts.length <= 4 && isFooter.test(texts[0] ?? '')) continue;
    if (texts.filter((text) => titles.has(text)).length >= 3) continue;
    const reader = new UnitReader(row, header);
    if (keys.some((key) => reader.text(key) !== null)) yield reader;
  }
}

function lazily<C extends string, T>(
  sheets: readonly UnitSheet<C>[],
  keys: readonly C[],
  readSheet: (sheet: UnitSheet<C>) => T[],
): UnitReading<T> {
  let rows: readonly T[] | null = null;
  let count = 0;
  for (const sheet of sheets) for (const _ of dataRows(sheet, ...keys)) count++;
  return {
    sheets: sheets.map(({ sheet }) => sheet.name),
    count,
    get rows() {
      rows ??= sheets.flatMap(readSheet);
      return rows;
    },
  };
}

/** Reads all sheets of buildings. A blank estate under a named one is the same estate. */
export function readBuildings(
  sheets: readonly UnitSheet<BuildingColumn>[],
  params: LedgerParams,
): UnitReading<BuildingRow> {
  return lazily(sheets, ['building'], (sheet) => {
    let last: string | null = null;
    return Array.from(dataRows(sheet, 'building'), (reader): BuildingRow => {
      const { source } = reader.row;
      last = reader.text('estate') ?? last;
      const year = readBuiltYear(reader.cell('builtYear'), params);
      return {
        sheet: sheet.sheet.name,
        row: reader.row.row,
        estate: last === null ? null : withoutSpaces(last),
        building: reader.text('building'),
        builtYear: year.year,
        floors: reader.number('floors', 'floors-unreadable'),
        entrances: reader.number('entrances', 'entrances-unreadable'),
        households: reader.number('households', 'households-unreadable'),
        floorAreaM2: reader.number('floorAreaM2', 'area-unreadable'),
        structure: reader.text('structure'),
        roof: reader.text('roof'),
        elevators: elevators(reader),
        insulation: reader.flag('insulation', 'insulation-unknown'),
        issues: reader.log.issues.length > 0 ? reader.log.issues : none,
        get raw() {
          return rawCells(source);
        },
      };
    });
  });
}

/** Lifts as a number, or 有 and 无; 有 without a number is at least one. */
function elevators(reader: UnitReader<BuildingColumn>): number | null {
  const text = reader.text('elevator');
  if (text === null) return null;
  const quantity = parseQuantity(text);
  if (quantity) return quantity.value;
  const flag = reader.flag('elevator', 'elevator-unknown');
  return flag === null ? null : flag ? 1 : 0;
}

/** Reads all sheets of household visits. */
export function readHouseholds(sheets: readonly UnitSheet<HouseholdColumn>[]): UnitReading<HouseholdRow> {
  return lazily(sheets, ['room', 'agree'], (sheet) => {
    const last = new Map<HouseholdColumn, string>();
    const carried = (reader: UnitReader<HouseholdColumn>, field: HouseholdColumn): string | null => {
      const text = reader.text(field);
      if (text !== null) last.set(field, text);
      return last.get(field) ?? null;
    };
    return Array.from(dataRows(sheet, 'room', 'agree'), (reader): HouseholdRow => {
      const { source } = reader.row;
      const estate = carried(reader, 'estate');
      return {
        sheet: sheet.sheet.name,
        row: reader.row.row,
        estate: estate === null ? null : withoutSpaces(estate),
        building: carried(reader, 'building'),
        entrance: carried(reader, 'entrance'),
        room: reader.text('room'),
        areaM2: reader.number('areaM2', 'area-unreadable'),
        agree: reader.flag('agree', 'agree-unreadable'),
        pay: reader.flag('pay', 'pay-unreadable'),
        payYuan: reader.number('payYuan', 'pay-amount-unreadable'),
        items: (reader.text('items') ?? '').split(/[、,，;；/\s]+/).filter((item) => item !== ''),
        management: reader.text('management'),
        visitedOn: visitDay(reader.cell('visitedOn')),
        issues: reader.log.issues.length > 0 ? reader.log.issues : none,
        get raw() {
          return rawCells(source);
        },
      };
    });
  });
}

function visitDay(cell: LedgerCell | undefined): string | null {
  if (!cell) return null;
  if (cell.kind === 'date') return cell.text;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(compact(cell.text));
  return parts
    ? `${parts[1]}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[3] ?? '').padStart(2, '0')}`
    : null;
}
