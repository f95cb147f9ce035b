import { sql } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { AllocationHead } from '../../../contract-allocation-schemes.ts';
import type { RenovationClass } from '../../../domain/allocation/indicator-words.ts';
import { needFen, needsOf, projectEstates } from './needs.query.ts';
import { findScheme, linesOf, type SchemeRow, weightsOf } from './scheme-row.ts';
import { schemeSources, sourceViews } from './sources.query.ts';

type Sums = { readonly amountFen: bigint; readonly proposedFen: bigint };
const present = (row: SchemeRow, sums: Sums): AllocationHead => ({
  ...{ id: row.id, code: row.code, title: row.title, note: row.note, version: row.version },
  state: row.state as AllocationHead['state'],
  ...{ createdBy: row.createdBy, createdAt: row.createdAt.toISOString(), submittedBy: row.submittedBy },
  ...{ approvedBy: row.approvedBy, approvedAt: row.approvedAt?.toISOString() ?? null },
  ...{ approvalNumber: row.approvalNumber, publishedBy: row.publishedBy, hash: row.hash },
  publishedAt: row.publishedAt?.toISOString() ?? null,
  ...{ amountFen: String(sums.amountFen), proposedFen: String(sums.proposedFen) },
});

type Query = { search?: string | undefined; state?: string | undefined; page: number; size: number };

/** Allocation schemes, newest first. */
export async function listSchemes(ctx: Ctx, input: Query) {
  let mine = ctx.tx.selectFrom('fundingAllocation as a');
  if (input.state) mine = mine.where('a.state', '=', input.state);
  const { search } = input;
  if (search)
    mine = mine.where((one) =>
      one.or([one('a.title', 'ilike', containing(search)), one('a.code', 'ilike', containing(search))]),
    );
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const sum = (column: 'amount_fen' | 'proposed_fen') =>
    sql<bigint>`coalesce((select sum(${sql.ref(column)}) from funding_allocation_line l
      where l.allocation_id = a.id), 0)::bigint`;
  const rows = await mine
    .selectAll('a')
    .select([sum('amount_fen').as('amountFen'), sum('proposed_fen').as('proposedFen')])
    .orderBy('a.createdAt', 'desc')
    .orderBy('a.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: rows.map((row) => present(row, row)) };
}

/** What a new scheme may be made of. */
export async function schemeChoices(ctx: Ctx) {
  const { values, pack } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const estates = await projectEstates(ctx);
  const needs = await needsOf(ctx, estates);
  const projects = [...new Set(estates.map(({ projectId }) => projectId))].map((projectId) => {
    const own = estates.filter((one) => one.projectId === projectId);
    const mine = needs.filter((one) => one.projectId === projectId);
    const sum = (pick: (one: (typeof mine)[number]) => bigint) =>
      String(mine.reduce((all, one) => all + pick(one), 0n));
    return {
      ...{ projectId, code: own[0]?.projectCode ?? '', name: own[0]?.projectName ?? '', estates: own.length },
      without: own
        .filter(({ estateId }) => !mine.some((one) => one.estateId === estateId))
        .map(({ estateName }) => estateName),
      ...{
        costFen: sum((one) => one.costFen),
        arrangedFen: sum((one) => one.arrangedFen),
        needFen: sum(needFen),
      },
    };
  });
  const parameter = pack.parameters.find(({ id }) => id === 'allocation.proposalWeights');
  return {
    sources: await sourceViews(ctx, await schemeSources(ctx)),
    projects,
    weights: values['allocation.proposalWeights'],
    unverified: parameter?.provenance === 'assumed' || (parameter?.unverified ?? false),
  };
}

export const showSchemeById = async (ctx: Ctx, input: { id: string }) =>
  showScheme(ctx, await findScheme(ctx, input.id));

/** One scheme with its sources, lines and what stays uncovered. */
export async function showScheme(ctx: Ctx, row: SchemeRow) {
  const lines = await linesOf(ctx, row.id);
  const frozen = await ctx.tx
    .selectFrom('fundingAllocationSource')
    .select(['sourceId', 'availableFen'])
    .where('allocationId', '=', row.id)
    .execute();
  const needs = await ctx.tx
    .selectFrom('fundingAllocationNeed')
    .selectAll()
    .where('allocationId', '=', row.id)
    .orderBy('projectName')
    .orderBy('estateName')
    .orderBy('item')
    .execute();
  const sources = await schemeSources(
    ctx,
    frozen.map(({ sourceId }) => sourceId),
  );
  const available = new Map(frozen.map((one) => [one.sourceId, one.availableFen]));
  const given = (one: { projectId: string; estateId: string; item: string }) =>
    lines.reduce(
      (sum, line) =>
        line.projectId === one.projectId && line.estateId === one.estateId && line.item === one.item
          ? sum + line.amountFen
          : sum,
      0n,
    );
  const sums = {
    amountFen: lines.reduce((sum, one) => sum + one.amountFen, 0n),
    proposedFen: lines.reduce((sum, one) => sum + one.proposedFen, 0n),
  };
  return {
    ...present(row, sums),
    ...{ weights: weightsOf(row), policyVersion: row.policyVersion },
    sources: await sourceViews(ctx, sources, available),
    lines: lines.map((one) => ({
      ...{ sourceId: one.sourceId, projectId: one.projectId, estateId: one.estateId, item: one.item },
      ...{ projectName: one.projectName, estateName: one.estateName, itemTitle: one.itemTitle },
      itemClass: one.itemClass as RenovationClass,
      ...{
        proposedFen: String(one.proposedFen),
        amountFen: String(one.amountFen),
        why: one.why,
        reason: one.reason,
      },
    })),
    needs: needs.map((one) => ({
      ...{ projectId: one.projectId, estateId: one.estateId, item: one.item, itemTitle: one.itemTitle },
      ...{ projectName: one.projectName, estateName: one.estateName },
      itemClass: one.itemClass as RenovationClass,
      ...{ costFen: String(one.costFen), arrangedFen: String(one.arrangedFen) },
      gapFen: String(needFen(one) > given(one) ? needFen(one) - given(one) : 0n),
    })),
  };
}
