import type { z } from 'zod';
import type { regionShape } from '../contract.ts';

export type Region = z.infer<typeof regionShape>;
export type RegionNode = { readonly region: Region; readonly children: readonly RegionNode[] };

export const levelNames: Readonly<Record<Region['level'], string>> = {
  province: '省',
  city: '市',
  district: '县区',
  subdistrict: '街道（乡镇）',
  community: '社区',
};

/** Regions as a tree; a region whose parent is not in the list is a root. */
export function treeOf(regions: readonly Region[]): readonly RegionNode[] {
  const codes = new Set(regions.map((region) => region.code));
  // plain loops: browsers of offices are often years behind Map.groupBy
  const byParent = new Map<string, Region[]>();
  for (const region of regions) {
    const parent = region.parentCode && codes.has(region.parentCode) ? region.parentCode : '';
    byParent.set(parent, [...(byParent.get(parent) ?? []), region]);
  }
  const below = (parent: string): readonly RegionNode[] =>
    [...(byParent.get(parent) ?? [])]
      .sort((a, b) => a.code.localeCompare(b.code))
      .map((region) => ({ region, children: below(region.code) }));
  return below('');
}
