import { type Selectable, sql } from 'kysely';
import type { FundingAllocation } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { Weights } from '../../../contract-allocation-schemes.ts';
import { allocationProblems } from '../../../problems-allocations.ts';

export type SchemeRow = Selectable<FundingAllocation>;
export type One = { readonly id: string; readonly version: number };

/** One allocation scheme the transaction may see. @throws Problem funding.allocation.absent */
export async function findScheme(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<SchemeRow> {
  const query = ctx.tx.selectFrom('fundingAllocation').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.allocation.absent');
  return row;
}

/** Locks it for a step from one of the states, at the version the caller saw. */
export async function takeScheme(ctx: Ctx, input: One, states: readonly string[]): Promise<SchemeRow> {
  const row = await findScheme(ctx, input.id, true);
  if (row.version !== input.version) throw problem(allocationProblems, 'funding.allocation.stale');
  if (!states.includes(row.state)) throw problem(allocationProblems, 'funding.allocation.state');
  return row;
}

type Change = Partial<Omit<SchemeRow, 'id' | 'version' | 'weights' | 'published'>> & {
  readonly weights?: string;
  readonly published?: string;
};
/** Writes a step and its audit line; answers the new version. */
export async function stepScheme(
  ctx: Ctx,
  row: SchemeRow,
  change: Change,
  action: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<{ version: number }> {
  const version = row.version + 1;
  await ctx.tx
    .updateTable('fundingAllocation')
    .set({ ...change, version })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    ...{ action, subjectKind: 'allocation', subjectId: row.id, regionCode: row.regionCode },
    detail: { code: row.code, ...detail },
  });
  return { version };
}

export const linesOf = (ctx: Pick<Ctx, 'tx'>, id: string) =>
  ctx.tx
    .selectFrom('fundingAllocationLine as l')
    .innerJoin('fundingAllocationNeed as n', (join) =>
      join
        .onRef('n.allocationId', '=', 'l.allocationId')
        .onRef('n.projectId', '=', 'l.projectId')
        .onRef('n.estateId', '=', 'l.estateId')
        .onRef('n.item', '=', 'l.item'),
    )
    .selectAll('l')
    .select(['n.itemClass', 'n.itemTitle', 'n.projectName', 'n.estateName', 'n.costFen', 'n.arrangedFen'])
    .where('l.allocationId', '=', id)
    .orderBy('n.projectName')
    .orderBy('n.estateName')
    .orderBy('l.item')
    .orderBy('l.sourceId')
    .execute();

export const nextCode = async (ctx: Ctx): Promise<string> => {
  const { rows } = await sql<{ n: bigint }>`select nextval('funding_allocation_seq') as n`.execute(ctx.tx);
  return `ZJ${ctx.today.slice(0, 4)}-${String(rows[0]?.n ?? 0).padStart(4, '0')}`;
};

export const weightsOf = (row: Pick<SchemeRow, 'weights'>): Weights => row.weights as Weights;
