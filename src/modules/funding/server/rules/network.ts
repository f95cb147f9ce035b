import type { z } from 'zod';
import { estateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { networkInput } from '../../contract-rules.ts';
import { rulesProblems } from '../../problems-rules.ts';
import { type EstimateView, showEstimate } from './estimate.ts';
import { rulesInForce } from './in-force.ts';

/** Enters who owns a network's pipes and how much lies inside the meters, in place of the pack's assumption. 六(二) */
export async function enterNetwork(ctx: Ctx, input: z.output<typeof networkInput>): Promise<EstimateView> {
  const estate = await estateHead(ctx.tx, { id: input.estateId });
  if (!estate || estate.archived) throw problem(rulesProblems, 'funding.estimate.estate');
  const { basis, world } = await rulesInForce(ctx, ctx.actor.scope);
  const title = world.items.find(({ id }) => id === input.item)?.title ?? input.item;
  if (!basis.networks.includes(input.item))
    throw problem(rulesProblems, 'funding.estimate.item', { item: title }, { at: 'item' });
  const { estateId, item, insideShare, pipe, document, version } = input;
  const values = { insideShare, pipe, document, updatedAt: ctx.now, updatedBy: ctx.actor.name };
  const done = await (version === 0
    ? ctx.tx
        .insertInto('fundingNetworkFact')
        .values({ estateId, item, regionCode: estate.regionCode, ...values })
        .onConflict((one) => one.doNothing())
        .returning('version')
        .executeTakeFirst()
    : ctx.tx
        .updateTable('fundingNetworkFact')
        .set({ ...values, version: version + 1 })
        .where('estateId', '=', estateId)
        .where('item', '=', item)
        .where('version', '=', version)
        .returning('version')
        .executeTakeFirst());
  if (!done) throw problem(rulesProblems, 'funding.estimate.stale', { item: title });
  await ctx.audit({
    action: 'funding.rules.network',
    subjectKind: 'estate',
    subjectId: estateId,
    regionCode: estate.regionCode,
    detail: { item, insideShare, pipe, document },
  });
  return showEstimate(ctx, { estateId });
}
