import { randomUUID } from 'node:crypto';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { CreateInput, Weights } from '../../../contract-allocation-schemes.ts';
import { proposeAllocation } from '../../../domain/allocation/propose.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { needFen, needsOf, projectEstates } from './needs.query.ts';
import { nextCode, type One, stepScheme, takeScheme } from './scheme-row.ts';
import { schemeSources } from './sources.query.ts';

/** Lays a draft: sources, needs as they are now, and the rule's proposal. @throws Problem funding.allocation.* */
export async function createScheme(ctx: Ctx, input: CreateInput): Promise<{ id: string }> {
  const regionCode = ctx.actor.scope;
  if (regionCode.length !== 6) throw problem(allocationProblems, 'funding.allocation.district');
  const { values, version } = await policyOn(ctx.tx, regionCode, ctx.today);
  const id = randomUUID();
  const code = await nextCode(ctx);
  const weights = values['allocation.proposalWeights'];
  await ctx.tx
    .insertInto('fundingAllocation')
    .values({
      ...{ id, regionCode, code, title: input.title, note: input.note, state: 'draft' },
      ...{ weights: JSON.stringify(weights), policyVersion: version },
      ...{ createdById: ctx.actor.id, createdBy: ctx.actor.name, createdAt: ctx.now },
    })
    .execute();
  await layOut(ctx, id, input.sourceIds, input.projectIds, weights);
  await ctx.audit({
    ...{ action: 'funding.allocations.create', subjectKind: 'allocation', subjectId: id, regionCode },
    detail: { code, sources: input.sourceIds.length, projects: input.projectIds.length },
  });
  return { id };
}

/** The same sources and projects, looked at afresh, with other weights; adjustments by hand are dropped. */
export async function proposeAgain(ctx: Ctx, input: One & { readonly weights: Weights }) {
  const row = await takeScheme(ctx, input, ['draft']);
  const sources = await ctx.tx
    .selectFrom('fundingAllocationSource')
    .select('sourceId')
    .where('allocationId', '=', row.id)
    .execute();
  const projects = await ctx.tx
    .selectFrom('fundingAllocationNeed')
    .select('projectId')
    .distinct()
    .where('allocationId', '=', row.id)
    .execute();
  for (const table of ['fundingAllocationLine', 'fundingAllocationNeed', 'fundingAllocationSource'] as const)
    await ctx.tx.deleteFrom(table).where('allocationId', '=', row.id).execute();
  await layOut(
    ctx,
    row.id,
    sources.map(({ sourceId }) => sourceId),
    projects.map(({ projectId }) => projectId),
    input.weights,
  );
  const change = { weights: JSON.stringify(input.weights) };
  return stepScheme(ctx, row, change, 'funding.allocations.propose', { weights: input.weights });
}

async function layOut(
  ctx: Ctx,
  allocationId: string,
  sourceIds: readonly string[],
  projectIds: readonly string[],
  weights: Weights,
): Promise<void> {
  const sources = await schemeSources(ctx, sourceIds);
  if (sources.length !== new Set(sourceIds).size)
    throw problem(allocationProblems, 'funding.allocation.source', {}, { at: 'sourceIds' });
  if (sources.every(({ availableFen }) => availableFen === 0n))
    throw problem(allocationProblems, 'funding.allocation.no-money', {}, { at: 'sourceIds' });
  const estates = await projectEstates(ctx, projectIds);
  if (new Set(estates.map(({ projectId }) => projectId)).size !== new Set(projectIds).size)
    throw problem(allocationProblems, 'funding.allocation.project', {}, { at: 'projectIds' });
  const needs = await needsOf(ctx, estates);
  if (needs.every((one) => needFen(one) === 0n))
    throw problem(allocationProblems, 'funding.allocation.no-need', {}, { at: 'projectIds' });
  const { lines } = proposeAllocation(
    sources,
    needs.map((one) => ({ ...one, needFen: needFen(one) })),
    estates,
    weights,
  );
  await ctx.tx
    .insertInto('fundingAllocationSource')
    .values(
      sources.map(({ id, regionCode, availableFen }) => ({
        allocationId,
        sourceId: id,
        regionCode,
        availableFen,
      })),
    )
    .execute();
  await ctx.tx
    .insertInto('fundingAllocationNeed')
    .values(needs.map((one) => ({ allocationId, ...one })))
    .execute();
  if (lines.length > 0)
    await ctx.tx
      .insertInto('fundingAllocationLine')
      .values(lines.map((one) => ({ allocationId, ...one, proposedFen: one.amountFen })))
      .execute();
}
