import type { LineFacts, Rule } from './types.ts';

const listed = (list: readonly string[], value: string | null): boolean =>
  list.length === 0 || (value !== null && list.includes(value));

export function matches(rule: Rule, facts: LineFacts): boolean {
  if (rule.items.length > 0 ? !rule.items.includes(facts.item) : rule.class !== facts.class) return false;
  if (rule.meter !== null && rule.meter !== facts.meter) return false;
  if (rule.pipe !== null && rule.pipe !== facts.pipe) return false;
  if (!listed(rule.propertyKinds, facts.propertyKind)) return false;
  if (!listed(rule.subdistricts, facts.subdistrict)) return false;
  const { builtYear } = facts;
  if (rule.builtFrom !== null && (builtYear === null || builtYear < rule.builtFrom)) return false;
  return rule.builtTo === null || (builtYear !== null && builtYear <= rule.builtTo);
}

/** Rules never change once made; what is worked out of one is kept as long as it lives. */
const known = new WeakMap<Rule, number>();

/** How precisely a rule speaks: naming items outweighs every condition, then the number of conditions. */
function specificity(rule: Rule): number {
  const before = known.get(rule);
  if (before !== undefined) return before;
  const rank = rankOf(rule);
  known.set(rule, rank);
  return rank;
}

function rankOf(rule: Rule): number {
  const conditions = [
    rule.meter !== null,
    rule.pipe !== null,
    rule.propertyKinds.length > 0,
    rule.subdistricts.length > 0,
    rule.builtFrom !== null || rule.builtTo !== null,
  ];
  return (rule.items.length > 0 ? 10 : 0) + conditions.filter(Boolean).length;
}

/** The most specific rules that match; more than one only in a book with a conflict or with twins that agree. */
export function winners(rules: readonly Rule[], facts: LineFacts): Rule[] {
  let best = -1;
  let won: Rule[] = [];
  for (const rule of rules) {
    if (!matches(rule, facts)) continue;
    const rank = specificity(rule);
    if (rank > best) [best, won] = [rank, [rule]];
    else if (rank === best) won.push(rule);
  }
  return won;
}
