import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';

type Reading = Pick<Ctx, 'tx' | 'actor' | 'today'>;

/** Id → name of estates in sight; one out of sight is called 其他小区. */
export async function estateNames(
  ctx: Pick<Ctx, 'tx'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const distinct = [...new Set(ids)];
  const rows = distinct.length
    ? await ctx.tx.selectFrom('surveyEstate').select(['id', 'name']).where('id', 'in', distinct).execute()
    : [];
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => names.get(id) ?? '其他小区';
}

/** Item of the catalogue → its title; an item the pack no longer has keeps its id. */
export async function itemNames(ctx: Reading): Promise<(item: string) => string> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const titles = new Map(values['catalogue.items'].map((one) => [one.id, one.title]));
  return (item) => titles.get(item) ?? item;
}
