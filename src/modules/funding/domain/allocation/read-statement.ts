import { AmountReader } from './amounts.ts';
import { readDay, squeeze } from './cells.ts';
import { type CellFault, findTable, isFooter, isTotal, type TableRow, type TableSheet } from './table.ts';

type Field = 'day' | 'serial' | 'in' | 'out' | 'balance' | 'party' | 'summary' | 'voucher';
const specs = [
  { field: 'serial', heading: /流水号|交易号|交易流水/ },
  { field: 'voucher', heading: /凭证.*号|凭单号/ },
  { field: 'day', heading: /日期|时间/ },
  // The bank's own view: what it credits to the account came in.
  { field: 'in', heading: /贷方|收入|存入|转入/ },
  { field: 'out', heading: /借方|支出|转出|付出/ },
  { field: 'balance', heading: /余额/ },
  { field: 'party', heading: /对方.*(户名|名称|单位)|对方$|户名/ },
  { field: 'summary', heading: /摘要|用途|附言|备注/ },
] as const satisfies readonly { field: Field; heading: RegExp }[];

/** One line of a bank's or the treasury's statement; `amountFen` is positive for what came in. */
export type StatementLine = {
  readonly sheet: string;
  readonly cell: string;
  readonly row: number;
  readonly day: string;
  readonly serial: string;
  readonly amountFen: bigint;
  readonly balanceFen: bigint | null;
  readonly party: string;
  readonly summary: string;
  readonly voucher: string;
};
export type StatementReading = {
  readonly lines: readonly StatementLine[];
  readonly faults: readonly CellFault[];
  readonly found: boolean;
};

/** Reads a statement in yuan of one account and month; a balance that does not follow from the line before is told. */
export function readStatement(sheets: readonly TableSheet[], month: string): StatementReading {
  const lines: StatementLine[] = [];
  const faults: CellFault[] = [];
  let found = false;
  for (const sheet of sheets) {
    if (sheet.hidden) continue;
    const table = findTable<Field>(
      sheet,
      specs,
      (columns) => columns.has('day') && (columns.has('in') || columns.has('out')),
    );
    if (!table) continue;
    found = true;
    const amounts = new AmountReader(table, 'yuan', faults);
    for (const row of table.rows) {
      const total = isTotal(row.texts);
      if (total) amounts.check(row, total, ['in', 'out']);
      else if (!isFooter(row.texts)) readLine(row, sheet.name, month, amounts, lines);
    }
    checkBalances(
      lines.filter((line) => line.sheet === sheet.name),
      amounts,
    );
  }
  return { lines, faults, found };
}

function readLine(
  row: TableRow<Field>,
  sheet: string,
  month: string,
  amounts: AmountReader<Field>,
  lines: StatementLine[],
): void {
  const before = amounts.faults.length;
  const read = (field: Field) => amounts.read(row, field);
  const [came, went, balance] = [read('in'), read('out'), read('balance')];
  const text = squeeze(row.given('day').text);
  // 期初余额 and the like carry no movement.
  if ((came === undefined || came === 0n) && (went === undefined || went === 0n)) return;
  const day = readDay(text);
  if (!day) amounts.fault(row.cell('day'), 'day-unreadable', `“${text.slice(0, 20)}”不是日期`);
  else if (!day.startsWith(month))
    amounts.fault(row.cell('day'), 'month-other', `${day} 不在 ${month} 这个月内`);
  if (came && went) amounts.fault(row.cell('in'), 'both-sides', '同一行既有收入又有支出');
  if (came === null || went === null || balance === null || !day) return;
  amounts.count('in', came ?? 0n);
  amounts.count('out', went ?? 0n);
  const amountFen = (came ?? 0n) - (went ?? 0n);
  if (amounts.faults.length > before) return;
  lines.push({
    ...{ sheet, cell: row.cell('day'), row: row.row, day, amountFen, balanceFen: balance ?? null },
    serial: squeeze(row.given('serial').text).slice(0, 60),
    party: row.given('party').text.slice(0, 120),
    summary: row.given('summary').text.replace(/\s+/g, ' ').slice(0, 200),
    voucher: squeeze(row.given('voucher').text).slice(0, 60),
  });
}

/** Lines stand oldest first or newest first; each balance must follow from its neighbour's. */
function checkBalances(lines: readonly StatementLine[], amounts: AmountReader<Field>): void {
  const breaks = (older: StatementLine, newer: StatementLine) =>
    older.balanceFen !== null &&
    newer.balanceFen !== null &&
    older.balanceFen + newer.amountFen !== newer.balanceFen;
  const pairs = lines.slice(1).map((line, at) => [lines[at] ?? line, line] as const);
  const rising = pairs.filter(([a, b]) => breaks(a, b));
  const falling = pairs.filter(([a, b]) => breaks(b, a));
  for (const [, line] of falling.length < rising.length ? falling : rising)
    amounts.fault(line.cell, 'balance-jump', '余额与相邻一行余额加减发生额不符，可能缺行');
}
