import { sql } from 'kysely';
import { type PassedMatter, passedMatters } from '#modules/participation/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { CollectionScope } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';

/** What of an estate is asked of, or decided by, its owners. */
type Reach = {
  readonly scope: CollectionScope;
  readonly building: string | null;
  readonly entrance: string | null;
};

export const scopeOfVote = (one: Pick<PassedMatter, 'scope' | 'building' | 'entrance'>): string =>
  one.scope === 'estate' ? '整个小区' : `${one.building ?? ''}${one.entrance ?? ''}`;

/** Whether a vote's electorate reaches over all that is asked: owners of one entrance bind no other. */
function reaches(vote: Reach, asked: Reach): boolean {
  if (vote.scope === 'estate') return true;
  if (asked.scope === 'estate' || vote.building !== asked.building) return false;
  return vote.scope === 'building' || (asked.scope === 'entrance' && vote.entrance === asked.entrance);
}

/** The passed matter a vote stands for; refuses what has not passed or binds only others. */
export async function passedMatter(
  ctx: Pick<Ctx, 'tx'>,
  estateId: string,
  asked: { voteId: string; matterId: string } & Reach,
): Promise<PassedMatter> {
  const matters = await passedMatters(ctx.tx, estateId);
  const one = matters.find((each) => each.voteId === asked.voteId && each.matterId === asked.matterId);
  if (!one) throw problem(householdProblems, 'funding.households.not-passed', {}, { at: 'basis' });
  if (!reaches(one, asked))
    throw problem(householdProblems, 'funding.households.vote-scope', { scope: scopeOfVote(one) });
  return one;
}

/** One matter of a vote, held: what it was already used for is asked by one request after another. */
async function holdMatter(ctx: Pick<Ctx, 'tx'>, one: { voteId: string; matterId: string }) {
  await sql`select pg_advisory_xact_lock(7150341, hashtext(${`${one.voteId}/${one.matterId}`}))`.execute(
    ctx.tx,
  );
}

/** Refuses a second drawdown for what a matter opened the fund for once: the same item at a place in common. */
export async function unusedForDrawdown(
  ctx: Pick<Ctx, 'tx'>,
  asked: { voteId: string; matterId: string; item: string } & Reach,
): Promise<void> {
  await holdMatter(ctx, asked);
  const living = await ctx.tx
    .selectFrom('fundingDrawdown')
    .select(['number', 'scope', 'building', 'entrance'])
    .where('voteId', '=', asked.voteId)
    .where('matterId', '=', asked.matterId)
    .where('item', '=', asked.item)
    .where('state', 'in', ['proposed', 'approved'])
    .execute();
  const other = living.find((row) => {
    const at = { ...row, scope: row.scope as CollectionScope };
    return reaches(at, asked) || reaches(asked, at);
  });
  if (other)
    throw problem(householdProblems, 'funding.fund.vote-used', { number: other.number }, { at: 'matterId' });
}
