import { useRegions } from './api.ts';

/** Code → name; a community with its subdistrict before it. */
export function useRegionName(): (code: string) => string {
  const regions = useRegions().data ?? [];
  const names = new Map(regions.map((region) => [region.code, region.name]));
  return (code) =>
    (code.length === 12 ? (names.get(code.slice(0, 9)) ?? '') : '') + (names.get(code) ?? code);
}
