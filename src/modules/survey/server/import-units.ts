import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { cm2FromM2 } from '#shared/area.ts';
import { buildingName, householdPlace, type PreparedUnit, type UnitTarget } from '../domain/prepare-units.ts';
import type { BuildingRow, HouseholdRow } from '../domain/unit-rows.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ImportRow } from './import-read.ts';

const chunk = 1_000;

const estateOf = (target: UnitTarget | null, ids: ReadonlyMap<number, string>): string | undefined =>
  target === null ? undefined : 'estateId' in target ? target.estateId : ids.get(target.row);

/** A count that can be kept; anything beyond is no count. */
const whole = (value: number | null, most = 1_000_000): number | null =>
  value === null || value > most ? null : Math.round(value);
const cm2 = (m2: number | null): string | null =>
  m2 === null || m2 <= 0 || m2 > 100_000_000 ? null : String(cm2FromM2(m2));

type Line = { readonly estate_id: string };

/** Rows in portions, each row with the estate it belongs to. */
function* portions<T, L extends Line>(
  units: readonly PreparedUnit<T>[],
  ids: ReadonlyMap<number, string>,
  lineOf: (unit: T, estateId: string) => L,
): Generator<L[]> {
  let lines: L[] = [];
  for (const { unit, target } of units) {
    const estateId = estateOf(target, ids);
    if (estateId === undefined) continue;
    lines.push(lineOf(unit, estateId));
    if (lines.length === chunk) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length > 0) yield lines;
}

/** Adds or renews the buildings of a ledger; one a person has edited stays as it is when edits are kept. */
export async function writeBuildings(
  ctx: Ctx,
  row: ImportRow,
  plan: ImportPlan,
  ids: ReadonlyMap<number, string>,
  keepEdits: boolean,
): Promise<number> {
  let written = 0;
  for (const lines of portions(plan.buildings, ids, buildingLine)) {
    const done = await sql<{ id: string }>`
      insert into survey_building as b (id, estate_id, region_code, name, built_year, floors, entrances, households,
        floor_area_cm2, structure, roof_kind, elevators, insulation, source, import_id)
      select n.id, n.estate_id, e.region_code, n.name, n.built_year, n.floors, n.entrances, n.households,
        n.floor_area_cm2, n.structure, n.roof_kind, n.elevators, n.insulation,
        jsonb_build_object('kind', 'import', 'importId', ${row.id}::text, 'cell', n.cell), ${row.id}::uuid
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(id uuid, estate_id uuid, name text,
        built_year int, floors int, entrances int, households int, floor_area_cm2 bigint, structure text,
        roof_kind text, elevators int, insulation boolean, cell text)
      join survey_estate e on e.id = n.estate_id
      on conflict (estate_id, name) do update set
        previous = to_jsonb(b) - 'previous', built_year = excluded.built_year, floors = excluded.floors,
        entrances = excluded.entrances, households = excluded.households,
        floor_area_cm2 = excluded.floor_area_cm2, structure = excluded.structure, roof_kind = excluded.roof_kind,
        elevators = excluded.elevators, insulation = excluded.insulation, source = excluded.source,
        import_id = excluded.import_id, archived_at = null, version = b.version + 1
      where not (${keepEdits} and b.source ->> 'kind' = 'edit')
        and (b.built_year, b.floors, b.entrances, b.households, b.floor_area_cm2, b.structure, b.roof_kind,
          b.elevators, b.insulation, b.archived_at) is distinct from (excluded.built_year, excluded.floors,
          excluded.entrances, excluded.households, excluded.floor_area_cm2, excluded.structure,
          excluded.roof_kind, excluded.elevators, excluded.insulation, null::timestamptz)
      returning id`.execute(ctx.tx);
    written += done.rows.length;
  }
  return written;
}

const buildingLine = (unit: BuildingRow, estateId: string) => ({
  id: randomUUID(),
  estate_id: estateId,
  name: buildingName(unit.building ?? ''),
  built_year: unit.builtYear,
  floors: whole(unit.floors, 200),
  entrances: whole(unit.entrances),
  households: whole(unit.households),
  floor_area_cm2: cm2(unit.floorAreaM2),
  structure: unit.structure,
  roof_kind: unit.roof,
  elevators: whole(unit.elevators),
  insulation: unit.insulation,
  cell: `A${unit.row}`,
});

/**
 * Adds or renews the answers of visited households; names and telephone numbers are never among them. One keyed in by
 * hand stays as it is when edits are kept.
 */
export async function writeHouseholds(
  ctx: Ctx,
  row: ImportRow,
  plan: ImportPlan,
  ids: ReadonlyMap<number, string>,
  keepEdits: boolean,
): Promise<number> {
  let written = 0;
  for (const lines of portions(plan.households, ids, householdLine)) {
    const done = await sql<{ id: string }>`
      insert into survey_wish as w (id, estate_id, region_code, building, entrance, room, area_cm2, agree, pay,
        pay_fen, items, management, visited_on, sheet_row, import_id)
      select n.id, n.estate_id, e.region_code, n.building, n.entrance, n.room, n.area_cm2, n.agree, n.pay,
        n.pay_fen, array(select jsonb_array_elements_text(n.items)), n.management, n.visited_on, n.sheet_row, ${row.id}::uuid
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(id uuid, estate_id uuid, building text,
        entrance text, room text, area_cm2 bigint, agree boolean, pay boolean, pay_fen bigint, items jsonb,
        management text, visited_on date, sheet_row int)
      join survey_estate e on e.id = n.estate_id
      on conflict (estate_id, building, entrance, room) do update set
        previous = to_jsonb(w) - 'previous', area_cm2 = excluded.area_cm2, agree = excluded.agree,
        pay = excluded.pay, pay_fen = excluded.pay_fen, items = excluded.items,
        management = excluded.management, visited_on = excluded.visited_on, sheet_row = excluded.sheet_row,
        import_id = excluded.import_id, edited_at = null, edited_by = null, version = w.version + 1
      where not (${keepEdits} and w.edited_at is not null) and (w.area_cm2, w.agree, w.pay, w.pay_fen, w.items, w.management, w.visited_on) is distinct from
        (excluded.area_cm2, excluded.agree, excluded.pay, excluded.pay_fen, excluded.items,
          excluded.management, excluded.visited_on)
      returning id`.execute(ctx.tx);
    written += done.rows.length;
  }
  return written;
}

const householdLine = (unit: HouseholdRow, estateId: string) => ({
  id: randomUUID(),
  estate_id: estateId,
  ...householdPlace(unit),
  area_cm2: cm2(unit.areaM2),
  agree: unit.agree,
  pay: unit.pay,
  pay_fen: whole(unit.payYuan === null ? null : unit.payYuan * 100, 1_000_000_000_000),
  items: unit.items,
  management: unit.management,
  visited_on: validDay(unit.visitedOn),
  sheet_row: unit.row,
});

/** A day that exists; a visit dated 2021-02-30 keeps its answer and loses its date. */
function validDay(text: string | null): string | null {
  if (text === null) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
