import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { SchemeVariance, SchemeVariation } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { changesShape, varianceShape, variationShape } from '../../contract-changes.ts';
import { type SchemeRow, schemeRow } from '../schemes/keep.ts';
import { presentDifference, type StoredDifference } from './difference.ts';
import { presentInvestment } from './standing.ts';

export type ChangesView = z.infer<typeof changesShape>;
type VarianceView = z.infer<typeof varianceShape>;
type VariationView = z.infer<typeof variationShape>;
type VarianceRow = Selectable<SchemeVariance>;
type VariationRow = Selectable<SchemeVariation>;
type Register = {
  readonly page: number;
  readonly size: number;
  readonly search?: string | undefined;
  readonly state?: string | undefined;
};

async function presentVariances(
  ctx: Ctx,
  rows: readonly (VarianceRow & { readonly schemeTitle: string })[],
): Promise<VarianceView[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const titles = new Map(values['scheme.variance'].facilities.map((one) => [one.id, one.title]));
  const ids = [...new Set(rows.map(({ estateId }) => estateId))];
  const names = new Map((await estateSummaries(ctx, { ids })).map((one) => [one.id, one.name]));
  return rows.map((row) => ({
    ...{ id: row.id, schemeId: row.schemeId, schemeTitle: row.schemeTitle },
    ...{ estateId: row.estateId, estateName: names.get(row.estateId) ?? '' },
    indicator: row.indicator as VarianceView['indicator'],
    ...{ facility: row.facility, facilityTitle: titles.get(row.facility) ?? row.facility },
    ...{ place: row.place, planned: row.planned, wanted: row.wanted, reason: row.reason },
    checks: row.checks as VarianceView['checks'],
    approvals: row.approvals as VarianceView['approvals'],
    state: row.state as VarianceView['state'],
    ...{ decision: row.decision, askedBy: row.askedBy, own: row.askedById === ctx.actor.id },
    ...{ checkedBy: row.checkedBy, decidedBy: row.decidedBy },
    ...{ createdAt: row.createdAt.toISOString(), version: row.version },
  }));
}

const presentVariationHead = (ctx: Ctx, row: VariationRow & { readonly schemeTitle: string }) => ({
  ...{ id: row.id, schemeId: row.schemeId, schemeTitle: row.schemeTitle, number: row.number },
  kind: row.kind as VariationView['kind'],
  reason: row.reason,
  state: row.state as VariationView['state'],
  ...{ decision: row.decision, documentNumber: row.documentNumber },
  ...{ askedAt: row.askedAt.toISOString(), askedBy: row.askedBy, own: row.askedById === ctx.actor.id },
  ...{ decidedAt: row.decidedAt?.toISOString() ?? null, decidedBy: row.decidedBy, version: row.version },
});

/** Everything about changing one scheme. */
export async function presentChanges(ctx: Ctx, scheme: SchemeRow): Promise<ChangesView> {
  const { values, pack } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const rule = values['scheme.variance'];
  const schemeTitle = scheme.title;
  const variances = await ctx.tx
    .selectFrom('schemeVariance')
    .selectAll()
    .where('schemeId', '=', scheme.id)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  const variations = await ctx.tx
    .selectFrom('schemeVariation')
    .selectAll()
    .where('schemeId', '=', scheme.id)
    .orderBy('number', 'desc')
    .execute();
  const asked = variations.find(({ state }) => state === 'asked');
  return {
    variances: await presentVariances(
      ctx,
      variances.map((row) => ({ ...row, schemeTitle })),
    ),
    variations: variations.map((row) => ({
      ...presentVariationHead(ctx, { ...row, schemeTitle }),
      difference: presentDifference(row.changes as unknown as StoredDifference, row),
    })),
    investment: await presentInvestment(ctx, scheme, asked?.afterFen ?? null),
    ...{ facilities: rule.facilities, checks: rule.checks, authorities: rule.approvals },
    unverified: pack.parameters.some(({ id, unverified }) => id === 'scheme.variance' && unverified),
  };
}

export const showChanges = async (ctx: Ctx, input: { id: string }): Promise<ChangesView> =>
  presentChanges(ctx, await schemeRow(ctx, input.id));

/** The register of variances in sight, the newest first. */
export async function listVariances(ctx: Ctx, input: Register) {
  let rows = ctx.tx
    .selectFrom('schemeVariance as v')
    .innerJoin('schemeScheme as s', 's.id', 'v.schemeId')
    .innerJoin('surveyEstate as e', 'e.id', 'v.estateId');
  const { state, search } = input;
  if (state) rows = rows.where('v.state', '=', state);
  if (search)
    rows = rows.where((one) =>
      one.or([one('s.title', 'ilike', containing(search)), one('e.name', 'ilike', containing(search))]),
    );
  const { total } = await rows
    .select((one) => one.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll('v')
    .select('s.title as schemeTitle')
    .orderBy('v.createdAt', 'desc')
    .orderBy('v.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await presentVariances(ctx, found) };
}

/** The register of variations in sight, the newest first. */
export async function listVariations(ctx: Ctx, input: Register) {
  let rows = ctx.tx.selectFrom('schemeVariation as v').innerJoin('schemeScheme as s', 's.id', 'v.schemeId');
  const { state, search } = input;
  if (state) rows = rows.where('v.state', '=', state);
  if (search) rows = rows.where('s.title', 'ilike', containing(search));
  const { total } = await rows
    .select((one) => one.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll('v')
    .select('s.title as schemeTitle')
    .orderBy('v.askedAt', 'desc')
    .orderBy('v.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = found.map((row) => ({
    ...presentVariationHead(ctx, row),
    before: String(row.beforeFen),
    after: String(row.afterFen),
  }));
  return { total: Number(total), items };
}
