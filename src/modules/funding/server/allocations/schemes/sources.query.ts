import { sql } from 'kysely';
import { regionsIn } from '#modules/identity/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { AllocationSource } from '../../../contract-allocation-schemes.ts';
import { indicatorChannels, type RenovationClass } from '../../../domain/allocation/indicator-words.ts';
import type { ProposalSource } from '../../../domain/allocation/propose.ts';

/** A source the task force may spread over projects: fiscal money, with its earmark and what is not arranged. */
export type SchemeSource = ProposalSource & {
  readonly documentNumber: string;
  readonly title: string;
  readonly lastDay: string | null;
};

/** Sources in money with something left to arrange; or those named, whatever is left. */
export async function schemeSources(ctx: Ctx, ids?: readonly string[]): Promise<SchemeSource[]> {
  let rows = ctx.tx
    .selectFrom('fundingSource as s')
    .leftJoin('fundingTotal as t', (join) =>
      join.onRef('t.sourceId', '=', 's.id').on('t.account', '=', 'budget'),
    )
    .select([
      ...(['s.id', 's.regionCode', 's.documentNumber', 's.title', 's.classes', 's.estates'] as const),
      's.excludedItems',
      sql<bigint>`coalesce(t.balance_fen, 0)`.as('availableFen'),
      sql<string | null>`least(s.expires_on, case when s.carry then null
        else make_date(s.budget_year, 12, 31) end)::text`.as('lastDay'),
    ])
    .where('s.cash', '=', true)
    .where('s.subChannel', 'in', [...indicatorChannels])
    .where('s.regionCode', 'like', `${ctx.actor.scope}%`)
    .orderBy('s.createdAt', 'desc')
    .orderBy('s.id');
  if (ids) rows = rows.where('s.id', 'in', [...ids]);
  const found = await rows.execute();
  return found
    .map((row) => ({
      ...{ id: row.id, regionCode: row.regionCode, documentNumber: row.documentNumber, title: row.title },
      ...{
        classes: row.classes as RenovationClass[],
        estates: row.estates,
        excludedItems: row.excludedItems,
      },
      ...{ availableFen: BigInt(row.availableFen), lastDay: row.lastDay },
    }))
    .filter(
      (one) =>
        ids !== undefined || (one.availableFen > 0n && (one.lastDay === null || one.lastDay >= ctx.today)),
    );
}

/** As the screen shows it; `availableFen` as frozen with the scheme where given. */
export async function sourceViews(
  ctx: Ctx,
  sources: readonly SchemeSource[],
  available?: ReadonlyMap<string, bigint>,
): Promise<AllocationSource[]> {
  const names = new Map((await regionsIn(ctx, '')).map(({ code, name }) => [code, name]));
  return sources.map((one) => ({
    ...{ sourceId: one.id, documentNumber: one.documentNumber, title: one.title, lastDay: one.lastDay },
    regionName: names.get(one.regionCode) ?? one.regionCode,
    ...{ classes: [...one.classes], excludedItems: [...one.excludedItems] },
    availableFen: String(available?.get(one.id) ?? one.availableFen),
  }));
}
