import type { Ctx } from '#platform/http/context.ts';
import type { AreaSource, PartKind } from '../../domain/roll/part.ts';
import type { OwnerKind } from '../../domain/roll/person.ts';
import { byPlace } from '../../domain/roll/place.ts';

/** Somebody who owns a part, as every list shows them. */
export type PartOwner = {
  readonly id: string;
  /** Named by the co-owners to vote for all of them. */
  readonly nominated: boolean;
  readonly nameMasked: string;
  readonly kind: OwnerKind;
};

/** One exclusive part (专有部分) of an estate. */
export type Part = {
  readonly id: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly floor: number | null;
  readonly kind: PartKind;
  readonly areaCm2: bigint | null;
  readonly areaSource: AreaSource | null;
  /** A garage or storage room without a title of its own carries no vote. */
  readonly titled: boolean;
  /** Not yet sold or handed over; all such parts of an estate are one person. */
  readonly unsold: boolean;
  readonly owners: readonly PartOwner[];
};

type OwnerLine = PartOwner & { readonly partId: string };

/** Owners of parts, those who own still; the nominated first. */
export async function ownersOfParts(
  tx: Ctx['tx'],
  filter: { readonly estateId: string } | { readonly partIds: readonly string[] },
): Promise<Map<string, OwnerLine[]>> {
  if ('partIds' in filter && filter.partIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('surveyOwnership')
    .innerJoin('surveyOwner', 'surveyOwner.id', 'surveyOwnership.ownerId')
    .select(['partId', 'nominated', 'surveyOwner.id', 'nameMasked', 'kind'])
    .where('until', 'is', null)
    .$if('estateId' in filter, (query) =>
      query.where('surveyOwner.estateId', '=', 'estateId' in filter ? filter.estateId : ''),
    )
    .$if('partIds' in filter, (query) =>
      query.where('partId', 'in', 'partIds' in filter ? [...filter.partIds] : []),
    )
    .orderBy('nominated', 'desc')
    .orderBy('nameMasked')
    .orderBy('surveyOwner.id')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({ ...row, kind: row.kind as OwnerKind })),
    (row) => row.partId,
  );
}

/**
 * The exclusive parts of an estate that are not archived, with their owners, in the order of the houses. Building and
 * entrance as they are kept (`3号楼`, `1单元`).
 */
export async function partsOf(
  tx: Ctx['tx'],
  estateId: string,
  scope: { readonly building?: string | undefined; readonly entrance?: string | undefined } = {},
): Promise<Part[]> {
  let query = tx
    .selectFrom('surveyPart')
    .select([
      'id',
      'building',
      'entrance',
      'room',
      'floor',
      'kind',
      'areaCm2',
      'areaSource',
      'titled',
      'unsold',
    ])
    .where('estateId', '=', estateId)
    .where('archivedAt', 'is', null);
  if (scope.building !== undefined) query = query.where('building', '=', scope.building);
  if (scope.entrance !== undefined) query = query.where('entrance', '=', scope.entrance);
  const rows = await query.execute();
  const owners = await ownersOfParts(tx, { estateId });
  return rows
    .map((row) => ({
      ...row,
      kind: row.kind as PartKind,
      areaSource: row.areaSource as AreaSource | null,
      owners: (owners.get(row.id) ?? []).map(({ partId: _partId, ...owner }) => owner),
    }))
    .sort(byPlace);
}
