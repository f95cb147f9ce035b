import type { EstateValues } from './estate-values.ts';

/** What can be written into a field, and how it is shown. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'count'
  | 'area'
  | 'year'
  | 'day'
  | 'degrees'
  | 'flag'
  | 'choice'
  | 'list';
export type FieldGroup = '基本信息' | '规模' | '权属与管理' | '设施条件' | '居民意愿' | '位置';

export type FieldOf<K extends keyof EstateValues = keyof EstateValues> = {
  readonly key: K;
  readonly title: string;
  readonly group: FieldGroup;
  readonly kind: FieldKind;
  readonly unit?: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** Counts towards completeness: what eligibility, score or plan ask for. */
  readonly counted?: true;
};

const gradeOptions = [
  ['good', '好'],
  ['fair', '一般'],
  ['poor', '差'],
  ['missing', '缺失'],
] as const;

const grade = (key: keyof EstateValues, title: string): FieldOf => ({
  key,
  title,
  group: '设施条件',
  kind: 'choice',
  options: gradeOptions,
  counted: true,
});

/** Every field of an estate that people fill in, in the order forms, grids and sheets show them. */
export const estateFields: readonly FieldOf[] = [
  { key: 'name', title: '小区名称', group: '基本信息', kind: 'text' },
  { key: 'aliases', title: '别名', group: '基本信息', kind: 'list' },
  { key: 'regionCode', title: '所属街道（乡镇）', group: '基本信息', kind: 'text', counted: true },
  { key: 'community', title: '社区', group: '基本信息', kind: 'text', counted: true },
  { key: 'address', title: '地址', group: '基本信息', kind: 'text', counted: true },
  { key: 'builtYear', title: '建成年份', group: '基本信息', kind: 'year', unit: '年', counted: true },
  { key: 'builtOn', title: '竣工日期', group: '基本信息', kind: 'day' },
  { key: 'urban', title: '位于城区', group: '基本信息', kind: 'flag' },
  { key: 'floorAreaM2', title: '建筑面积', group: '规模', kind: 'area', unit: '㎡', counted: true },
  { key: 'buildings', title: '楼栋数', group: '规模', kind: 'count', unit: '栋', counted: true },
  { key: 'entrances', title: '单元数', group: '规模', kind: 'count', unit: '个', counted: true },
  { key: 'households', title: '户数', group: '规模', kind: 'count', unit: '户', counted: true },
  { key: 'population', title: '人口', group: '规模', kind: 'count', unit: '人', counted: true },
  {
    key: 'land',
    title: '土地性质',
    group: '权属与管理',
    kind: 'choice',
    options: [
      ['state', '国有'],
      ['collective', '集体'],
    ],
    counted: true,
  },
  { key: 'demolition', title: '列入拆迁或棚改', group: '权属与管理', kind: 'flag', counted: true },
  { key: 'shantyTown', title: '其中：列入棚改', group: '权属与管理', kind: 'flag' },
  { key: 'propertyKind', title: '产权类型', group: '权属与管理', kind: 'text' },
  { key: 'formerOwner', title: '原产权单位', group: '权属与管理', kind: 'text' },
  { key: 'management', title: '物业管理方式', group: '权属与管理', kind: 'text', counted: true },
  { key: 'ownersCommittee', title: '业委会正常履职', group: '权属与管理', kind: 'flag' },
  { key: 'partyOrganisation', title: '小区党组织', group: '权属与管理', kind: 'flag' },
  {
    key: 'papers',
    title: '手续完善程度',
    group: '权属与管理',
    kind: 'choice',
    options: [
      ['complete', '齐全'],
      ['partial', '部分缺失'],
      ['missing', '缺失'],
    ],
    counted: true,
  },
  grade('water', '供水'),
  grade('power', '供电'),
  grade('heating', '供暖'),
  grade('gas', '供气'),
  grade('road', '道路'),
  grade('security', '安防'),
  grade('roof', '屋面防水'),
  grade('drainage', '雨污分流'),
  { key: 'agree', title: '同意改造户数', group: '居民意愿', kind: 'count', unit: '户', counted: true },
  { key: 'pay', title: '愿意出资户数', group: '居民意愿', kind: 'count', unit: '户', counted: true },
  { key: 'lon', title: '经度', group: '位置', kind: 'degrees', unit: '°', counted: true },
  { key: 'lat', title: '纬度', group: '位置', kind: 'degrees', unit: '°', counted: true },
  { key: 'note', title: '备注', group: '基本信息', kind: 'longText' },
];

export const fieldOf = (key: string): FieldOf | undefined => estateFields.find((field) => field.key === key);

/** Share of the counted fields that are filled in, in whole per cent rounded down: 100 only when nothing is missing. */
export function completenessOf(values: EstateValues): number {
  const counted = estateFields.filter((field) => field.counted);
  const filled = counted.filter(({ key }) =>
    key === 'regionCode' ? values.regionCode.length >= 9 : values[key] !== null && values[key] !== '',
  );
  return Math.floor((filled.length * 100) / counted.length);
}

/** Names of the counted fields that are still empty. */
export const missingFields = (values: EstateValues): string[] =>
  estateFields
    .filter((field) => field.counted)
    .filter(({ key }) =>
      key === 'regionCode' ? values.regionCode.length < 9 : values[key] === null || values[key] === '',
    )
    .map((field) => field.title);
