import {
  addressOf,
  amountOfCell,
  dayOfCell,
  directionOf,
  type PlainSheet,
  squeeze,
} from './statement-cells.ts';

/** One movement of an account as the bank tells it. */
export type StatementLine = {
  readonly sheet: string;
  readonly row: number;
  readonly bookedOn: string;
  readonly direction: 'in' | 'out';
  readonly amountFen: bigint;
  readonly payer: string;
  readonly account: string;
  readonly memo: string;
  /** What tells this line from every other of the account, whichever file it comes in. */
  readonly identity: string;
};
export type StatementFault = { readonly sheet: string; readonly cell: string; readonly message: string };
export type StatementReading = {
  readonly lines: readonly StatementLine[];
  readonly faults: readonly StatementFault[];
  /** Rows passed over: totals, balances carried forward, footers. */
  readonly passed: number;
  readonly found: boolean;
};

const heads = {
  day: ['交易日期', '记账日期', '入账日期', '交易时间', '交易日', '日期', '账务日期', '收款日期'],
  in: ['贷方发生额', '收入金额', '贷方金额', '收入', '存入', '贷方', '存入金额', '转入金额', '收入(贷)'],
  out: ['借方发生额', '支出金额', '借方金额', '支出', '支取', '借方', '支出(借)', '转出金额'],
  amount: ['交易金额', '发生额', '金额', '金额(元)', '交易金额(元)', '收款金额'],
  mark: ['借贷标志', '借贷', '借/贷', '收支', '收/支', '收支标志', '交易方向', '借贷方向'],
  payer: [
    '对方户名',
    '对方名称',
    '对方账户名称',
    '付款人',
    '付款人名称',
    '付款户名',
    '对手户名',
    '对方姓名',
    '付款方名称',
  ],
  account: ['对方账号', '对方账户', '付款账号', '付款人账号', '对手账号', '对方卡号', '付款方账号'],
  memo: ['摘要', '用途', '附言', '备注', '交易摘要', '交易用途', '客户附言', '说明', '交易附言'],
  serial: ['交易流水号', '流水号', '业务流水号', '凭证号', '交易参考号', '柜员流水号', '日志号', '交易序号'],
  balance: ['余额', '账户余额', '本次余额', '交易后余额'],
} as const;
type Head = keyof typeof heads;
type Columns = Partial<Record<Head, number>> & { readonly memos: readonly number[] };

const plainHead = (text: string): string =>
  squeeze(text)
    .replace(/[:：]$/, '')
    .replace(/^\*/, '');
const bareHead = (text: string): string => plainHead(text).replace(/\((?:元|人民币|CNY|RMB)\)$/i, '');

function columnsOf(cells: PlainSheet['rows'][number]['cells']): Columns | null {
  const columns: Partial<Record<Head, number>> = {};
  const memos: number[] = [];
  for (const { column, text } of cells) {
    const title = plainHead(text);
    const found = (Object.keys(heads) as Head[]).find((head) => {
      const names: readonly string[] = heads[head];
      return names.includes(title) || names.includes(bareHead(text));
    });
    if (found === 'memo') memos.push(column);
    else if (found && columns[found] === undefined) columns[found] = column;
  }
  const amount = columns.in !== undefined || columns.amount !== undefined;
  return columns.day !== undefined && amount ? { ...columns, memos } : null;
}

/** Rows that carry a word of summing up instead of a movement. */
const isSummary = (texts: readonly string[]): boolean =>
  texts.some((text) =>
    /^(?:合计|总计|小计|本页合计|期初余额|期末余额|承前页|过次页|上期余额|累计)/.test(squeeze(text)),
  );

/** Reads the statement's sheets in sight: title rows, footers and totals are passed over, every fault is told with its cell. */
export function readStatement(sheets: readonly PlainSheet[]): StatementReading {
  const reader = new StatementReader();
  for (const sheet of sheets) if (!sheet.hidden) reader.read(sheet);
  return reader;
}

class StatementReader implements StatementReading {
  readonly lines: StatementLine[] = [];
  readonly faults: StatementFault[] = [];
  passed = 0;
  found = false;
  private readonly seen = new Map<string, number>();

  read(sheet: PlainSheet): void {
    let columns: Columns | null = null;
    for (const row of sheet.rows) {
      // a heading may come again on every printed page
      const again = columnsOf(row.cells);
      if (again) {
        columns = again;
        this.found = true;
      } else if (columns) this.readRow(sheet.name, columns, row);
    }
  }

  private readRow(sheet: string, columns: Columns, { row, cells }: PlainSheet['rows'][number]): void {
    const at = (column: number | undefined) =>
      cells.find((cell) => cell.column === column)?.text.trim() ?? '';
    const given = (head: Head) => at(columns[head]);
    const texts = cells.map(({ text }) => text);
    const dayText = given('day');
    const money = ['in', 'out', 'amount'].some((head) => given(head as Head) !== '');
    if (isSummary(texts) || (dayText === '' && !money) || cells.length < 2) {
      this.passed += 1;
      return;
    }
    const fault = (head: Head, message: string) => {
      this.faults.push({ sheet, cell: addressOf(columns[head] ?? 1, row), message });
    };
    const bookedOn = dayOfCell(dayText);
    if (bookedOn === null) {
      fault('day', `看不懂的日期“${dayText.slice(0, 30)}”`);
      return;
    }
    const moved = this.movement(given, fault);
    if (!moved) return;
    const memo = columns.memos.map(at).filter(Boolean).join(' ');
    const line = { sheet, row, bookedOn, ...moved, payer: given('payer'), account: given('account'), memo };
    this.lines.push({ ...line, identity: this.identityOf(line, given('serial'), given('balance')) });
  }

  private movement(
    given: (head: Head) => string,
    fault: (head: Head, message: string) => void,
  ): Pick<StatementLine, 'direction' | 'amountFen'> | null {
    const parts = (['in', 'out', 'amount'] as const).map((head) => ({
      head,
      fen: amountOfCell(given(head)),
    }));
    const bad = parts.find(({ fen }) => fen === null);
    if (bad) {
      fault(bad.head, `看不懂的金额“${given(bad.head).slice(0, 30)}”（以元计，至多两位小数）`);
      return null;
    }
    const set = parts.flatMap(({ head, fen }) => (typeof fen === 'bigint' ? [{ head, fen }] : []));
    const sided = set.filter(({ head }) => head !== 'amount');
    const one = sided[0] ?? set[0];
    if (!one || sided.length > 1) {
      fault(one?.head ?? 'amount', one ? '收入与支出同一行都有金额' : '这一行没有金额');
      return null;
    }
    const size = one.fen < 0n ? -one.fen : one.fen;
    if (one.head !== 'amount') {
      // a red (negative) figure takes a movement back
      const same = one.fen > 0n;
      return { direction: (one.head === 'in') === same ? 'in' : 'out', amountFen: size };
    }
    const mark = given('mark');
    const marked = mark === '' ? null : directionOf(mark);
    if (mark !== '' && marked === null) {
      fault('mark', `看不懂的借贷标志“${mark.slice(0, 20)}”`);
      return null;
    }
    return { direction: marked ?? (one.fen > 0n ? 'in' : 'out'), amountFen: size };
  }

  /** By the bank's own number where it gives one, else by all that is told; equal lines of one file are counted. */
  private identityOf(
    line: Omit<StatementLine, 'identity' | 'sheet' | 'row'>,
    serial: string,
    balance: string,
  ): string {
    const head = [line.bookedOn, line.direction, line.amountFen];
    const own = squeeze(serial);
    const rest = own === '' ? [line.payer, line.account, line.memo, balance].map(squeeze) : ['#', own];
    const text = [...head, ...rest].join('\u0001');
    const nth = (this.seen.get(text) ?? 0) + 1;
    this.seen.set(text, nth);
    return `${text}\u0001${nth}`;
  }
}
