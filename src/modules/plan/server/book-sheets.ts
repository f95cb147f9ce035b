import { className, sourceName } from '../domain/names.ts';
import { type BookEstate, type PlanBook, targetNames, verdictNames } from './plan-book.ts';

export type Cell = string | number | null;
/** One sheet: heads with column widths, then rows; `bold` are the indices of sum rows. */
export type Table = {
  readonly name: string;
  readonly heads: readonly (readonly [string, number])[];
  readonly rows: readonly (readonly Cell[])[];
  readonly bold: readonly number[];
};

const cents = (wan: number): number => Math.round(wan * 100) / 100;
const totalNeed = (one: BookEstate): number => cents(Object.values(one.need).reduce((a, b) => a + b, 0));
/** ㎡ as 万㎡ with four decimals, the unit a province asks for. */
const wanArea = (m2: number): number => Math.round(m2) / 10_000;

/** Sums over estates; unknown counts add nothing. */
function sums(list: readonly BookEstate[]): number[] {
  const add = (of: (one: BookEstate) => number | null): number =>
    list.reduce((sum, one) => sum + (of(one) ?? 0), 0);
  return [
    list.length,
    add((one) => one.buildings),
    add((one) => one.households),
    wanArea(add((one) => one.floorAreaM2)),
    list.filter((one) => one.target === 'must').length,
    list.filter((one) => one.target === 'aspire').length,
    cents(add(totalNeed)),
  ];
}

const byYearThenPlace = (a: BookEstate, b: BookEstate): number =>
  (a.start ?? 9999) - (b.start ?? 9999) ||
  a.subdistrict.localeCompare(b.subdistrict, 'zh') ||
  b.score - a.score ||
  (a.row ?? 0) - (b.row ?? 0);

/** Province's form: one row per subdistrict and year, a sum per year and in all. */
export function summaryTable(book: PlanBook): Table {
  const rows: Cell[][] = [];
  const bold: number[] = [];
  const placed = book.estates.filter((one) => one.start !== null);
  let number = 0;
  for (const year of [...new Set(placed.map((one) => one.start))].sort()) {
    const inYear = placed.filter((one) => one.start === year).sort(byYearThenPlace);
    for (const home of new Set(inYear.map((one) => one.subdistrict))) {
      const list = inYear.filter((one) => one.subdistrict === home);
      number += 1;
      rows.push([number, list[0]?.city ?? '', list[0]?.county ?? '', home, year, ...sums(list)]);
    }
    bold.push(rows.length);
    rows.push([null, null, null, `${year}年小计`, year, ...sums(inYear)]);
  }
  bold.push(rows.length);
  rows.push([null, null, null, '合计', null, ...sums(placed)]);
  return {
    name: '汇总',
    heads: [
      ['序号', 6],
      ['城市', 10],
      ['县(市区)', 10],
      ['街道(乡镇)', 16],
      ['年度', 8],
      ['小区数', 8],
      ['楼栋数', 8],
      ['户数', 8],
      ['建筑面积(万㎡)', 14],
      ['其中必改小区数', 14],
      ['其中力争小区数', 14],
      ['需资金(万元)', 14],
    ],
    rows,
    bold,
  };
}

/** Every estate of the ledger; each planned one is a project of its own until precincts are formed. */
export function estatesTable(book: PlanBook): Table {
  const { classes } = book.instance;
  const order = new Map([...book.estates].sort(byYearThenPlace).map((one, i) => [one, i]));
  const rows = book.estates.map((one, i): Cell[] => [
    ...[i + 1, one.city, one.county, one.subdistrict, one.community, one.name],
    one.start === null ? '' : `${one.start}-${String((order.get(one) ?? 0) + 1).padStart(3, '0')}`,
    ...[one.start, verdictNames[one.eligible], one.target && targetNames[one.target], one.score],
    ...[one.builtYear, one.buildings, one.entrances, one.households],
    one.floorAreaM2 === null ? null : wanArea(one.floorAreaM2),
    ...classes.map((id) => one.need[id] ?? null),
    Object.keys(one.need).length > 0 ? totalNeed(one) : null,
    one.row,
  ]);
  const text = (names: readonly string[], width: number): [string, number][] => names.map((n) => [n, width]);
  return {
    name: '小区与项目',
    heads: [
      ...text(['序号'], 6),
      ...text(['城市', '县(市区)', '街道(乡镇)', '社区'], 14),
      ...text(['小区', '项目序号'], 20),
      ...text(['计划年度', '资格', '类别', '优先分', '建成年份', '楼栋数', '单元数', '户数'], 9),
      ...text(['建筑面积(万㎡)'], 14),
      ...text([...classes.map((id) => `${className(book.names, id)}(万元)`), '合计(万元)'], 14),
      ...text(['台账行'], 8),
    ],
    rows,
    bold: [],
  };
}

/** Planned estates by year, with a sum after each year. */
export function yearsTable(book: PlanBook): Table {
  const rows: Cell[][] = [];
  const bold: number[] = [];
  const placed = book.estates.filter((one) => one.start !== null).sort(byYearThenPlace);
  for (const year of new Set(placed.map((one) => one.start))) {
    const list = placed.filter((one) => one.start === year);
    list.forEach((one, i) => {
      const area = one.floorAreaM2 === null ? null : wanArea(one.floorAreaM2);
      const target = one.target && targetNames[one.target];
      rows.push([
        ...[year, i + 1, one.subdistrict, one.community, one.name, target, one.score],
        ...[one.buildings, one.households, area, totalNeed(one)],
      ]);
    });
    const [count, buildings, households, area, must, aspire, need] = sums(list);
    bold.push(rows.length);
    rows.push([
      ...[year, null, `${year}年小计`, `${count}个小区`, `必改${must} 力争${aspire}`, null, null],
      ...[buildings ?? 0, households ?? 0, area ?? 0, need ?? 0],
    ]);
  }
  return {
    name: '年度计划',
    heads: [
      ['年度', 8],
      ['序号', 6],
      ['街道(乡镇)', 16],
      ['社区', 16],
      ['小区', 22],
      ['类别', 8],
      ['优先分', 9],
      ['楼栋数', 8],
      ['户数', 8],
      ['建筑面积(万㎡)', 14],
      ['需资金(万元)', 14],
    ],
    rows,
    bold,
  };
}

/** Money by class, source and pay year; a row per source and year says what is left. */
export function moneyTable(book: PlanBook): Table {
  const { instance, result, names } = book;
  const rows: Cell[][] = [];
  const bold: number[] = [];
  instance.payYears.forEach((year, y) => {
    for (const s of instance.sources) {
      const paid = result.flows.filter((f) => f.source === s.id && f.year === year);
      const amounts = instance.classes.map((k) =>
        cents(paid.reduce((sum, f) => sum + (f.class === k ? f.amount : 0), 0)),
      );
      const carried = (from: number | undefined): number =>
        result.carried.reduce((sum, c) => sum + (c.source === s.id && c.from === from ? c.amount : 0), 0);
      const has = (s.budget[y] ?? 0) + carried(instance.payYears[y - 1]);
      const used = amounts.reduce((a, b) => a + b, 0);
      const onward = carried(year);
      rows.push([
        ...[year, sourceName(names, s.id), s.budget[y] ?? 0, cents(has - (s.budget[y] ?? 0)), ...amounts],
        ...[cents(used), cents(onward), cents(has - used - onward)],
      ]);
    }
    const first = rows.length - instance.sources.length;
    const columns = rows[first]?.length ?? 0;
    const column = (i: number): number =>
      cents(rows.slice(first).reduce((sum, row) => sum + Number(row[i] ?? 0), 0));
    bold.push(rows.length);
    rows.push([year, `${year}年小计`, ...Array.from({ length: columns - 2 }, (_, i) => column(i + 2))]);
  });
  return {
    name: '资金',
    heads: [
      ['年度', 8],
      ['资金来源', 18],
      ['当年预算(万元)', 14],
      ['上年结转(万元)', 14],
      ...instance.classes.map((k): [string, number] => [`用于${className(names, k)}(万元)`, 16]),
      ['使用合计(万元)', 14],
      ['结转下年使用(万元)', 18],
      ['未使用(万元)', 14],
    ],
    rows,
    bold,
  };
}
