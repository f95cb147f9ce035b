import type { z } from 'zod';
import { type PackValues, policyOn } from '#modules/policy/index.ts';
import { listEstateFacts } from '#modules/survey/index.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import type { catalogueShape } from '../../contract-schemes-shapes.ts';
import type { CatalogueEntry, EstateSurvey } from '../../domain/rules/catalogue.ts';

/** `catalogue.items` and `scheme.catalogue` put together; items without an entry of their own cannot be priced yet. */
export function entriesOf(values: PackValues): CatalogueEntry[] {
  const more = new Map(values['scheme.catalogue'].map((one) => [one.item, one]));
  return values['catalogue.items'].map((item) => ({
    ...{ unit: '项', trade: '其他', per: null, factor: '1', conditions: [], digGroup: null },
    ...{ needs: [], opinions: [], permits: [] },
    price: { yuan: '0', source: '规则包没有单价', year: null, verified: false },
    ...more.get(item.id),
    ...{ item: item.id, title: item.title, class: item.class, role: item.role },
  }));
}

const parameters = ['scheme.catalogue', 'scheme.cost', 'scheme.digGroups', 'catalogue.order'] as const;

/** The catalogue as the district's rules have it today, for pages and whoever asks. */
export async function showCatalogue(ctx: Ctx): Promise<z.infer<typeof catalogueShape>> {
  const { values, pack, version } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const items = new Map(values['catalogue.items'].map((one) => [one.id, one]));
  const order = values['catalogue.order'];
  return {
    items: entriesOf(values).map(({ price, ...entry }) => ({
      ...entry,
      conditions: [...entry.conditions],
      needs: [...entry.needs],
      opinions: [...entry.opinions],
      permits: [...entry.permits],
      yuan: price.yuan,
      priceSource: price.source,
      priceYear: price.year,
      priceVerified: price.verified,
      nationalClass: items.get(entry.item)?.nationalClass ?? null,
      note: items.get(entry.item)?.note ?? '',
    })),
    order: [
      { class: 'improvement', needs: order.improvementNeeds, clause: '四(一)2' },
      { class: 'enhancement', needs: order.enhancementNeeds, clause: '四(一)2' },
    ],
    cost: values['scheme.cost'],
    unverified: pack.parameters
      .filter(
        (one) => parameters.some((id) => id === one.id) && (one.unverified || one.provenance === 'assumed'),
      )
      .map(({ title }) => title),
    packVersion: version,
  };
}

/** What the rules want to know of estates, in the order of `ids`; those out of sight are left out. */
export async function surveysOf(ctx: Pick<WorkCtx, 'tx'>, ids: readonly string[]): Promise<EstateSurvey[]> {
  const found = new Map((await listEstateFacts(ctx, { ids, archived: true })).map((one) => [one.id, one]));
  return ids.flatMap((id) => {
    const one = found.get(id);
    if (!one) return [];
    const { facts } = one;
    const { entrances, buildings, condition } = facts;
    const { name, floorAreaCm2, households } = one;
    return [{ estateId: id, name, floorAreaCm2, households, entrances, buildings, condition }];
  });
}
