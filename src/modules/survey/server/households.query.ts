import type { Tx } from '#platform/database/connect.ts';

/** How many households each building of an estate has; null where nobody filled it in. */
export function buildingSizes(
  tx: Tx,
  estateId: string,
): Promise<{ name: string; households: number | null }[]> {
  return tx
    .selectFrom('surveyBuilding')
    .select(['name', 'households'])
    .where('estateId', '=', estateId)
    .where('archivedAt', 'is', null)
    .execute();
}

/** What household visits noted, as imported: place as written, money in fen. */
export type VisitedHousehold = {
  readonly id: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly agree: boolean | null;
  readonly pay: boolean | null;
  readonly payFen: bigint | null;
  readonly items: readonly string[];
  readonly management: string | null;
  /** `YYYY-MM-DD`. */
  readonly visitedOn: string | null;
};

/** The visited households of an estate, the earlier visit first. */
export function visitedHouseholds(tx: Tx, estateId: string): Promise<VisitedHousehold[]> {
  return tx
    .selectFrom('surveyWish')
    .select([
      ...(['id', 'building', 'entrance', 'room', 'agree', 'pay', 'payFen'] as const),
      ...(['items', 'management', 'visitedOn'] as const),
    ])
    .where('estateId', '=', estateId)
    .orderBy('visitedOn', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute();
}

/** One exclusive part's place, without its owners; null where it is not there any more. */
export async function partPlace(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('surveyPart')
    .select(['id', 'estateId', 'building', 'entrance', 'room', 'floor', 'kind', 'unsold'])
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Estate → its dwellings' places, for several estates at once; those not handed over are left out. */
export function dwellingPlaces(tx: Tx, estateIds: readonly string[]) {
  return tx
    .selectFrom('surveyPart')
    .select(['id as partId', 'estateId', 'building', 'entrance', 'room', 'floor', 'unsold'])
    .where('estateId', 'in', [...estateIds])
    .where('kind', '=', 'dwelling')
    .where('archivedAt', 'is', null)
    .execute();
}
