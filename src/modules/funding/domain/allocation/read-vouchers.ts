import { AmountReader } from './amounts.ts';
import { type MoneyUnit, plainNumber, readDay, readDocumentNumber, squeeze } from './cells.ts';
import { type CellFault, findTable, isFooter, isTotal, type TableRow, type TableSheet } from './table.ts';

type Field =
  | 'number'
  | 'day'
  | 'amount'
  | 'payee'
  | 'payer'
  | 'document'
  | 'kind'
  | 'summary'
  | 'authorisation';
const specs = [
  { field: 'document', heading: /指标.*号|文号|指标文/ },
  { field: 'authorisation', heading: /用款申请|支付申请|授权.*号|申请.*号/ },
  { field: 'number', heading: /凭证.*号|凭单号|支付令号|支付单号|^凭证$|入账通知.*号/ },
  { field: 'day', heading: /日期|时间/ },
  { field: 'kind', heading: /业务类型|凭证类型|支付方式|收支|类型$/ },
  { field: 'payee', heading: /收款(单位|人|方)?(名称|全称)?$/ },
  { field: 'payer', heading: /付款(单位|人|方)?(名称|全称)?$|拨款单位|预算单位/ },
  { field: 'amount', heading: /金额|支付数|拨款数|到账数/ },
  { field: 'summary', heading: /摘要|用途|备注|附言/ },
] as const satisfies readonly { field: Field; heading: RegExp }[];

export type VoucherKind = 'receipt' | 'payment';
/** One voucher of the treasury: money that came in, or money that went out. */
export type VoucherLine = {
  readonly sheet: string;
  readonly cell: string;
  readonly row: number;
  readonly kind: VoucherKind;
  readonly number: string;
  readonly day: string;
  readonly amountFen: bigint;
  readonly payee: string;
  readonly payer: string;
  /** In one spelling; null where the voucher names none. */
  readonly documentNumber: string | null;
  readonly authorisationNumber: string | null;
  readonly summary: string;
};
export type VoucherReading = {
  readonly lines: readonly VoucherLine[];
  readonly faults: readonly CellFault[];
  readonly found: boolean;
};
export type VoucherDefaults = { readonly unit: MoneyUnit | null; readonly kind: VoucherKind | null };

/** The kind the words name; a refund or a return is neither and is told apart before. */
function kindIn(text: string): VoucherKind | null {
  if (/直接支付|授权支付|集中支付|支付|付款|支出|贷方/.test(text)) return 'payment';
  return /到账|入账|拨入|拨款|收入|收款|下达|借方/.test(text) ? 'receipt' : null;
}
const isReturn = (text: string): boolean => /退回|退款|退票|冲销|红字/.test(text);

/** Reads treasury vouchers from every sheet in sight; each fault with its cell. */
export function readVouchers(sheets: readonly TableSheet[], defaults: VoucherDefaults): VoucherReading {
  const reader = new VoucherReader(defaults);
  for (const sheet of sheets) if (!sheet.hidden) reader.read(sheet);
  return reader;
}

class VoucherReader implements VoucherReading {
  readonly lines: VoucherLine[] = [];
  readonly faults: CellFault[] = [];
  found = false;
  private readonly defaults: VoucherDefaults;
  private readonly seen = new Map<string, string>();

  constructor(defaults: VoucherDefaults) {
    this.defaults = defaults;
  }

  read(sheet: TableSheet): void {
    const table = findTable<Field>(sheet, specs, (columns) => columns.has('amount') && columns.has('number'));
    if (!table) return;
    this.found = true;
    // Vouchers are written in yuan; only a file that says 万元 is not.
    const amounts = new AmountReader(table, this.defaults.unit ?? 'yuan', this.faults);
    const title = table.above.join(' ');
    for (const row of table.rows) {
      const total = isTotal(row.texts);
      if (total) amounts.check(row, total, ['amount']);
      else if (!isFooter(row.texts)) this.readRow(sheet.name, row, amounts, title);
    }
  }

  private readRow(sheet: string, row: TableRow<Field>, amounts: AmountReader<Field>, title: string): void {
    const before = this.faults.length;
    const said = (field: Field) => squeeze(row.given(field).text);
    const number = plainNumber(said('number'));
    const amountFen = amounts.read(row, 'amount');
    if (number === '' && amountFen === undefined) return;
    if (amountFen !== undefined && amountFen !== null) amounts.count('amount', amountFen);
    if (number === '') amounts.fault(row.cell('number'), 'number-missing', '没有凭证号');
    if (amountFen === undefined) amounts.fault(row.cell('amount'), 'amount-missing', '没有金额');
    const words = said('kind') + said('summary');
    if (isReturn(words) || (typeof amountFen === 'bigint' && amountFen < 0n))
      amounts.fault(row.cell('amount'), 'return', '退回、冲销的凭证请在原凭证上办理撤销，写明理由');
    else if (amountFen === 0n) amounts.fault(row.cell('amount'), 'amount-zero', '金额为零');
    const kind = kindIn(said('kind')) ?? this.defaults.kind ?? kindIn(title);
    if (!kind) amounts.fault(row.cell('kind'), 'kind-missing', '看不出是到账还是支付，请在上传时选定');
    const day = readDay(said('day'));
    if (!day)
      amounts.fault(
        row.cell('day'),
        'day-unreadable',
        said('day') === '' ? '没有日期' : `“${said('day').slice(0, 20)}”不是日期`,
      );
    if (kind === 'payment' && said('payee') === '')
      amounts.fault(row.cell('payee'), 'payee-missing', '支付凭证没有收款人');
    if (!kind || !day || amountFen === undefined || amountFen === null || this.faults.length > before) return;
    this.keep(amounts, {
      ...{ sheet, cell: row.cell('number'), row: row.row, kind, number, day, amountFen },
      payee: row.given('payee').text.slice(0, 120),
      payer: row.given('payer').text.slice(0, 120),
      documentNumber:
        readDocumentNumber(row.given('document').text || row.given('summary').text)?.number ?? null,
      authorisationNumber: plainNumber(said('authorisation')) || null,
      summary: row.given('summary').text.replace(/\s+/g, ' ').slice(0, 200),
    });
  }

  private keep(amounts: AmountReader<Field>, line: VoucherLine): void {
    const key = `${line.kind} ${line.number}`;
    const earlier = this.seen.get(key);
    const cell = `${line.sheet} ${line.cell}`;
    if (earlier) amounts.fault(line.cell, 'voucher-twice', `凭证号与 ${earlier} 相同`);
    else {
      this.seen.set(key, cell);
      this.lines.push(line);
    }
  }
}
