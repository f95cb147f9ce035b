import { type PackValues, type Policy, policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { RuleView } from '../../../contract-calculators.ts';
import type { CentralRule } from '../../../domain/calculator/central.ts';
import { allocationProblems } from '../../../problems-allocations.ts';

type Kind = 'byArea' | 'byCost' | 'liftByFloors';
type Own = NonNullable<PackValues['allocation.ownRules']>;
type RuleOf<K extends Kind> = NonNullable<Own[K]>;

const inForce = (ctx: Ctx): Promise<Policy> => policyOn(ctx.tx, ctx.actor.scope, ctx.today);

const viewOf = (one: { city: string; source: string; note: string }, own: boolean): RuleView => ({
  title: own ? `本区规则（${one.city}）` : `${one.city}规则（模板）`,
  source: one.source,
  note: one.note,
  own,
  unverified: !own,
});

const templateOf = <K extends Kind>(values: PackValues, kind: K): RuleOf<K> =>
  values[`allocation.${kind}`] as RuleOf<K>;

/** The template, or the district's own rule once somebody entered it. @throws Problem funding.calculator.own-absent */
export async function pickRule<K extends Kind>(
  ctx: Ctx,
  kind: K,
  wanted: 'template' | 'own',
): Promise<{ view: RuleView; rule: RuleOf<K> }> {
  const { values } = await inForce(ctx);
  if (wanted === 'template') {
    const rule = templateOf(values, kind);
    return { rule, view: viewOf(rule, false) };
  }
  const rule = values['allocation.ownRules']?.[kind];
  if (!rule) throw problem(allocationProblems, 'funding.calculator.own-absent', {}, { at: 'rule' });
  return { rule: rule as RuleOf<K>, view: viewOf(rule, true) };
}

type Template = PackValues['allocation.central'][number];
const centralView = (one: Template): RuleView => ({
  title: one.title,
  source: one.source,
  note: one.note,
  own: false,
  unverified: true,
});
const weightsOf = (one: Template): CentralRule => ({
  area: one.area,
  households: one.households,
  buildings: one.buildings,
  estates: one.estates,
  performance: one.performance,
});

/** One version of the central formula. @throws Problem funding.calculator.template-absent */
export async function centralRuleOf(ctx: Ctx, id: string): Promise<{ view: RuleView; rule: CentralRule }> {
  const { values } = await inForce(ctx);
  const one = values['allocation.central'].find((template) => template.id === id);
  if (!one)
    throw problem(
      allocationProblems,
      'funding.calculator.template-absent',
      { template: id },
      { at: 'template' },
    );
  return { view: centralView(one), rule: weightsOf(one) };
}

/** What may be reckoned with, and whether the district's own rules are there. */
export async function showCalculators(ctx: Ctx) {
  const { values } = await inForce(ctx);
  const own = values['allocation.ownRules'];
  const both = <K extends Kind>(kind: K) => {
    const mine = own?.[kind];
    const template = templateOf(values, kind);
    return [
      { ...viewOf(template, false), rule: 'template' as const, of: template },
      ...(mine ? [{ ...viewOf(mine, true), rule: 'own' as const, of: mine as RuleOf<K> }] : []),
    ];
  };
  const plain = ({ of: _of, ...view }: ReturnType<typeof both>[number]) => view;
  return {
    central: values['allocation.central'].map((one) => ({
      ...centralView(one),
      id: one.id,
      weights: weightsOf(one),
    })),
    byArea: both('byArea').map(plain),
    byCost: both('byCost').map(plain),
    lift: both('liftByFloors').map(({ of, ...view }) => ({
      ...view,
      storeys: of.byFloors.map(({ storeys }) => storeys),
    })),
    ownEntered: own !== null,
  };
}
