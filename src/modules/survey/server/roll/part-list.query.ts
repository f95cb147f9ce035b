import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { partItem, partQuery } from '../../contract-roll-shapes.ts';
import { type AreaSource, areaSources, type PartKind, partKinds } from '../../domain/roll/part.ts';
import { nameKey } from '../../domain/roll/person.ts';
import { byPlace, placeText } from '../../domain/roll/place.ts';
import { compact } from '../../domain/text.ts';
import { findEstate } from '../estate-detail.query.ts';
import { nameMark } from './owner-match.ts';
import type { PartRow } from './part-row.ts';
import { ownersOfParts, type PartOwner } from './parts.query.ts';

export type PartItem = z.infer<typeof partItem>;
export type PartQuery = z.infer<typeof partQuery>;

/** A part as lists answer it. */
export const presentPart = (
  row: Omit<PartRow, 'sources' | 'importId'>,
  owners: readonly PartOwner[],
): PartItem => ({
  id: row.id,
  version: row.version,
  building: row.building,
  entrance: row.entrance,
  room: row.room,
  floor: row.floor,
  kind: row.kind as PartKind,
  areaCm2: row.areaCm2 === null ? null : String(row.areaCm2),
  areaSource: row.areaSource as AreaSource | null,
  areaEvidence: row.areaEvidence,
  titled: row.titled,
  unsold: row.unsold,
  archived: row.archivedAt !== null,
  owners: owners.map(({ id, nominated, nameMasked, kind }) => ({ id, nominated, nameMasked, kind })),
});

async function load(ctx: Pick<Ctx, 'tx'>, estateId: string, archived: boolean): Promise<PartItem[]> {
  const rows = await ctx.tx
    .selectFrom('surveyPart')
    .selectAll()
    .where('estateId', '=', estateId)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .execute();
  const owners = await ownersOfParts(ctx.tx, { estateId });
  return rows.map((row) => presentPart(row, owners.get(row.id) ?? [])).sort(byPlace);
}

const lacksVoter = (part: PartItem): boolean =>
  part.owners.length > 1 && !part.owners.some(({ nominated }) => nominated);

/** All parts a list's query finds, in its order; a whole name is found by its mark, without opening any. */
export async function allParts(ctx: Ctx, input: PartQuery): Promise<PartItem[]> {
  await findEstate(ctx, input.id);
  const all = await load(ctx, input.id, input.archived ?? false);
  const named = input.search ? await ownersNamed(ctx, input.id, input.search) : new Set<string>();
  const search = compact(input.search ?? '').toLowerCase();
  const found = all.filter(
    (part) =>
      (input.building === undefined || part.building === input.building) &&
      (input.kind === undefined || part.kind === input.kind) &&
      (input.areaSource === undefined || (part.areaSource ?? 'missing') === input.areaSource) &&
      (input.unsold === undefined || part.unsold === input.unsold) &&
      (input.ownerless === undefined || (part.owners.length === 0 && !part.unsold) === input.ownerless) &&
      (input.unnominated === undefined || lacksVoter(part) === input.unnominated) &&
      (search === '' || matches(part, search) || part.owners.some(({ id }) => named.has(id))),
  );
  const sorted = sort(found, input.sort);
  return input.descending ? sorted.reverse() : sorted;
}

function matches(part: PartItem, search: string): boolean {
  const place = compact(placeText(part)).toLowerCase();
  const short = [part.building, part.entrance, part.room]
    .filter((text) => text !== '')
    .map((text) => text.replace(/号楼|单元|座/g, ''))
    .join('-')
    .toLowerCase();
  return (
    place.includes(search) ||
    short.startsWith(search) ||
    part.owners.some(({ nameMasked }) => nameMasked.toLowerCase().includes(search))
  );
}

async function ownersNamed(ctx: Ctx, estateId: string, search: string): Promise<Set<string>> {
  if (nameKey(search).length < 2) return new Set();
  const rows = await ctx.tx
    .selectFrom('surveyOwner')
    .select('id')
    .where('estateId', '=', estateId)
    .where('nameMark', '=', nameMark(ctx, search))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function sort(parts: PartItem[], by: PartQuery['sort']): PartItem[] {
  if (by === 'area') return parts.sort((a, b) => Number(a.areaCm2 ?? 0) - Number(b.areaCm2 ?? 0));
  if (by === 'floor') return parts.sort((a, b) => (a.floor ?? -99) - (b.floor ?? -99));
  if (by === 'owners') return parts.sort((a, b) => a.owners.length - b.owners.length);
  return parts;
}

/** A page of an estate's parts. */
export async function listParts(ctx: Ctx, input: PartQuery & { page: number; size: number }) {
  const all = await allParts(ctx, input);
  const from = (input.page - 1) * input.size;
  return { total: all.length, items: all.slice(from, from + input.size) };
}

/** What the parts of an estate add up to; archived ones do not count. */
export async function rollSums(ctx: Ctx, input: { id: string }) {
  await findEstate(ctx, input.id);
  const all = await load(ctx, input.id, false);
  const sum = (parts: readonly PartItem[]): string =>
    String(parts.reduce((total, { areaCm2 }) => total + BigInt(areaCm2 ?? 0), 0n));
  const unsold = all.filter((part) => part.unsold).length;
  const owners = new Set(
    all.filter((part) => !part.unsold).flatMap((part) => part.owners.map(({ id }) => id)),
  );
  const of = (source: AreaSource | null) => all.filter((part) => part.areaSource === source);
  return {
    parts: all.length,
    areaCm2: sum(all),
    areas: [...areaSources, null]
      .map((source) => ({ source, parts: of(source).length, areaCm2: sum(of(source)) }))
      .filter(({ parts }) => parts > 0),
    kinds: partKinds
      .map((kind) => ({ kind, parts: all.filter((part) => part.kind === kind).length }))
      .filter(({ parts }) => parts > 0),
    persons: owners.size + (unsold > 0 ? 1 : 0),
    unsold,
    untitled: all.filter((part) => !part.titled).length,
    areaMissing: all.filter((part) => part.areaCm2 === null).length,
    ownerless: all.filter((part) => part.owners.length === 0 && !part.unsold).length,
    unnominated: all.filter(lacksVoter).length,
    buildings: [...new Set(all.map(({ building }) => building))],
  };
}
