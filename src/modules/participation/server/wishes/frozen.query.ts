import { type Selectable, sql } from 'kysely';
import type { ParticipationSurvey } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Frozen } from './survey-row.ts';

/** How many households said yes in a closed survey with its coverage met; never counted again. */
export type FrozenWish = {
  readonly surveyId: string;
  readonly title: string;
  /** ISO instant of closing. */
  readonly closedAt: string;
  readonly answered: number;
  readonly households: number;
  readonly yes: number;
};
/** Each from the latest survey that asked it. */
export type FrozenWishes = { readonly agree: FrozenWish | null; readonly pay: FrozenWish | null };

type Tx = Ctx['tx'];

const coveredOf = (tx: Tx) =>
  tx
    .selectFrom('participationSurvey')
    .where('state', '=', 'closed')
    .where(sql<string>`frozen->>'met'`, '=', 'yes');

function wishOf(
  row: Pick<Selectable<ParticipationSurvey>, 'id' | 'title' | 'closedAt'> & { frozen: unknown },
  which: 'agree' | 'pay',
): FrozenWish | null {
  const { coverage, [which]: yes } = row.frozen as Pick<Frozen, 'coverage' | 'agree' | 'pay'>;
  if (yes === null || coverage.households === null || row.closedAt === null) return null;
  const { answered, households } = coverage;
  return {
    surveyId: row.id,
    title: row.title,
    closedAt: row.closedAt.toISOString(),
    answered,
    households,
    yes,
  };
}

/**
 * The frozen wishes of estates, by estate, from closed surveys whose coverage was met. Estates without one are absent.
 * @param estateIds absent: all in sight
 */
export async function frozenWishes(
  tx: Tx,
  estateIds?: readonly string[],
): Promise<ReadonlyMap<string, FrozenWishes>> {
  if (estateIds?.length === 0) return new Map();
  let query = coveredOf(tx)
    .select(['id', 'estateId', 'title', 'closedAt'])
    .select(
      sql<unknown>`jsonb_build_object('agree', frozen->'agree', 'pay', frozen->'pay', 'coverage', frozen->'coverage')`.as(
        'frozen',
      ),
    )
    .orderBy('closedAt')
    .orderBy('id');
  if (estateIds) query = query.where('estateId', 'in', [...estateIds]);
  const found = new Map<string, FrozenWishes>();
  for (const row of await query.execute()) {
    const before = found.get(row.estateId) ?? { agree: null, pay: null };
    const agree = wishOf(row, 'agree') ?? before.agree;
    const pay = wishOf(row, 'pay') ?? before.pay;
    if (agree || pay) found.set(row.estateId, { agree, pay });
  }
  return found;
}

/** When a survey that counts was last closed, of all in sight or of one estate; null: never. */
export async function lastFrozenWish(tx: Tx, estateId?: string): Promise<Date | null> {
  let query = coveredOf(tx).select((row) => row.fn.max('closedAt').as('at'));
  if (estateId !== undefined) query = query.where('estateId', '=', estateId);
  return (await query.executeTakeFirst())?.at ?? null;
}
