import type { Ctx } from '#platform/http/context.ts';
import type { AreaSource, PartKind } from '../../domain/roll/part.ts';
import type { OwnerKind } from '../../domain/roll/person.ts';
import { type PreparedRoll, prepareRoll, type Stored } from '../../domain/roll/prepare-roll.ts';
import type { RollReading } from '../../domain/roll/roll.ts';
import { nameMark, numberMark } from './owner-match.ts';
import { phoneMark } from './owner-row.ts';
import { partSources } from './part-row.ts';
import { ownersOfParts } from './parts.query.ts';

/** Holds a roll against what the estate has now; parts are locked where the caller is about to write. */
export async function planRoll(
  ctx: Ctx,
  estateId: string,
  reading: RollReading,
  lock: boolean,
): Promise<PreparedRoll> {
  const remembered = new Map<string, string>();
  const hex = (kind: string, text: string, mark: () => Buffer): string => {
    const key = `${kind}|${text}`;
    const known = remembered.get(key) ?? mark().toString('hex');
    remembered.set(key, known);
    return known;
  };
  return prepareRoll(reading, await storedRoll(ctx, estateId, lock), {
    name: (text) => hex('name', text, () => nameMark(ctx, text)),
    number: (text) => hex('number', text, () => numberMark(ctx, text)),
    phone: (text) => hex('phone', text, () => phoneMark(ctx, text)),
  });
}

async function storedRoll(ctx: Ctx, estateId: string, lock: boolean): Promise<Stored> {
  const query = ctx.tx.selectFrom('surveyPart').selectAll().where('estateId', '=', estateId);
  const parts = await (lock ? query.orderBy('id').forUpdate() : query).execute();
  const ownersOf = await ownersOfParts(ctx.tx, { estateId });
  const owners = await ctx.tx
    .selectFrom('surveyOwner')
    .select(['id', 'kind', 'nameMasked', 'nameMark', 'numberMark', 'phoneMark'])
    .where('estateId', '=', estateId)
    .where('archivedAt', 'is', null)
    .execute();
  return {
    parts: parts.map((row) => ({
      id: row.id,
      place: { building: row.building, entrance: row.entrance, room: row.room },
      kind: row.kind as PartKind,
      floor: row.floor,
      areaCm2: row.areaCm2 === null ? null : Number(row.areaCm2),
      areaSource: row.areaSource as AreaSource | null,
      areaEvidence: row.areaEvidence,
      titled: row.titled,
      unsold: row.unsold,
      archived: row.archivedAt !== null,
      edited: editedFields(row),
      owners: (ownersOf.get(row.id) ?? []).map(({ id, nominated }) => ({ id, nominated })),
    })),
    owners: owners.map((row) => ({
      id: row.id,
      kind: row.kind as OwnerKind,
      nameMasked: row.nameMasked,
      nameMark: row.nameMark.toString('hex'),
      numberMark: row.numberMark?.toString('hex') ?? null,
      phoneMark: row.phoneMark?.toString('hex') ?? null,
    })),
  };
}

const editedFields = (row: Parameters<typeof partSources>[0]): ReadonlySet<string> =>
  new Set(
    Object.entries(partSources(row))
      .filter(([, source]) => source.kind === 'edit')
      .map(([field]) => field),
  );
