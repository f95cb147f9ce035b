import { sql } from 'kysely';
import type { z } from 'zod';
import { estateSummaries } from '#modules/survey/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { estimateQuery } from '../../contract-rules.ts';
import type { estimateRow } from '../../contract-rules-shapes.ts';
import { payerIndex } from '../../domain/rule/payers.ts';
import { type InForce, rulesInForce } from './in-force.ts';

type Filter = Omit<z.output<typeof estimateQuery>, 'sort' | 'descending'>;
type ListInput = z.output<typeof estimateQuery> & { page: number; size: number };
export type EstimateRow = z.infer<typeof estimateRow>;
type Amounts = Readonly<Record<string, string>>;

/** Payers with their Chinese names, in the order of the pack's channels. */
export function namedAmounts(world: InForce['world'], amounts: ReadonlyMap<string, bigint>) {
  const index = payerIndex(world);
  const order = [...index.keys()];
  return [...amounts]
    .map(([payer, fen]) => ({ payer, title: index.get(payer)?.title ?? payer, amountFen: String(fen) }))
    .sort((a, b) => order.indexOf(a.payer) - order.indexOf(b.payer));
}

function selected(ctx: Ctx, rules: InForce, input: Filter) {
  let rows = ctx.tx
    .selectFrom('fundingEstimate as e')
    .innerJoin('surveyEstate as s', 's.id', 'e.estateId')
    .where('e.bookHash', '=', rules.hash)
    .where('s.archivedAt', 'is', null);
  if (input.search) rows = rows.where('s.name', 'ilike', containing(input.search));
  if (input.subdistrict) rows = rows.where('e.regionCode', 'like', `${input.subdistrict}%`);
  if (input.source) rows = rows.where('e.source', '=', input.source);
  if (input.issues !== undefined)
    rows = rows.where(sql<boolean>`(jsonb_array_length(e.issues) > 0) = ${input.issues}`);
  return rows;
}

const sorts = {
  name: sql`s.code`,
  total: sql`e.total_fen`,
  residents: sql`e.residents_fen`,
  perHousehold: sql`e.residents_fen / nullif(s.households, 0)`,
};

async function totalsOf(ctx: Ctx, rules: InForce, input: Filter) {
  const sums = await selected(ctx, rules, input)
    .innerJoinLateral(
      sql<{ payer: string; fen: string }>`jsonb_each_text(e.payers)`.as<'p'>(sql`p(payer, fen)`),
      (join) => join.onTrue(),
    )
    .select(['p.payer', sql<string>`sum(p.fen::numeric)::text`.as('fen')])
    .groupBy('p.payer')
    .execute();
  return namedAmounts(rules.world, new Map(sums.map(({ payer, fen }) => [payer, BigInt(fen)])));
}

/** Stored estimates under the rules that hold, with the sums of all that match. */
export async function listEstimates(ctx: Ctx, input: ListInput) {
  const rules = await rulesInForce(ctx, ctx.actor.scope);
  const { total } = await selected(ctx, rules, input)
    .select((one) => one.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await selected(ctx, rules, input)
    .selectAll('e')
    .select(['s.name as estateName', 's.households', 's.version as estateNow'])
    .orderBy(sorts[input.sort], (order) =>
      input.descending ? order.desc().nullsLast() : order.asc().nullsLast(),
    )
    .orderBy('s.code')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const { missing } = await ctx.tx
    .selectFrom('surveyEstate as s')
    .leftJoin('fundingEstimate as e', (join) =>
      join.onRef('e.estateId', '=', 's.id').on('e.bookHash', '=', rules.hash),
    )
    .where('s.archivedAt', 'is', null)
    .where('e.estateId', 'is', null)
    .select((one) => one.fn.countAll<bigint>().as('missing'))
    .executeTakeFirstOrThrow();
  const heads = new Map(
    (await estateSummaries(ctx, { ids: rows.map(({ estateId }) => estateId) })).map((one) => [one.id, one]),
  );
  return {
    total: Number(total),
    ruleSetTitle: rules.title,
    unverified: rules.unverified,
    missing: Number(missing),
    payers: await totalsOf(ctx, rules, input),
    items: rows.map(
      (row): EstimateRow => ({
        ...{ estateId: row.estateId, estateName: row.estateName, households: row.households },
        subdistrictName: heads.get(row.estateId)?.subdistrictName ?? '',
        source: row.source as EstimateRow['source'],
        ...{ totalFen: String(row.totalFen), residentsFen: String(row.residentsFen) },
        payers: namedAmounts(
          rules.world,
          new Map(Object.entries(row.payers as Amounts).map(([payer, fen]) => [payer, BigInt(fen)])),
        ),
        issues: (row.issues as unknown[]).length,
        stale: row.estateVersion !== row.estateNow || row.policyVersion !== rules.policy.version,
        computedAt: row.computedAt.toISOString(),
      }),
    ),
  };
}
