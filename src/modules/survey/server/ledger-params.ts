import { type Region, shippedRegions } from '#modules/identity/index.ts';
import type { Day } from '#shared/day.ts';
import type { EstateColumn, KnownDistrict, LedgerParams } from '../domain/ledger.ts';

/** Districts of a region table with their subdistricts, as the ledger reader wants them. */
export function knownDistricts(regions: readonly Region[]): KnownDistrict[] {
  return regions
    .filter((region) => region.code.length === 6)
    .map((district) => ({
      code: district.code,
      name: district.name,
      extent: district.extent
        ? {
            west: district.extent[0],
            south: district.extent[1],
            east: district.extent[2],
            north: district.extent[3],
          }
        : null,
      subdistricts: regions
        .filter((region) => region.code.length === 9 && region.parentCode === district.code)
        .map(({ code, name }) => ({ code, name })),
    }));
}

/**
 * What the reader is told beside the file: the day, the region table, and the bounds outside which a figure is
 * taken for a slip of the pen (none of them a rule of the plan).
 */
export const ledgerParams = (
  today: Day,
  regions: readonly Region[] = shippedRegions,
  mapping: Readonly<Record<number, EstateColumn | null>> = {},
): LedgerParams => ({
  today,
  districts: knownDistricts(regions),
  country: { west: 73, south: 3, east: 136, north: 54 },
  earliestBuiltYear: 1900,
  areaPerHouseholdM2: { possible: [1, 10_000], usual: [10, 1_000] },
  samePlaceDegrees: 0.0005,
  mapping,
});
