import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { regionsIn } from '#modules/identity/index.ts';
import { type Policy, policyOn } from '#modules/policy/index.ts';
import type { PlanBudget } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { budgetShape, ChannelView } from '../contract-shapes.ts';
import type { Budget } from '../domain/build-instance.ts';
import { districtOf } from './district.ts';

type BudgetView = z.infer<typeof budgetShape>;
export type BudgetRow = Selectable<PlanBudget>;

/** Amounts as stored: year → fen as decimal text. */
export const amountsOf = (row: Pick<BudgetRow, 'amounts'>): Record<string, string> =>
  row.amounts as Record<string, string>;

export const budgetRows = (tx: Ctx['tx'], district: string): Promise<BudgetRow[]> =>
  tx.selectFrom('planBudget').selectAll().where('regionCode', '=', district).orderBy('channel').execute();

/** The channels of the pack in its order, with what is stored for each; what only the store knows comes last. */
export function channelsOf(policy: Policy, rows: readonly BudgetRow[]): ChannelView[] {
  const stored = new Map(rows.map((row) => [row.channel, row]));
  const known = policy.values['funding.channels'].flatMap((channel) =>
    channel.subChannels.map((sub): ChannelView => {
      const row = stored.get(sub.id);
      stored.delete(sub.id);
      const classes = (row?.classes ?? sub.classes) as ChannelView['classes'];
      return {
        id: sub.id,
        title: sub.title,
        group: channel.title,
        clause: channel.clause,
        classes: [...classes],
        carry: row?.carry ?? sub.carry,
        amounts: row ? amountsOf(row) : {},
        version: row?.version ?? 0,
      };
    }),
  );
  const others = [...stored.values()].map(
    (row): ChannelView => ({
      id: row.channel,
      title: row.title,
      group: '其他资金',
      clause: '六',
      classes: row.classes as ChannelView['classes'],
      carry: row.carry,
      amounts: amountsOf(row),
      version: row.version,
    }),
  );
  return [...known, ...others];
}

/** Subdistricts in sight with their capacity, in code order. */
export async function capacityOf(ctx: Pick<Ctx, 'tx'>, district: string): Promise<BudgetView['capacity']> {
  const regions = (await regionsIn(ctx, district)).filter((one) => one.code.length === 9);
  const rows = await ctx.tx.selectFrom('planCapacity').selectAll().execute();
  const stored = new Map(rows.map((row) => [row.regionCode, row]));
  return regions.map((region) => {
    const row = stored.get(region.code);
    return {
      subdistrict: region.code,
      name: region.name,
      households: (row?.households ?? {}) as Record<string, number>,
      version: row?.version ?? 0,
    };
  });
}

/** Budgets and capacities of the district; a clerk sees the budgets and the capacity of their own subdistrict. */
export async function showBudget(ctx: Ctx): Promise<BudgetView> {
  const district = districtOf(ctx.actor.scope);
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const cost = policy.pack.parameters.find((one) => one.id === 'cost.unit');
  const capacity = await capacityOf(ctx, district);
  return {
    startYears: [...policy.values['cycle.startYears']],
    years: [...policy.values['cycle.payYears']],
    channels: channelsOf(policy, await budgetRows(ctx.tx, district)),
    capacity: capacity.filter((one) => one.subdistrict.startsWith(ctx.actor.scope)),
    unitCost: { ...policy.values['cost.unit'] },
    unitCostUnverified: cost?.provenance === 'assumed' || cost?.unverified === true,
  };
}

/** The same as planning wants it. Channels without any money are left out. */
export async function budgetForPlan(ctx: Ctx, policy: Policy, district: string): Promise<Budget> {
  const channels = channelsOf(policy, await budgetRows(ctx.tx, district));
  const numbers = <T>(record: Readonly<Record<string, T>>) =>
    new Map(Object.entries(record).map(([year, value]) => [Number(year), value]));
  const capacity = await capacityOf(ctx, district);
  return {
    years: [...policy.values['cycle.payYears']],
    channels: channels
      .map(({ id, classes, carry, amounts }) => ({
        id,
        classes,
        carry,
        amounts: new Map([...numbers(amounts)].map(([year, fen]) => [year, BigInt(fen)])),
      }))
      .filter((channel) => [...channel.amounts.values()].some((fen) => fen > 0n)),
    capacity: new Map(
      capacity
        .filter((one) => Object.keys(one.households).length > 0)
        .map((one) => [one.subdistrict, numbers(one.households)]),
    ),
  };
}
