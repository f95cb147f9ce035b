import { type TableValue, writeTables } from '#platform/documents/xlsx-write/table.ts';

/** One estate row of a small ledger; what is left out is an empty cell. */
export type LedgerLine = {
  readonly street?: string;
  readonly community?: string;
  readonly name?: string;
  readonly address?: string;
  readonly year?: TableValue;
  readonly area?: TableValue;
  readonly buildings?: TableValue;
  readonly households?: TableValue;
  readonly land?: string;
  readonly demolition?: string;
  readonly water?: string;
  readonly agree?: TableValue;
};

const headings = [
  '街道',
  '社区',
  '小区名称',
  '地址',
  '建成年份',
  '建筑面积(㎡)',
  '楼栋数',
  '户数',
  '土地性质',
  '是否拆迁',
  '供水',
  '同意改造户数',
];

const lineOf = (line: LedgerLine): TableValue[] => [
  line.street ?? '振兴街道',
  line.community ?? '建设社区',
  line.name,
  line.address,
  line.year,
  line.area,
  line.buildings,
  line.households,
  line.land,
  line.demolition,
  line.water,
  line.agree,
];

type Units = {
  /** 小区名称, 楼号, 层数, 户数. */
  readonly buildings?: readonly (readonly TableValue[])[];
  /** 小区名称, 楼号, 单元, 房号, 业主姓名, 联系电话, 是否同意改造, 是否愿意出资, 愿出资金额, 希望改造内容. */
  readonly households?: readonly (readonly TableValue[])[];
};

/** A small ledger as an .xlsx: the header in row 1, the first estate in row 2. */
export function smallLedger(
  lines: readonly LedgerLine[],
  units: Units = {},
  titles: readonly string[] = headings,
): Promise<Buffer> {
  const columns = (names: readonly string[]) => names.map((title) => ({ title }));
  return writeTables([
    { sheet: '小区台账', columns: columns(titles), rows: lines.map(lineOf) },
    ...(units.buildings
      ? [{ sheet: '楼栋', columns: columns(['小区名称', '楼号', '层数', '户数']), rows: units.buildings }]
      : []),
    ...(units.households
      ? [
          {
            sheet: '入户意愿',
            columns: columns([
              '小区名称',
              '楼号',
              '单元',
              '房号',
              '业主姓名',
              '联系电话',
              '是否同意改造',
              '是否愿意出资',
              '愿出资金额',
              '希望改造内容',
            ]),
            rows: units.households,
          },
        ]
      : []),
  ]);
}

export const ledgerHeadings: readonly string[] = headings;

/** A sound row with everything filled in. */
export const soundLine = (name: string, more: LedgerLine = {}): LedgerLine => ({
  name,
  address: `建设路${name.slice(0, 3)}号`,
  year: 1996,
  area: 12_000,
  buildings: 4,
  households: 120,
  land: '国有',
  demolition: '否',
  water: '差',
  agree: 100,
  ...more,
});
