import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { AreaSource, PartKind } from '../../domain/roll/part.ts';
import type { PartPlace } from '../../domain/roll/place.ts';
import type { RollDifference, StoredPart } from '../../domain/roll/prepare-roll.ts';
import type { RollOccupant } from '../../domain/roll/roll.ts';
import type { RollImportRow } from './roll-source.ts';

/** One part as it will stand. */
export type PartWrite = {
  readonly id: string;
  readonly stored: StoredPart | null;
  readonly place: PartPlace;
  readonly kind: PartKind;
  readonly floor: number | null;
  readonly areaCm2: number | null;
  readonly areaSource: AreaSource | null;
  readonly areaEvidence: string;
  readonly titled: boolean;
  readonly unsold: boolean;
  /** Fields the roll writes; null for all of a new part. */
  readonly fields: readonly string[] | null;
  readonly differences: readonly RollDifference[];
  readonly kept: number;
  /** Null where the owners stay as they are. */
  readonly owners: readonly { readonly id: string; readonly nominated: boolean }[] | null;
  readonly occupants: readonly RollOccupant[];
};

const chunk = 1_000;
function* portions<T>(rows: readonly T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += chunk) yield rows.slice(i, i + chunk);
}

const allFields = [
  'floor',
  'areaCm2',
  'areaSource',
  'areaEvidence',
  'titled',
  'unsold',
  'owners',
  'kind',
  'room',
];

const lineOf = (row: RollImportRow) => (write: PartWrite) => ({
  id: write.id,
  ...write.place,
  kind: write.kind,
  floor: write.floor,
  area_cm2: write.areaCm2,
  area_source: write.areaSource,
  area_evidence: write.areaEvidence,
  titled: write.titled,
  unsold: write.unsold,
  sources: Object.fromEntries(
    (write.fields ?? allFields).map((field) => [field, { kind: 'import', importId: row.id }]),
  ),
});

/** Adds and changes parts; answers the version each has now. */
export async function writeParts(
  ctx: Ctx,
  row: RollImportRow,
  writes: readonly PartWrite[],
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const portion of portions(writes)) {
    const lines = JSON.stringify(portion.map(lineOf(row)));
    const done = await sql<{ id: string; version: number }>`
      insert into survey_part as p (id, estate_id, region_code, building, entrance, room, floor, kind, area_cm2,
        area_source, area_evidence, titled, unsold, sources, import_id, updated_at, updated_by)
      select n.id, ${row.estateId}::uuid, ${row.regionCode}, n.building, n.entrance, n.room, n.floor, n.kind, n.area_cm2,
        n.area_source, n.area_evidence, n.titled, n.unsold, n.sources, ${row.id}::uuid, ${ctx.now}::timestamptz,
        ${ctx.actor.name}
      from jsonb_to_recordset(${lines}::jsonb) as n(id uuid, building text, entrance text, room text, floor int,
        kind text, area_cm2 bigint, area_source text, area_evidence text, titled boolean, unsold boolean, sources jsonb)
      on conflict (id) do update set floor = excluded.floor, area_cm2 = excluded.area_cm2,
        area_source = excluded.area_source, area_evidence = excluded.area_evidence, titled = excluded.titled,
        unsold = excluded.unsold, sources = p.sources || excluded.sources, archived_at = null, archive_reason = null,
        version = p.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      returning id, version`.execute(ctx.tx);
    for (const { id, version } of done.rows) versions.set(id, version);
  }
  return versions;
}

/** Ends what the roll no longer says and enters what it does. */
export async function writeOwnerships(
  ctx: Ctx,
  row: RollImportRow,
  writes: readonly PartWrite[],
): Promise<void> {
  const lines = writes.flatMap(({ id, owners }) =>
    (owners ?? []).map((owner) => ({ part_id: id, owner_id: owner.id, nominated: owner.nominated })),
  );
  const renewed = writes.filter(
    ({ stored, owners }) => stored !== null && owners !== null && owners.length > 0,
  );
  for (const portion of portions(renewed))
    await endOthers(
      ctx,
      portion.map(({ id, owners }) => ({
        part_id: id,
        owners: (owners ?? []).map((owner) => owner.id),
        nominates: (owners ?? []).some(({ nominated }) => nominated),
      })),
    );
  for (const portion of portions(lines))
    await sql`insert into survey_ownership as o (part_id, owner_id, region_code, nominated, since)
      select n.part_id, n.owner_id, ${row.regionCode}, n.nominated, ${ctx.today}::date
      from jsonb_to_recordset(${JSON.stringify(portion)}::jsonb) as n(part_id uuid, owner_id uuid, nominated boolean)
      on conflict (part_id, owner_id) do update set until = null, nominated = o.nominated or excluded.nominated
      `.execute(ctx.tx);
}

type Ending = { part_id: string; owners: readonly string[]; nominates: boolean };

/** Ends ownerships the roll does not name; where it names a voter, an earlier one gives way. */
async function endOthers(ctx: Ctx, lines: readonly Ending[]): Promise<void> {
  const rows = JSON.stringify(lines);
  await sql`update survey_ownership o set until = ${ctx.today}::date, nominated = false
    from jsonb_to_recordset(${rows}::jsonb) as n(part_id uuid, owners jsonb)
    where o.part_id = n.part_id and o.until is null and not n.owners ? o.owner_id::text`.execute(ctx.tx);
  await sql`update survey_ownership o set nominated = false
    from jsonb_to_recordset(${rows}::jsonb) as n(part_id uuid, nominates boolean)
    where o.part_id = n.part_id and n.nominates and o.nominated`.execute(ctx.tx);
}
