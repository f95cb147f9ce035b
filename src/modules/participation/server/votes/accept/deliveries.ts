import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { DeliveryState } from '../../../domain/ballot/words.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { findVote } from '../vote-row.ts';

/** Notes what happened at some doors when the paper was handed out (聊城市物业管理条例 16); the latest note counts. */
export async function noteDeliveries(
  ctx: Ctx,
  input: { id: string; entitlementIds: readonly string[]; status: DeliveryState; note: string },
): Promise<{ count: number }> {
  const vote = await findVote(ctx.tx, input.id);
  const ids = [...new Set(input.entitlementIds)];
  const known = await ctx.tx
    .selectFrom('participationEntitlement')
    .select('id')
    .where('voteId', '=', vote.id)
    .where('id', 'in', ids)
    .execute();
  if (known.length !== ids.length)
    throw problem(ballotProblems, 'participation.ballot.entitlement-absent', {}, { at: 'entitlementIds' });
  await ctx.tx
    .insertInto('participationDelivery')
    .values(
      ids.map((entitlementId) => ({
        ...{ voteId: vote.id, entitlementId, regionCode: vote.regionCode },
        ...{ status: input.status, note: input.note },
        ...{ at: ctx.now, byId: ctx.actor.id, byName: ctx.actor.name },
      })),
    )
    .execute();
  await ctx.audit({
    action: 'participation.ballot.deliver',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { status: input.status, count: ids.length },
  });
  return { count: ids.length };
}
