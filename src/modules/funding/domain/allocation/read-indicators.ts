import { AmountReader } from './amounts.ts';
import { type MoneyUnit, readDay, readDocumentNumber, squeeze } from './cells.ts';
import {
  channelHeading,
  channelIn,
  classesIn,
  type IndicatorChannel,
  indicatorChannels,
  type Place,
  placeOf,
  type RenovationClass,
} from './indicator-words.ts';
import {
  type CellFault,
  type FoundTable,
  findTable,
  isFooter,
  isTotal,
  type TableRow,
  type TableSheet,
} from './table.ts';

type Field =
  | 'number'
  | 'place'
  | 'purpose'
  | 'channel'
  | 'year'
  | 'expires'
  | 'amount'
  | 'sum'
  | 'seq'
  | `of-${IndicatorChannel}`;

const specs = [
  { field: 'seq', heading: /^序号$|^编号$/ },
  { field: 'number', heading: /文号|指标文|文件号/ },
  { field: 'year', heading: /年度$|预算年/ },
  { field: 'expires', heading: /期限|到期|截止|有效期/ },
  { field: 'channel', heading: /资金性质|资金来源|资金级次|级次|资金类别/ },
  { field: 'place', heading: /街道|乡镇|预算单位|用款单位|主管部门|单位名称|地区|^单位$|区划/ },
  ...indicatorChannels.map((channel) => ({
    field: `of-${channel}` as const,
    heading: channelHeading(channel),
  })),
  { field: 'sum', heading: /合计|总额|小计/ },
  { field: 'amount', heading: /金额|指标数|下达数|下达指标|补助资金|预算数|安排数|本次下达/ },
  { field: 'purpose', heading: /用途|项目|资金名称|摘要|支出内容|备注|科目/ },
] as const satisfies readonly { field: Field; heading: RegExp }[];

/** What a line hands out: one sum, to one place, with one earmark. */
export type IndicatorLine = {
  readonly sheet: string;
  readonly cell: string;
  readonly row: number;
  readonly documentNumber: string;
  /** Code of the subdistrict, or of the district where the line names none or the district's own office. */
  readonly regionCode: string;
  readonly place: string;
  readonly purpose: string;
  readonly channel: IndicatorChannel;
  /** Null: those of the sub-channel. */
  readonly classes: readonly RenovationClass[] | null;
  readonly excludesLifts: boolean;
  readonly budgetYear: number;
  readonly expiresOn: string | null;
  readonly amountFen: bigint;
};
export type IndicatorReading = {
  readonly lines: readonly IndicatorLine[];
  readonly faults: readonly CellFault[];
  /** Whether any sheet had a table of indicators. */
  readonly found: boolean;
};
/** What was said when the file was handed in; used where the file is silent. */
export type IndicatorDefaults = {
  readonly unit: MoneyUnit | null;
  readonly documentNumber: string | null;
  readonly channel: IndicatorChannel | null;
  readonly budgetYear: number | null;
  readonly expiresOn: string | null;
};

const isAmountField = (field: Field): boolean => field === 'amount' || field.startsWith('of-');
/** Reads every sheet in sight; titles, units, totals and merged cells are understood, the rest told with its cell. */
export function readIndicators(
  sheets: readonly TableSheet[],
  places: readonly Place[],
  district: string,
  defaults: IndicatorDefaults,
): IndicatorReading {
  const reader = new IndicatorReader(places, district, defaults);
  for (const sheet of sheets) if (!sheet.hidden) reader.read(sheet);
  return reader;
}

class IndicatorReader implements IndicatorReading {
  readonly lines: IndicatorLine[] = [];
  readonly faults: CellFault[] = [];
  found = false;
  private readonly places: readonly Place[];
  private readonly district: string;
  private readonly defaults: IndicatorDefaults;
  private readonly seen = new Map<string, string>();

  constructor(places: readonly Place[], district: string, defaults: IndicatorDefaults) {
    this.places = places;
    this.district = district;
    this.defaults = defaults;
  }

  read(sheet: TableSheet): void {
    const table = findTable<Field>(sheet, specs, (columns) => [...columns.keys()].some(isAmountField));
    if (!table) return;
    this.found = true;
    const amounts = new AmountReader(table, this.defaults.unit, this.faults);
    const fields = [...table.columns.keys()].filter(isAmountField);
    const title = table.above.join(' ');
    for (const row of table.rows) {
      const total = isTotal(row.texts);
      if (total) amounts.check(row, total, fields);
      else if (!isFooter(row.texts)) this.readRow(table, row, fields, amounts, title);
    }
  }

  private readRow(
    table: FoundTable<Field>,
    row: TableRow<Field>,
    fields: readonly Field[],
    amounts: AmountReader<Field>,
    title: string,
  ): void {
    const given = fields.map((field) => ({ field, amount: amounts.read(row, field) }));
    const named = squeeze(row.given('place').text + row.given('purpose').text);
    if (given.every(({ amount }) => amount === undefined)) {
      if (named !== '' && row.given('seq').text !== '')
        amounts.fault(row.cell(fields[0] ?? 'amount'), 'amount-missing', '这一行没有金额');
      return;
    }
    let sum = 0n;
    for (const { field, amount } of given) {
      if (amount === undefined || amount === null) continue;
      sum += amount;
      amounts.count(field, amount);
      if (amount === 0n) continue;
      if (amount < 0n)
        amounts.fault(
          row.cell(field),
          'amount-negative',
          '金额为负：调减或收回请在资金来源上办理“收回”，写明文号',
        );
      else this.take(table, row, field, amount, title, amounts);
    }
    const stated = table.columns.has('sum') && fields.length > 1 ? amounts.read(row, 'sum') : undefined;
    if (stated !== undefined && stated !== null && stated !== sum)
      amounts.fault(row.cell('sum'), 'row-mismatch', '这一行的合计与各项相加不符');
  }

  private take(
    table: FoundTable<Field>,
    row: TableRow<Field>,
    field: Field,
    amountFen: bigint,
    title: string,
    amounts: AmountReader<Field>,
  ): void {
    const before = this.faults.length;
    const said = (one: Field) => squeeze(row.given(one).text);
    const purpose = row.given('purpose').text.replace(/\s+/g, ' ').slice(0, 200);
    const number =
      readDocumentNumber(row.given('number').text) ??
      readDocumentNumber(title) ??
      readDocumentNumber(this.defaults.documentNumber ?? '');
    if (!number)
      amounts.fault(row.cell('number'), 'number-missing', '没有指标文号，表头上方和这一行都找不到');
    const channel = field.startsWith('of-')
      ? (field.slice(3) as IndicatorChannel)
      : (channelIn(said('channel')) ??
        channelIn(squeeze(purpose)) ??
        this.defaults.channel ??
        channelIn(title));
    if (!channel)
      amounts.fault(row.cell('channel'), 'channel-missing', '看不出是中央、省、市、区哪一级的资金');
    const regionCode = placeOf(said('place'), this.places, this.district);
    if (!regionCode)
      amounts.fault(
        row.cell('place'),
        'place-unknown',
        `没有找到街道（乡镇）“${said('place').slice(0, 20)}”`,
      );
    const budgetYear = this.yearOf(row, number?.year, amounts);
    const expiresOn = this.expiryOf(row, amounts);
    if (!number || !channel || !regionCode || budgetYear === null || this.faults.length > before) return;
    const words = `${squeeze(purpose)}${title}`;
    const cell = row.cell(field);
    const key = [number.number, regionCode, channel, budgetYear, squeeze(purpose)].join('\u0000');
    const earlier = this.seen.get(key);
    if (earlier) {
      amounts.fault(cell, 'line-twice', `与 ${earlier} 的文号、单位、资金性质和用途都相同，请合并或写明区别`);
      return;
    }
    this.seen.set(key, `${table.sheet} ${cell}`);
    this.lines.push({
      ...{
        sheet: table.sheet,
        cell,
        row: row.row,
        documentNumber: number.number,
        regionCode,
        purpose,
        channel,
      },
      ...{ place: row.given('place').text.slice(0, 60), budgetYear, expiresOn, amountFen },
      classes: classesIn(words),
      excludesLifts: /不(得|含|包括|用于)[^，。；]{0,8}电梯/.test(words),
    });
  }

  private yearOf(
    row: TableRow<Field>,
    ofNumber: number | undefined,
    amounts: AmountReader<Field>,
  ): number | null {
    const text = squeeze(row.given('year').text);
    const year =
      text === '' ? (this.defaults.budgetYear ?? ofNumber ?? null) : Number(text.replace(/年度?$/, ''));
    if (year !== null && Number.isInteger(year) && year >= 2000 && year <= 2100) return year;
    if (year !== null) amounts.fault(row.cell('year'), 'year-unreadable', `“${text.slice(0, 20)}”不是年度`);
    return null;
  }

  private expiryOf(row: TableRow<Field>, amounts: AmountReader<Field>): string | null {
    const { text } = row.given('expires');
    if (text === '') return this.defaults.expiresOn;
    const day = readDay(text);
    if (!day) amounts.fault(row.cell('expires'), 'expiry-unreadable', `“${text.slice(0, 20)}”不是日期`);
    return day;
  }
}
