import type { ColumnMatch, EstateColumn } from './ledger.ts';

/** A column of an estate sheet as people see it. */
export type SheetColumn = {
  readonly column: number;
  /** Heading as written; a repeated one with the column's letter behind it, so that each has its own name. */
  readonly heading: string;
  readonly field: EstateColumn | null;
};

/** What a column can be mapped to, in the order the choice offers it. */
export const columnTitles: Readonly<Record<EstateColumn, string>> = {
  name: '小区名称',
  subdistrict: '街道（乡镇）',
  community: '社区',
  place: '街道和社区（合在一格）',
  address: '地址',
  builtYear: '建成年份',
  floorAreaM2: '建筑面积',
  buildings: '楼栋数',
  entrances: '单元数',
  households: '户数',
  population: '人口',
  land: '土地性质',
  demolition: '列入拆迁或棚改',
  propertyKind: '产权类型',
  formerOwner: '原产权单位',
  management: '物业管理方式',
  papers: '手续完善程度',
  water: '供水',
  power: '供电',
  heating: '供暖',
  gas: '供气',
  road: '道路',
  security: '安防',
  roof: '屋面防水',
  drainage: '雨污分流',
  agree: '同意改造户数',
  agreeRate: '同意改造比例',
  pay: '愿意出资户数',
  payRate: '愿意出资比例',
  lon: '经度',
  lat: '纬度',
  lonLat: '经纬度（合在一格）',
  sequence: '序号或编码',
  remark: '备注',
};

export const isEstateColumn = (text: string): text is EstateColumn => Object.hasOwn(columnTitles, text);

/** All columns with a heading, recognised or not, in sheet order. */
export function sheetColumns(reading: {
  readonly columns: readonly ColumnMatch<EstateColumn>[];
  readonly unknownColumns: readonly { readonly column: number; readonly title: string }[];
}): SheetColumn[] {
  const all = [
    ...reading.columns.map(({ column, title, field }) => ({ column, title, field })),
    ...reading.unknownColumns.map(({ column, title }) => ({ column, title, field: null })),
  ].sort((a, b) => a.column - b.column);
  const seen = new Set<string>();
  return all.map(({ column, title, field }) => {
    const plain = title.slice(0, 180) || `第 ${column} 列`;
    const heading = seen.has(plain) ? `${plain}（第 ${column} 列）` : plain;
    seen.add(plain);
    return { column, heading, field };
  });
}

/** The choices that differ from what the headings say, by column number, as the reader takes them. */
export function chosenMapping(
  columns: readonly SheetColumn[],
  choices: Readonly<Record<string, string | null>>,
): Record<number, EstateColumn | null> {
  const mapping: Record<number, EstateColumn | null> = {};
  for (const { column, heading, field } of columns) {
    const choice = choices[heading];
    if (choice === undefined || choice === field) continue;
    if (choice === null || isEstateColumn(choice)) mapping[column] = choice;
  }
  return mapping;
}
