import { regionsIn } from '#modules/identity/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { PlaceContext } from '../domain/import-place.ts';
import { type PreparedRow, prepareImport, type RegisteredEstate } from '../domain/prepare-import.ts';
import {
  type PreparedUnit,
  prepareBuildings,
  prepareHouseholds,
  unitTargets,
} from '../domain/prepare-units.ts';
import type { BuildingRow, HouseholdRow } from '../domain/unit-rows.ts';
import { type EstateRow, sourcesOf, valuesOf } from './estate-row.ts';
import type { ReadLedger } from './import-read.ts';

/** What committing a ledger would do, held against what is registered now. */
export type ImportPlan = {
  readonly rows: readonly PreparedRow[];
  readonly buildings: readonly PreparedUnit<BuildingRow>[];
  readonly households: readonly PreparedUnit<HouseholdRow>[];
  readonly registered: ReadonlyMap<string, EstateRow>;
  /** Registered estates of the same subdistricts the ledger does not name. */
  readonly missing: readonly EstateRow[];
};

/** Compares a ledger with the estates the transaction may see; writes nothing. */
export async function planImport(ctx: Ctx, { reading, params }: ReadLedger): Promise<ImportPlan> {
  const place = await placeContext(ctx);
  const rows = await ctx.tx
    .selectFrom('surveyEstate')
    .selectAll()
    .where('archivedAt', 'is', null)
    .orderBy('code')
    .execute();
  const registered = rows.map(asRegistered);
  const prepared = prepareImport(reading.estates, registered, place, params);
  const find = unitTargets(reading.estates, prepared, registered);
  const matched = new Set(prepared.map((row) => row.estateId));
  const subdistricts = new Set(
    prepared.flatMap((row) => (row.regionCode ? [row.regionCode.slice(0, 9)] : [])),
  );
  return {
    rows: prepared,
    buildings: prepareBuildings(reading.buildings.rows, find),
    households: prepareHouseholds(reading.households.rows, find),
    registered: new Map(rows.map((row) => [row.id, row])),
    missing: rows.filter((row) => !matched.has(row.id) && subdistricts.has(row.regionCode.slice(0, 9))),
  };
}

const asRegistered = (row: EstateRow): RegisteredEstate => ({
  id: row.id,
  code: row.code,
  values: valuesOf(row),
  edited: new Set(
    Object.entries(sourcesOf(row))
      .filter(([, source]) => source?.kind === 'edit')
      .map(([field]) => field),
  ),
});

async function placeContext(ctx: Ctx): Promise<PlaceContext> {
  const regions = await regionsIn(ctx, '');
  const names = new Map(regions.map((region) => [region.code, region.name]));
  const { scope } = ctx.actor;
  const parent = scope.length === 12 ? (names.get(scope.slice(0, 9)) ?? '') : '';
  return {
    scope,
    scopeName: parent + (names.get(scope) ?? scope),
    district: scope.slice(0, 6),
    names,
    communities: regions.filter((region) => region.code.length === 12),
  };
}
