import type { Row, Sheet, Workbook } from '#platform/documents/workbook.ts';
import type { ChannelView } from '../contract-shapes.ts';
import { classNames } from '../domain/names.ts';
import type { BudgetFault } from './budget-file.ts';

/** The .xlsx form of a budget: one sheet of channels, one of capacities, headings in the first row. */
export const budgetSheetName = '资金';
export const capacitySheetName = '施工能力';
export const channelHeads = ['渠道编号', '渠道', '可用于', '结转'] as const;
export const capacityHeads = ['街道代码', '街道（乡镇）'] as const;

type Known = { readonly channels: readonly ChannelView[] };
type Parsed = { readonly input: unknown; readonly faults: readonly BudgetFault[] };
type Columns = { readonly columns: ReadonlyMap<string, number>; readonly years: ReadonlyMap<number, number> };

const textAt = (row: Row, column: number | undefined): string =>
  row.cells.find((cell) => cell.column === column)?.text.trim() ?? '';

/** Headings of the first row: by name, and the years among them. */
function headingsOf(sheet: Sheet): Columns {
  const columns = new Map<string, number>();
  const years = new Map<number, number>();
  for (const cell of sheet.rows[0]?.cells ?? []) {
    const year = /^(\d{4})\s*年?$/.exec(cell.text.trim());
    if (year) years.set(Number(year[1]), cell.column);
    else columns.set(cell.text.trim(), cell.column);
  }
  return { columns, years };
}

/** A number as spreadsheets write it, thousands separators allowed; null where it is none. */
function numberOf(text: string): number | null {
  const plain = text.replace(/[,，\s]/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const classIdOf = (text: string): string =>
  Object.entries(classNames).find(([, name]) => name === text || name === `${text}类`)?.[0] ?? text;

function channelRows(sheet: Sheet, known: Known, faults: BudgetFault[]) {
  const { columns, years } = headingsOf(sheet);
  const yearList = [...years.keys()].sort((a, b) => a - b);
  if (yearList.length === 0)
    faults.push({ at: `${sheet.name}!1`, message: '第一行没有年份（形如 2021 或 2021年）' });
  const channels: Record<string, unknown> = {};
  for (const row of sheet.rows.slice(1)) {
    const id = textAt(row, columns.get('渠道编号'));
    const title = textAt(row, columns.get('渠道'));
    if (!id && !title) continue;
    const own = known.channels.find((one) => one.id === id || (!id && one.title === title));
    if (!own) {
      faults.push({ at: `${sheet.name}!${row.row}`, message: `没有资金渠道“${title || id}”` });
      continue;
    }
    const purpose = textAt(row, columns.get('可用于'))
      .split(/[、,，;；\s]+/)
      .filter(Boolean)
      .map(classIdOf);
    const carry = textAt(row, columns.get('结转'));
    const amounts = yearList.map((year) => {
      const text = textAt(row, years.get(year));
      const amount = text === '' ? 0 : numberOf(text);
      if (amount === null)
        faults.push({
          at: `${sheet.name}!${row.row}`,
          message: `${own.title} ${year} 年的金额“${text}”不是数`,
        });
      return amount ?? 0;
    });
    channels[own.id] = {
      purpose: purpose.length > 0 ? purpose : own.classes,
      carry: carry === '' ? own.carry : /^(是|可结转|√|true|1)$/i.test(carry),
      amounts,
    };
  }
  return { years: yearList, channels };
}

function capacityRows(sheet: Sheet, yearList: readonly number[], faults: BudgetFault[]) {
  const { columns, years } = headingsOf(sheet);
  const capacity: Record<string, (number | null)[]> = {};
  for (const row of sheet.rows.slice(1)) {
    const code = textAt(row, columns.get('街道代码'));
    if (!code) continue;
    capacity[code] = yearList.map((year) => {
      const text = textAt(row, years.get(year));
      const households = text === '' ? null : numberOf(text);
      if (text !== '' && households === null)
        faults.push({ at: `${sheet.name}!${row.row}`, message: `${code} ${year} 年的户数“${text}”不是数` });
      return households;
    });
  }
  return capacity;
}

/** Puts the .xlsx form into the shape of the YAML form; faults name sheet and row. */
export function budgetOfWorkbook(book: Workbook, known: Known): Parsed {
  const faults: BudgetFault[] = [];
  const money = book.sheets.find((one) => one.name === budgetSheetName) ?? book.sheets[0];
  if (!money) return { input: null, faults: [{ at: '开头', message: '工作簿中没有表' }] };
  const { years, channels } = channelRows(money, known, faults);
  const capacity = book.sheets.find((one) => one.name === capacitySheetName);
  return {
    input: { unit: '万元', years, channels, capacity: capacity ? capacityRows(capacity, years, faults) : {} },
    faults,
  };
}
