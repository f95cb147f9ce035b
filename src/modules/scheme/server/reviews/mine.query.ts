import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { RoundState } from '../../domain/review/course.ts';
import { presentSeats } from './rounds.query.ts';
import { estatesOf } from './standing.ts';

/** What the organisation of whoever asks was asked for, the earliest due first. */
export async function myReviews(
  ctx: Ctx,
  input: { state: 'open' | 'given' | 'all'; page: number; size: number },
) {
  const { organisationId } = ctx.actor;
  if (organisationId === null) return { total: 0, items: [] };
  const rounds = ctx.tx
    .selectFrom('schemeOpinion as o')
    .innerJoin('schemeReview as r', 'r.id', 'o.reviewId')
    .innerJoin('schemeVersion as v', 'v.id', 'r.versionId')
    .where('o.organisationId', '=', organisationId)
    .where('r.state', '<>', 'cancelled');
  const open = rounds.where('r.state', '=', 'open').where('o.givenAt', 'is', null);
  const chosen =
    input.state === 'open'
      ? open
      : input.state === 'given'
        ? rounds.where('o.givenAt', 'is not', null)
        : rounds;
  const { total } = await chosen
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .selectAll('o')
    .select(['v.title as schemeTitle', 'r.state as roundState'])
    .orderBy('o.dueOn', input.state === 'open' ? 'asc' : 'desc')
    .orderBy('o.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const seats = await presentSeats(ctx, rows);
  const estates = await estatesOf(
    ctx.tx,
    rows.map((row) => row.schemeId),
  );
  const ids = [...estates.values()].flat();
  const names = new Map((await estateSummaries(ctx, { ids })).map((one) => [one.id, one.name]));
  const items = rows.flatMap((row, n) => {
    const seat = seats[n];
    const own = (estates.get(row.schemeId) ?? []).map((id) => names.get(id) ?? '');
    return seat
      ? [
          {
            ...seat,
            ...{ schemeId: row.schemeId, schemeTitle: row.schemeTitle, estates: own },
            roundState: row.roundState as RoundState,
          },
        ]
      : [];
  });
  return { total: Number(total), items };
}
