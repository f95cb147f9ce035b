import { currentScheme } from '#modules/scheme/index.ts';
import { type EstateFactsRow, listEstateFacts } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { EstimateEstate } from '../../domain/rule/estimate.ts';
import type { NetworkFacts, RawLine } from '../../domain/rule/lines.ts';
import type { PipeOwner } from '../../domain/rule/types.ts';

export type EstateInput = { readonly row: EstateFactsRow; readonly estate: EstimateEstate };

type Networks = Readonly<Record<string, NetworkFacts>>;

async function networksOf(tx: Ctx['tx'], ids: readonly string[]): Promise<ReadonlyMap<string, Networks>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fundingNetworkFact')
    .select(['estateId', 'item', 'insideShare', 'pipe'])
    .where('estateId', 'in', [...ids])
    .execute();
  const byEstate = new Map<string, Record<string, NetworkFacts>>();
  for (const { estateId, item, insideShare, pipe } of rows) {
    const own = byEstate.get(estateId) ?? {};
    own[item] = { insideShare, pipe: pipe as PipeOwner };
    byEstate.set(estateId, own);
  }
  return byEstate;
}

/** Estates that have a living scheme: one question for all, so that those without one cost nothing. */
async function withScheme(tx: Ctx['tx'], ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('schemeEstate')
    .select('estateId')
    .where('estateId', 'in', [...ids])
    .where('living', '=', true)
    .execute();
  return new Set(rows.map(({ estateId }) => estateId));
}

async function schemeLines(tx: Ctx['tx'], estateId: string): Promise<RawLine[] | null> {
  const scheme = await currentScheme(tx, { estateId });
  const lines = scheme?.lines.filter((line) => line.estateId === estateId) ?? [];
  if (!scheme || lines.length === 0) return null;
  return lines.map((line) => ({
    ...{ id: line.id, item: line.item, class: line.class, amountFen: line.amountFen },
    title: line.place ? `${line.itemTitle}（${line.place}）` : line.itemTitle,
    basis: `方案“${scheme.title}”第 ${scheme.version} 版，${line.quantity} ${line.unit}，含其他费用和预备费`,
  }));
}

export const estateFacts = (row: EstateFactsRow): Omit<EstimateEstate, 'ownNetworks' | 'schemeLines'> => ({
  builtYear: row.facts.builtYear,
  propertyKind: row.facts.propertyKind,
  subdistrict: row.facts.subdistrict,
  households: row.households,
  entrances: row.facts.entrances,
  floorAreaCm2: row.floorAreaCm2,
  condition: row.facts.condition,
});

/** Everything an estimate reads of estates, in code order. */
export async function estateInputs(
  ctx: Pick<Ctx, 'tx'>,
  filter: { readonly ids?: readonly string[] } = {},
): Promise<EstateInput[]> {
  const rows = await listEstateFacts(ctx, filter);
  const ids = rows.map(({ id }) => id);
  const networks = await networksOf(ctx.tx, ids);
  const schemed = await withScheme(ctx.tx, ids);
  const inputs: EstateInput[] = [];
  for (const row of rows)
    inputs.push({
      row,
      estate: {
        ...estateFacts(row),
        ownNetworks: networks.get(row.id) ?? {},
        schemeLines: schemed.has(row.id) ? await schemeLines(ctx.tx, row.id) : null,
      },
    });
  return inputs;
}
