import type { EstateContext, RowReader } from './estate-context.ts';
import type { LedgerCell, LedgerEstate } from './ledger.ts';
import { parseQuantity, type Quantity } from './quantity.ts';
import { compact, saysUnknown } from './text.ts';

const wan = 10_000;

type CountField = 'buildings' | 'entrances' | 'households' | 'population';
const countNames: Readonly<Record<CountField, string>> = {
  buildings: '楼栋数',
  entrances: '单元数',
  households: '户数',
  population: '人口',
};

/** Counts of buildings, entrances, households, people: whole numbers, in 万 where the cell or header says so. */
export function takeCounts(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  for (const field of ['buildings', 'entrances', 'households', 'population'] as const) {
    const column = context.column(field);
    if (!column) continue;
    const cell = reader.cell(field);
    if (!cell || saysUnknown(cell.text) || cell.kind === 'error' || compact(cell.text) === '无') {
      if (field === 'households')
        reader.log.add('households-missing', column, 'warning', '没有写明户数，需要补查。');
      continue;
    }
    estate[field] = readCount(reader, field, column, cell, context);
  }
}

function readCount(
  reader: RowReader,
  field: CountField,
  column: number,
  cell: LedgerCell,
  context: EstateContext,
): number | null {
  const name = countNames[field];
  const quantity = cell.kind === 'date' ? null : parseQuantity(cell.text);
  const scale = quantity?.scale ?? context.scale(field) ?? 1;
  const value = quantity ? Math.round(quantity.value * scale * 1e6) / 1e6 : Number.NaN;
  if (!quantity || quantity.percent || !Number.isInteger(value)) {
    const whole = scale > 1 && Number.isFinite(value) ? Math.round(value) : null;
    if (whole === null) reader.log.drop(`${field}-unreadable`, column, cell.text, `不是可识别的${name}`);
    return whole;
  }
  if (value < 0 || (value === 0 && field === 'households')) {
    reader.log.drop(`${field}-not-positive`, column, cell.text, `不是正数，${name}应大于零`);
    return null;
  }
  if (quantity.approximate)
    reader.log.add(
      `${field}-approximate`,
      column,
      'corrected',
      `“${cell.text}”为约数，按 ${value} 登记，需要核实。`,
      {
        from: cell.text,
        to: String(value),
      },
    );
  return value;
}

/** Floor area in ㎡; figures in 万 become whole ㎡. Needs the households read before it. */
export function takeFloorArea(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  const column = context.column('floorAreaM2');
  const cell = reader.cell('floorAreaM2');
  if (!column || !cell || saysUnknown(cell.text)) return;
  const quantity = cell.kind === 'date' || cell.kind === 'error' ? null : parseQuantity(cell.text);
  if (!quantity || quantity.percent) {
    reader.log.drop('area-unreadable', column, cell.text, '不是可识别的面积');
    return;
  }
  if (quantity.value <= 0) {
    reader.log.drop('area-not-positive', column, cell.text, '不是正数，建筑面积应大于零');
    return;
  }
  const scale = quantity.scale ?? context.scale('floorAreaM2') ?? 1;
  const stated = squareMetres(quantity, scale);
  estate.floorAreaM2 =
    quantity.scale === null ? rightUnit(reader, column, quantity, scale, estate, context) : stated;
  if (quantity.approximate)
    reader.log.add('area-approximate', column, 'corrected', `“${cell.text}”为约数，需要核实。`, {
      from: cell.text,
      to: String(estate.floorAreaM2),
    });
}

const squareMetres = (quantity: Quantity, scale: number): number =>
  scale === 1 ? quantity.value : Math.round(quantity.value * scale);

/** A figure a thousandfold too small or too large per household was written in the other unit. */
function rightUnit(
  reader: RowReader,
  column: number,
  quantity: Quantity,
  scale: number,
  estate: LedgerEstate,
  context: EstateContext,
): number {
  const stated = squareMetres(quantity, scale);
  const { possible, usual } = context.params.areaPerHouseholdM2;
  const households = estate.households ?? 0;
  const other = squareMetres(quantity, scale === 1 ? wan : 1);
  const within = (area: number, [least, most]: readonly [number, number]) =>
    area / households >= least && area / households <= most;
  if (households <= 0 || within(stated, possible) || !within(other, usual)) return stated;
  const unit = scale === 1 ? '万平方米' : '平方米';
  reader.log.add(
    'area-unit-corrected',
    column,
    'corrected',
    `按户数推算，“${quantity.value}”的单位应是${unit}，按 ${other} ㎡ 登记，需要核实。`,
    {
      from: String(quantity.value),
      to: String(other),
    },
  );
  return other;
}

type WishField = 'agree' | 'pay';
const wishNames: Readonly<Record<WishField, string>> = { agree: '同意改造户数', pay: '愿意出资户数' };

/** Households that agree and that would pay: a number, or a share of the households. Needs the households read. */
export function takeWishes(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  for (const field of ['agree', 'pay'] as const) {
    const rateField = field === 'agree' ? 'agreeRate' : 'payRate';
    estate[field] =
      readWish(reader, field, field, estate, context) ?? readWish(reader, field, rateField, estate, context);
    const { households } = estate;
    const value = estate[field];
    const column = reader.column(field) || reader.column(rateField);
    if (households !== null && value !== null && value > households)
      reader.log.add(
        `${field}-exceeds-households`,
        column,
        'warning',
        `${wishNames[field]} ${value} 多于户数 ${households}，请核对。`,
      );
  }
}

function readWish(
  reader: RowReader,
  field: WishField,
  source: WishField | 'agreeRate' | 'payRate',
  estate: LedgerEstate,
  context: EstateContext,
): number | null {
  const cell = reader.cell(source);
  if (!cell || saysUnknown(cell.text) || cell.kind === 'error') return null;
  const column = reader.column(source);
  const text = compact(cell.text);
  const parts = /^(\d+)户?\/(\d+)户?$/.exec(text);
  if (parts) return readPart(reader, field, source, Number(parts[1]), Number(parts[2]), estate);
  const beside = /^\d+(?:\.\d+)?%\((\d+)户\)$/.exec(text)?.[1];
  if (beside !== undefined) return Number(beside);
  const quantity = /^(?:全部|全体|全数)/.test(text)
    ? whole
    : /^(?:无|没有)$/.test(text)
      ? none
      : parseQuantity(cell.text);
  if (!quantity || quantity.value < 0) {
    reader.log.drop(`${field}-unreadable`, column, cell.text, `不是可识别的${wishNames[field]}`);
    return null;
  }
  if (quantity.approximate)
    reader.log.add(`${field}-approximate`, column, 'corrected', `“${cell.text}”为约数，需要核实。`);
  const share = saysHouseholds(text) ? null : shareOf(quantity, cell, source, context);
  if (share === null) {
    const value = Math.round(quantity.value * (quantity.scale ?? context.scale(source) ?? 1) * 1e6) / 1e6;
    if (Number.isInteger(value)) return value;
    reader.log.drop(`${field}-unreadable`, column, cell.text, `不是整数户数`);
    return null;
  }
  if (estate.households !== null) return Math.floor(share * estate.households + 0.5 + 1e-9);
  reader.log.drop(
    `${field}-share-without-households`,
    column,
    cell.text,
    '是比例，而户数未知，不能换算成户数',
  );
  return null;
}

/** `148户` and `148（77%）` are households also in a column of shares. */
const saysHouseholds = (text: string): boolean =>
  /^[^(%]*\d户/.test(text) || /^[^(%]*\d\([^)]*\d%\)$/.test(text);

/** `50/64`: 50 of 64 households, or, in a column of shares, that part of the households. */
function readPart(
  reader: RowReader,
  field: WishField,
  source: WishField | 'agreeRate' | 'payRate',
  some: number,
  all: number,
  estate: LedgerEstate,
): number {
  const { households } = estate;
  if (all === households) return some;
  const share = source !== field && households !== null && some <= all && all > 0;
  const value = share ? Math.floor((some / all) * households + 0.5 + 1e-9) : some;
  reader.log.add(
    `${field}-part-of-other-households`,
    reader.column(source),
    'warning',
    `“${some}/${all}”的后一个数不是本小区户数${households === null ? '（户数未知）' : ` ${households}`}，按 ${value} 户登记，请核对。`,
  );
  return value;
}

const whole: Quantity = { value: 100, scale: null, percent: true, decimals: 0, approximate: false };
const none: Quantity = { value: 0, scale: null, percent: false, decimals: 0, approximate: false };

/** The share a figure stands for, 1 being all; null when it is a number of households. */
function shareOf(
  quantity: Quantity,
  cell: LedgerCell,
  source: string,
  context: EstateContext,
): number | null {
  if (quantity.percent) return quantity.value / 100;
  if (cell.kind === 'number' && cell.format?.includes('%')) return quantity.value;
  if (context.fractions.has(source)) return quantity.value;
  if (!source.endsWith('Rate')) return null;
  // A share below one per cent is no wish anybody records: 0.52 among 45 and 60 is 52 per cent.
  return quantity.value < 1 ? quantity.value : quantity.value / 100;
}
