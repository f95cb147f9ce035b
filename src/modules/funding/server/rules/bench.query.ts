import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { benchEstate, estimateBasis } from '../../contract-rules-shapes.ts';
import { type EstateInput, estateInputs } from './estate-input.ts';
import { rulesInForce } from './in-force.ts';

type BenchEstate = z.infer<typeof benchEstate>;

const benchRow = ({ row, estate }: EstateInput): BenchEstate => ({
  ...{ id: row.id, name: row.name, subdistrictName: row.subdistrictName },
  facts: {
    ...estate,
    floorAreaCm2: estate.floorAreaCm2 === null ? null : String(estate.floorAreaCm2),
    condition: { ...estate.condition },
    ownNetworks: { ...estate.ownNetworks },
    schemeLines: estate.schemeLines?.map((line) => ({ ...line, amountFen: String(line.amountFen) })) ?? null,
  },
});

/** What the bench computes from in the browser: estates' own facts, and what all estimates rest on. */
export async function benchEstates(
  ctx: Ctx,
  input: { page: number; size: number },
): Promise<{ total: number; basis: z.infer<typeof estimateBasis>; items: BenchEstate[] }> {
  const { basis } = await rulesInForce(ctx, ctx.actor.scope);
  const ids = await ctx.tx
    .selectFrom('surveyEstate')
    .select('id')
    .where('archivedAt', 'is', null)
    .orderBy('code')
    .execute();
  const from = (input.page - 1) * input.size;
  const own = ids.slice(from, from + input.size).map(({ id }) => id);
  const items = own.length === 0 ? [] : (await estateInputs(ctx, { ids: own })).map(benchRow);
  return {
    total: ids.length,
    basis: structuredClone(basis) as z.infer<typeof estimateBasis>,
    items,
  };
}
