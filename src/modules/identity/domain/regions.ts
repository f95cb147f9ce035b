/** A region as the rules know it. */
export type Region = {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  /** Whether it counts as 城区 by default: 街道 do, 镇 and 乡 do not; null above subdistrict level. */
  readonly urban: boolean | null;
  /** West, south, east, north in degrees (CGCS2000); coordinates outside are reported. */
  readonly extent: readonly [number, number, number, number] | null;
};

export const districtCode = '371503';

/** Official codes (GB/T 2260, GB/T 10114) of 茌平区's subdistricts. */
const subdistricts: readonly (readonly [string, string])[] = [
  ['371503001', '振兴街道'],
  ['371503002', '信发街道'],
  ['371503003', '温陈街道'],
  ['371503101', '乐平铺镇'],
  ['371503102', '冯官屯镇'],
  ['371503103', '菜屯镇'],
  ['371503104', '博平镇'],
  ['371503105', '杜郎口镇'],
  ['371503106', '韩屯镇'],
  ['371503107', '胡屯镇'],
  ['371503108', '肖家庄镇'],
  ['371503109', '贾寨镇'],
  ['371503110', '洪官屯镇'],
  ['371503208', '杨官屯乡'],
];

/** The regions that ship with the software, parents before children. */
export const shippedRegions: readonly Region[] = [
  { code: '37', name: '山东省', parentCode: null, urban: null, extent: null },
  { code: '3715', name: '聊城市', parentCode: '37', urban: null, extent: null },
  {
    code: districtCode,
    name: '茌平区',
    parentCode: '3715',
    urban: null,
    extent: [115.9, 36.35, 116.45, 36.8],
  },
  ...subdistricts.map(([code, name]) => ({
    code,
    name,
    parentCode: districtCode,
    urban: name.endsWith('街道'),
    extent: null,
  })),
];
