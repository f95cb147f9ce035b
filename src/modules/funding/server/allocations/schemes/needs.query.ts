import { sql } from 'kysely';
import { approvedScheme } from '#modules/scheme/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { RenovationClass } from '../../../domain/allocation/indicator-words.ts';

/** What an item of an estate costs by the approved scheme and what is arranged for it already, from all sources. */
export type Need = {
  readonly projectId: string;
  readonly projectName: string;
  readonly estateId: string;
  readonly estateName: string;
  readonly regionCode: string;
  readonly item: string;
  readonly itemTitle: string;
  readonly itemClass: RenovationClass;
  readonly costFen: bigint;
  readonly arrangedFen: bigint;
};
export type ProjectEstate = {
  readonly projectId: string;
  readonly projectCode: string;
  readonly projectName: string;
  readonly estateId: string;
  readonly estateName: string;
  readonly regionCode: string;
  readonly areaCm2: bigint;
  readonly households: bigint;
  readonly buildings: bigint;
};
const bound = ['arranged', 'committed', 'retained', 'payable', 'authorised', 'paid'];

/** The estates of approved projects; all in sight, or those of the projects named. */
export async function projectEstates(ctx: Ctx, projectIds?: readonly string[]): Promise<ProjectEstate[]> {
  let rows = ctx.tx
    .selectFrom('projectsProject as p')
    .innerJoin('projectsProjectEstate as e', 'e.projectId', 'p.id')
    .innerJoin('surveyEstate as s', 's.id', 'e.estateId')
    .select([
      ...(['p.id as projectId', 'p.code as projectCode', 'p.name as projectName', 'e.estateId'] as const),
      ...(['e.name as estateName', 's.regionCode', 'e.floorAreaCm2', 'e.households', 'e.buildings'] as const),
    ])
    .where('p.state', '=', 'approved')
    .where('e.living', '=', true)
    .orderBy('p.code')
    .orderBy('e.name');
  if (projectIds) rows = rows.where('p.id', 'in', [...projectIds]);
  return (await rows.execute()).map(({ floorAreaCm2, ...row }) => ({
    ...row,
    areaCm2: floorAreaCm2,
    households: BigInt(row.households),
    buildings: BigInt(row.buildings),
  }));
}

async function arrangedOf(ctx: Ctx, estateIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const rows = await ctx.tx
    .selectFrom('fundingBalance')
    .select(['projectId', 'estateId', 'item', sql<bigint>`sum(balance_fen)::bigint`.as('fen')])
    .where('estateId', 'in', [...estateIds])
    .where('account', 'in', bound)
    .groupBy(['projectId', 'estateId', 'item'])
    .execute();
  return new Map(rows.map((row) => [`${row.projectId}/${row.estateId}/${row.item}`, BigInt(row.fen)]));
}

/** Needs of the estates, item by item; estates without an approved scheme have none. */
export async function needsOf(ctx: Ctx, estates: readonly ProjectEstate[]): Promise<Need[]> {
  if (estates.length === 0) return [];
  const arranged = await arrangedOf(
    ctx,
    estates.map(({ estateId }) => estateId),
  );
  const needs: Need[] = [];
  for (const estate of estates) {
    const scheme = await approvedScheme(ctx.tx, { estateId: estate.estateId });
    const items = new Map<string, Need>();
    for (const line of scheme?.lines ?? []) {
      if (line.estateId !== estate.estateId) continue;
      const before = items.get(line.item);
      items.set(line.item, {
        ...{ projectId: estate.projectId, projectName: estate.projectName, regionCode: estate.regionCode },
        ...{ estateId: estate.estateId, estateName: estate.estateName },
        ...{ item: line.item, itemTitle: line.itemTitle, itemClass: line.class },
        costFen: (before?.costFen ?? 0n) + line.amountFen,
        arrangedFen: arranged.get(`${estate.projectId}/${estate.estateId}/${line.item}`) ?? 0n,
      });
    }
    needs.push(...items.values());
  }
  return needs;
}

/** What is still lacking; never negative. */
export const needFen = (one: Pick<Need, 'costFen' | 'arrangedFen'>): bigint =>
  one.costFen > one.arrangedFen ? one.costFen - one.arrangedFen : 0n;
