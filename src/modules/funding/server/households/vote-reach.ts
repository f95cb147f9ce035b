import { sql } from 'kysely';
import { type PassedMatter, passedMatters } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { CollectionScope } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import type { CollectionRow } from './rows.ts';

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

/** Kinds of matters that may make money due for all these items, by the pack. */
async function bindingKinds(ctx: Ctx, regionCode: string, items: readonly string[]): Promise<string[]> {
  const { matters: kinds, byItem } = (await policyOn(ctx.tx, regionCode, ctx.today)).values[
    'funding.bindingMatters'
  ];
  const asked = items.map((item) => (Object.hasOwn(byItem, item) ? (byItem[item] ?? []) : kinds));
  return asked.reduce<string[]>(
    (left, some) => left.filter((kind) => some.includes(kind)),
    [...new Set([...kinds, ...Object.values(byItem).flat()])],
  );
}

/** Refuses a matter that says nothing of money, or that made money due before of a part asked again. */
export async function bindsCollection(ctx: Ctx, row: CollectionRow, one: PassedMatter): Promise<void> {
  if (!(await bindingKinds(ctx, row.regionCode, row.items)).includes(one.kind))
    throw problem(householdProblems, 'funding.households.vote-kind', { matter: one.matterTitle });
  await holdMatter(ctx, one);
  const other = await ctx.tx
    .selectFrom('fundingBasis as s')
    .innerJoin('fundingCollection as c', 'c.basisId', 's.id')
    .innerJoin('fundingBill as b', 'b.collectionId', 'c.id')
    .innerJoin('fundingBill as own', (on) =>
      on.onRef('own.partId', '=', 'b.partId').on('own.collectionId', '=', row.id),
    )
    .select('c.number')
    .where('s.voteId', '=', one.voteId)
    .where('s.matterId', '=', one.matterId)
    .where('c.state', 'in', ['issued', 'closed'])
    .where('b.dueFen', '>', 0n)
    .where('own.shareFen', '>', 0n)
    .executeTakeFirst();
  if (other) throw problem(householdProblems, 'funding.households.vote-used', { number: other.number });
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
