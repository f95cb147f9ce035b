import { randomUUID } from 'node:crypto';
import { type Insertable, sql } from 'kysely';
import type { SurveyOwner } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { placeText } from '../../domain/roll/place.ts';
import type { OwnerRef, PreparedPart, PreparedRoll, RollDifference } from '../../domain/roll/prepare-roll.ts';
import { type ChangeLine, writeChanges } from '../changes.ts';
import { nameColumns, numberColumns, phoneColumns } from './owner-row.ts';
import { partLine } from './part-row.ts';
import { writeOccupants } from './roll-occupants.ts';
import { type PartWrite, writeOwnerships, writeParts } from './roll-part-rows.ts';
import type { RollImportRow } from './roll-source.ts';
import type { Written } from './roll-store.ts';

const chunk = 1_000;
export type Filled = {
  readonly id: string;
  readonly number: boolean;
  readonly phone: boolean;
  readonly version: number;
};

/** Writes a prepared roll: owners, parts, who owns what, occupants, and a line of history for each part touched. */
export async function writeRoll(ctx: Ctx, row: RollImportRow, plan: PreparedRoll, keepEdits: boolean) {
  const freshIds = plan.fresh.map(() => randomUUID());
  await insertOwners(ctx, row, plan, freshIds);
  const filled = await fillOwners(ctx, plan);
  const idOf = (ref: OwnerRef): string => ('id' in ref ? ref.id : (freshIds[ref.fresh] ?? ''));
  const writes = plan.parts.map((part) => (part ? partWrite(part, keepEdits, idOf) : null));
  const all = writes.filter((write) => write !== null);
  const touched = all.filter((write) => write.stored === null || write.differences.length > 0);
  const versions = await writeParts(ctx, row, touched);
  await writeOwnerships(ctx, row, touched);
  await writeOccupants(ctx, row, all);
  await writeChanges(
    ctx.tx,
    touched.flatMap((write) => linesOf(ctx, row, write)),
  );
  const written = new Map(
    writes.flatMap((write, index): [number, Written][] => {
      if (!write) return [];
      const before = beforeOf(write, versions.get(write.id));
      return [[index, { partId: write.id, before }]];
    }),
  );
  const isNew = (write: PartWrite) => write.stored === null || write.stored.archived;
  return {
    written,
    filled,
    created: all.filter(isNew).length,
    changed: touched.filter((write) => !isNew(write)).length,
    unchanged: all.length - touched.length,
    refused: plan.lines.filter((line) => line.part === null).length,
    keptEdits: all.reduce((sum, write) => sum + write.kept, 0),
    owners: plan.fresh.length,
  };
}

/** What becomes of one part: a figure somebody typed in stays where edits are kept. */
function partWrite(part: PreparedPart, keepEdits: boolean, idOf: (ref: OwnerRef) => string): PartWrite {
  const { read, stored } = part;
  const differences = part.differences.filter((difference) => !(keepEdits && difference.edited));
  const takes = (field: RollDifference['field']) =>
    stored === null || differences.some((difference) => difference.field === field);
  const from = stored ?? read;
  return {
    id: stored?.id ?? randomUUID(),
    stored,
    place: read.place,
    kind: read.kind,
    floor: takes('floor') ? read.floor : from.floor,
    areaCm2: takes('areaCm2') ? read.areaCm2 : from.areaCm2,
    areaSource:
      takes('areaSource') || (takes('areaCm2') && read.areaCm2 !== null) ? read.areaSource : from.areaSource,
    areaEvidence: takes('areaEvidence') ? read.areaEvidence : from.areaEvidence,
    titled: takes('titled') ? read.titled : from.titled,
    unsold: takes('unsold') ? read.unsold : from.unsold,
    fields: stored === null ? null : differences.map(({ field }) => field),
    differences,
    kept: part.differences.length - differences.length,
    owners: takes('owners') ? part.owners.map(({ ref, nominated }) => ({ id: idOf(ref), nominated })) : null,
    occupants: read.occupants,
  };
}

async function insertOwners(ctx: Ctx, row: RollImportRow, plan: PreparedRoll, ids: readonly string[]) {
  const rows = plan.fresh.map(
    (owner, i): Insertable<SurveyOwner> => ({
      id: ids[i] ?? '',
      estateId: row.estateId,
      regionCode: row.regionCode,
      kind: owner.kind,
      ...nameColumns(ctx, owner.name, owner.kind),
      ...numberColumns(ctx, owner.number),
      ...phoneColumns(ctx, owner.phone),
      importId: row.id,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    }),
  );
  for (let i = 0; i < rows.length; i += chunk)
    await ctx.tx
      .insertInto('surveyOwner')
      .values(rows.slice(i, i + chunk))
      .execute();
}

/** Numbers and telephones that stored owners lacked; what they have stays. */
async function fillOwners(ctx: Ctx, plan: PreparedRoll): Promise<Filled[]> {
  const filled: Filled[] = [];
  for (const [id, { number, phone }] of plan.filled) {
    const { version } = await ctx.tx
      .updateTable('surveyOwner')
      .set({
        ...(number === undefined ? {} : numberColumns(ctx, number)),
        ...(phone === undefined ? {} : phoneColumns(ctx, phone)),
        version: sql`version + 1`,
        updatedAt: ctx.now,
        updatedBy: ctx.actor.name,
      })
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirstOrThrow();
    filled.push({ id, number: number !== undefined, phone: phone !== undefined, version });
  }
  return filled;
}

function linesOf(ctx: Ctx, row: RollImportRow, write: PartWrite): ChangeLine[] {
  const part = { id: write.id, estateId: row.estateId, regionCode: row.regionCode };
  const reason = `名册 ${row.fileName}`;
  if (write.stored === null)
    return [partLine(ctx, part, 'import', reason, '*', { to: { place: placeText(write.place) } })];
  return write.differences.map(({ field, from, to }) =>
    partLine(ctx, part, 'import', reason, field, { from, to }),
  );
}

function beforeOf(write: PartWrite, version: number | undefined): Written['before'] {
  if (version === undefined) return null;
  const { stored } = write;
  if (stored === null) return { version, columns: null, owners: [], nominated: null };
  const { floor, areaCm2, areaSource, areaEvidence, titled, unsold, archived } = stored;
  return {
    version,
    columns: { floor, areaCm2, areaSource, areaEvidence, titled, unsold, archived },
    owners: stored.owners.map(({ id }) => id),
    nominated: stored.owners.find(({ nominated }) => nominated)?.id ?? null,
  };
}
