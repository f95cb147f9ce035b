import type { DemoDistrict } from './district.ts';
import { type DemoEstate, type Grade, items } from './estate.ts';
import { type Planted, plantedDirty, plantedTidy } from './planted.ts';

export type Value = string | number | null;
/** A sheet as plain cells; `merges` are [top, left, bottom, right], counted from 1. */
export type SheetOut = {
  readonly name: string;
  readonly rows: readonly (readonly Value[])[];
  readonly merges: readonly (readonly [number, number, number, number])[];
};

type Column = {
  readonly key: string;
  readonly group: string;
  readonly title: string;
  readonly of: (estate: DemoEstate) => Value;
};

const grades: Readonly<Record<Grade, string>> = { good: '好', fair: '一般', poor: '差', missing: '缺失' };
const papers = { complete: '齐全', partial: '部分缺失', missing: '缺失' } as const;
const itemTitles = ['供水', '供电', '供暖', '供气', '道路', '安防', '屋面防水', '雨污分流'];
const landText = (land: DemoEstate['land']) => (land === null ? null : land === 'state' ? '国有' : '集体');
const yesNo = (flag: boolean | null) => (flag === null ? null : flag ? '是' : '否');

/** The columns of the estate sheet, in the order of the district's own form. */
export const columns: readonly Column[] = [
  { key: 'subdistrict', group: '街道(乡镇)', title: '', of: (e) => e.subdistrictName },
  { key: 'community', group: '社区', title: '', of: (e) => e.community },
  { key: 'name', group: '小区名称', title: '', of: (e) => e.name },
  { key: 'address', group: '详细地址', title: '', of: (e) => e.address },
  { key: 'builtYear', group: '建成年份', title: '', of: (e) => e.builtYear },
  { key: 'land', group: '土地性质', title: '', of: (e) => landText(e.land) },
  { key: 'area', group: '规模', title: '建筑面积(㎡)', of: (e) => e.floorAreaM2 },
  { key: 'buildings', group: '规模', title: '楼栋数(栋)', of: (e) => e.buildings },
  { key: 'entrances', group: '规模', title: '单元数(个)', of: (e) => e.entrances },
  { key: 'households', group: '规模', title: '户数(户)', of: (e) => e.households },
  { key: 'population', group: '规模', title: '人口(人)', of: (e) => e.population },
  { key: 'propertyKind', group: '产权情况', title: '产权类型', of: (e) => e.propertyKind },
  { key: 'formerOwner', group: '产权情况', title: '原产权单位', of: (e) => e.formerOwner },
  { key: 'management', group: '物业管理方式', title: '', of: (e) => e.management },
  { key: 'demolition', group: '是否列入拆迁或棚改', title: '', of: (e) => yesNo(e.demolition) },
  ...items.map((item, at) => ({
    key: item,
    group: '设施现状',
    title: itemTitles[at] ?? '',
    of: (e: DemoEstate) => grades[e.condition[item]],
  })),
  { key: 'agree', group: '居民意愿', title: '同意改造户数', of: (e) => e.agree },
  { key: 'pay', group: '居民意愿', title: '愿意出资户数', of: (e) => e.pay },
  { key: 'papers', group: '手续完善程度', title: '', of: (e) => papers[e.papers] },
  { key: 'lon', group: '坐标', title: '经度', of: (e) => e.lon },
  { key: 'lat', group: '坐标', title: '纬度', of: (e) => e.lat },
  { key: 'remark', group: '备注', title: '', of: () => null },
];

const counted = ['area', 'buildings', 'entrances', 'households', 'population'];
const width = columns.length + 1;

/** A sum row: the label stands where the subdistrict does; only counted columns carry figures. `slip` spoils one. */
const sumRow = (label: string, estates: readonly DemoEstate[], slip = 0): Value[] => [
  null,
  ...columns.map((column) => {
    if (column.key === 'subdistrict') return label;
    if (!counted.includes(column.key)) return null;
    const sum = estates.reduce((part, estate) => part + Number(column.of(estate)), 0);
    return column.key === 'entrances' ? sum + slip : sum;
  }),
];

function headMerges(): [number, number, number, number][] {
  const merges: [number, number, number, number][] = [
    [1, 1, 1, width],
    [2, 1, 2, width],
    [3, 1, 4, 1],
  ];
  for (let at = 0; at < columns.length; ) {
    const column = columns[at];
    let end = at;
    while (columns[end + 1]?.group === column?.group) end += 1;
    if (end > at) merges.push([3, at + 2, 3, end + 2]);
    else merges.push([3, at + 2, 4, at + 2]);
    at = end + 1;
  }
  return merges;
}

function estateSheet(estates: readonly DemoEstate[], planted: readonly Planted[], slip: number): SheetOut {
  const rows: Value[][] = [
    ['聊城市茌平区城镇老旧小区摸底台账（虚构演示数据）'],
    ['填报单位：区老旧小区改造工作专班（虚构）　　填报日期：2021年4月30日　　单位：平方米、栋、户、人'],
    ['序号', ...columns.map((column) => column.group)],
    ['序号', ...columns.map((column) => column.title || column.group)],
  ];
  const merges = headMerges();
  for (const code of new Set(estates.map((estate) => estate.subdistrict))) {
    const own = estates.filter((estate) => estate.subdistrict === code);
    const top = rows.length + 1;
    for (const estate of own) rows.push(estateRow(estate, estates.indexOf(estate), planted));
    if (own.length > 1) merges.push([top, 2, top + own.length - 1, 2]);
    rows.push(sumRow('小计', own));
  }
  rows.push(sumRow('合计', estates, slip), [], ['填表人：（虚构）', null, null, null, '审核人：（虚构）']);
  return { name: '小区台账', rows, merges };
}

function estateRow(estate: DemoEstate, index: number, planted: readonly Planted[]): Value[] {
  const here = planted.filter((one) => one.index === index);
  return [
    index + 1,
    ...columns.map((column) => {
      const value = column.of(estate);
      const slip = here.find((one) => one.column === column.key);
      return slip ? slip.write(value, estate) : value;
    }),
  ];
}

const buildingHead = [
  '小区名称',
  '楼号',
  '建成年份',
  '层数',
  '单元数',
  '户数',
  '建筑面积(㎡)',
  '结构形式',
  '屋面形式',
  '有无电梯',
  '外墙保温',
];
const wishHead = [
  '小区名称',
  '楼号',
  '单元',
  '房号',
  '专有面积(㎡)',
  '是否同意改造',
  '是否愿意出资',
  '愿出资金额(元)',
  '希望改造内容',
  '希望的物业方式',
  '走访日期',
];

/** The district's survey ledger: estates, buildings, household visits. The dirty one has the slips real ones have. */
export function ledgerSheets(district: DemoDistrict, dirty = false): SheetOut[] {
  const planted = dirty ? [...plantedTidy, ...plantedDirty] : plantedTidy;
  return [
    {
      name: '填报说明',
      rows: [['本表小区、单位均为虚构，仅用于软件演示。'], ['设施现状填：好、一般、差、缺失。']],
      merges: [],
    },
    estateSheet(district.estates, planted, dirty ? 9 : 0),
    {
      name: '楼栋台账',
      rows: [
        buildingHead,
        ...district.buildings.map((b) => [
          b.estate,
          b.name,
          b.builtYear,
          b.floors,
          b.entrances,
          b.households,
          b.floorAreaM2,
          b.structure,
          b.roof,
          '无',
          b.insulation ? '有' : '无',
        ]),
      ],
      merges: [],
    },
    {
      name: '入户意愿',
      rows: [
        wishHead,
        ...district.wishes.map((w) => [
          w.estate,
          w.building,
          w.entrance,
          w.room,
          w.areaM2,
          w.agree ? '是' : '否',
          w.payYuan === null ? '否' : '是',
          w.payYuan,
          w.items.join('、'),
          w.management,
          w.day,
        ]),
      ],
      merges: [],
    },
  ];
}
