import { byCodePoint } from '#shared/code-point-order.ts';
import { decimalText, isDecimal, scaleDecimals } from '../share/decimal.ts';
import { winners } from './match.ts';
import { payerIndex } from './payers.ts';
import { casesOf, caseText } from './space.ts';
import type { LineFacts, Payment, Rule, RuleBook, RuleWorld } from './types.ts';

export type RuleFaultCode =
  | 'funding.rule.twice'
  | 'funding.rule.match'
  | 'funding.rule.item'
  | 'funding.rule.years'
  | 'funding.rule.sum'
  | 'funding.rule.payer'
  | 'funding.rule.payer-twice'
  | 'funding.rule.earmark'
  | 'funding.rule.remainder'
  | 'funding.rule.limits'
  | 'funding.rule.gap'
  | 'funding.rule.tie'
  | 'funding.rule.unreachable'
  | 'funding.rule.utility'
  | 'funding.rule.maintenance'
  | 'funding.rule.resident-floor'
  | 'funding.rule.division'
  | 'funding.rule.too-many';

/** One thing wrong with a book; rule and item are named in the values of its sentence. */
export type RuleFault = {
  readonly code: RuleFaultCode;
  readonly values: Readonly<Record<string, string>>;
  /** Rule it concerns, where one does; the editor marks it. */
  readonly ruleId: string | null;
};

const fault = (
  code: RuleFaultCode,
  rule: Pick<Rule, 'id' | 'title'> | null,
  values: Readonly<Record<string, string>> = {},
): RuleFault => ({
  code,
  values: { ...(rule ? { rule: rule.title || rule.id } : {}), ...values },
  ruleId: rule?.id ?? null,
});

function sharesFault(rule: Rule): RuleFault[] {
  const wrong = rule.payers.find(({ share }) => !isDecimal(share));
  if (wrong) return [fault('funding.rule.sum', rule, { sum: `“${wrong.share}”` })];
  const { numbers, unit } = scaleDecimals(rule.payers.map(({ share }) => share));
  const sum = numbers.reduce((all, one) => all + one, 0n);
  return sum === unit ? [] : [fault('funding.rule.sum', rule, { sum: decimalText(sum, unit) })];
}

const limited = ({ cap, floor }: Payment): boolean => cap !== null || floor !== null;

function limitFaults(rule: Rule): RuleFault[] {
  const found: RuleFault[] = [];
  if (rule.remainder === null && rule.payers.some(limited))
    found.push(fault('funding.rule.remainder', rule, { what: '有封顶或保底，但没有写明余额由谁承担' }));
  if (rule.payers.some((one) => one.payer === rule.remainder && limited(one)))
    found.push(fault('funding.rule.remainder', rule, { what: '余额承担方自己不得封顶或保底' }));
  for (const { payer, cap, floor } of rule.payers)
    if (cap && floor && (cap.per !== floor.per || BigInt(cap.fen) < BigInt(floor.fen)))
      found.push(fault('funding.rule.limits', rule, { payer }));
  return found;
}

const paysOf = (rule: Rule): string[] => [
  ...rule.payers.map(({ payer }) => payer),
  ...(rule.remainder === null ? [] : [rule.remainder]),
];

/** What is wrong with one rule whatever the others say. */
function ownFaults(world: RuleWorld, rule: Rule): RuleFault[] {
  const found: RuleFault[] = [];
  const known = new Map(world.items.map((item) => [item.id, item]));
  if ((rule.class === null) === (rule.items.length === 0)) found.push(fault('funding.rule.match', rule));
  for (const item of rule.items) if (!known.has(item)) found.push(fault('funding.rule.item', rule, { item }));
  if (rule.builtFrom !== null && rule.builtTo !== null && rule.builtFrom > rule.builtTo)
    found.push(fault('funding.rule.years', rule, { from: String(rule.builtFrom), to: String(rule.builtTo) }));
  const payers = rule.payers.map(({ payer }) => payer);
  const twice = payers.find((payer, at) => payers.indexOf(payer) !== at);
  if (twice) found.push(fault('funding.rule.payer-twice', rule, { payer: twice }));
  return [...found, ...sharesFault(rule), ...limitFaults(rule), ...earmarkFaults(world, rule)];
}

function earmarkFaults(world: RuleWorld, rule: Rule): RuleFault[] {
  const payers = payerIndex(world);
  const items = world.items.filter((item) =>
    rule.items.length > 0 ? rule.items.includes(item.id) : item.class === rule.class,
  );
  return [...new Set(paysOf(rule))].flatMap((payer): RuleFault[] => {
    const known = payers.get(payer);
    if (!known) return [fault('funding.rule.payer', rule, { payer })];
    const wrong = items.find((item) => !known.classes.includes(item.class));
    return wrong ? [fault('funding.rule.earmark', rule, { payer: known.title, item: wrong.title })] : [];
  });
}

const positive = (rule: Rule, payer: string): boolean =>
  rule.remainder === payer ||
  rule.payers.some((one) => one.payer === payer && (/[1-9]/.test(one.share) || one.floor !== null));

/** Payers and limits as one text: two rules that say the same do not disagree. */
const says = (rule: Rule): string =>
  JSON.stringify([
    rule.payers
      .map((one) => [one.payer, decimalOf(one.share), one.cap, one.floor])
      .sort((a, b) => byCodePoint(String(a[0]), String(b[0]))),
    rule.remainder,
  ]);
function decimalOf(share: string): string {
  if (!isDecimal(share)) return share;
  const { numbers, unit } = scaleDecimals([share]);
  return decimalText(numbers[0] ?? 0n, unit);
}

/**
 * 山东省物业管理条例 77: a utility bears what it operates, unless the city or county provides otherwise. 70, 71: it may
 * not be charged to the maintenance fund, whoever else pays.
 */
function lawFaults(rule: Rule, facts: LineFacts, item: string): RuleFault[] {
  if (facts.pipe !== 'utility' || facts.meter !== 'outside') return [];
  if (positive(rule, 'maintenanceFund')) return [fault('funding.rule.maintenance', rule, { item })];
  const alone = rule.payers.every(({ payer, share }) => payer === 'utilities' || !/[1-9]/.test(share));
  const others = !alone || (rule.remainder !== null && rule.remainder !== 'utilities');
  return others && rule.exception.trim() === '' ? [fault('funding.rule.utility', rule, { item })] : [];
}

function residentFloorFaults(world: RuleWorld, rule: Rule, item: RuleWorld['items'][number]): RuleFault[] {
  const least = world.residentFloor?.[item.class];
  const own = rule.payers.find(({ payer }) => payer === 'residents')?.share ?? '0';
  if (!least || !isDecimal(least) || !isDecimal(own)) return [];
  const { numbers } = scaleDecimals([own, least]);
  return (numbers[0] ?? 0n) < (numbers[1] ?? 0n)
    ? [fault('funding.rule.resident-floor', rule, { item: item.title, share: own, least })]
    : [];
}

/** All cases of one item: gaps, ties, the law; collects which rules ever win. Null: too many to go through. */
function caseFaults(
  world: RuleWorld,
  book: RuleBook,
  item: RuleWorld['items'][number],
  reached: Set<string>,
): RuleFault[] | null {
  const cases = casesOf(world, item, book.rules);
  if (!cases) return null;
  const found: RuleFault[] = [];
  for (const facts of cases) {
    const won = winners(book.rules, facts);
    const [first, ...more] = won;
    for (const { id } of won) reached.add(id);
    if (!first) {
      found.push(fault('funding.rule.gap', null, { item: item.title, case: caseText(facts) }));
      continue;
    }
    const other = more.find((rule) => says(rule) !== says(first));
    if (other)
      found.push(
        fault('funding.rule.tie', first, {
          other: other.title || other.id,
          item: item.title,
          case: caseText(facts),
        }),
      );
    for (const rule of won) found.push(...lawFaults(rule, facts, item.title));
    // inside the meter and utilities' own works are no matter of what residents agreed to bear
    if (facts.pipe !== 'utility') found.push(...residentFloorFaults(world, first, item));
  }
  return found;
}

function divisionFaults(world: RuleWorld, { divisions }: RuleBook): RuleFault[] {
  const say = (what: string): RuleFault[] => [fault('funding.rule.division', null, { what })];
  if (divisions.filter(({ items }) => items.length === 0).length !== 1)
    return say('应恰有一条不点名内容的分摊办法，作为其余内容的办法');
  const items = divisions.flatMap((one) => one.items);
  const twice = items.find((item, at) => items.indexOf(item) !== at);
  if (twice) return say(`“${twice}”有两条分摊办法`);
  const strange = items.find((item) => !world.items.some(({ id }) => id === item));
  if (strange) return say(`目录中没有“${strange}”这项内容`);
  const bare = divisions.some(
    ({ method, coefficients }) =>
      method === 'floor-coefficient' && !Object.values(coefficients).some((one) => /[1-9]/.test(one)),
  );
  return bare ? say('按楼层系数分摊须有不为零的系数') : [];
}

const sameFault = (one: RuleFault): string =>
  [one.code, one.ruleId, one.values.item, one.values.other, one.values.payer, one.values.what].join('|');

/**
 * Everything that makes a book unusable, each once per rule and item, decided over all cases its rules can tell apart.
 * Empty: every item of every estate has exactly one answer that sums to the whole.
 */
export function bookFaults(world: RuleWorld, book: RuleBook): RuleFault[] {
  const ids = book.rules.map(({ id }) => id);
  const twice = book.rules.filter(({ id }, at) => ids.indexOf(id) !== at);
  const found = [
    ...twice.map((rule) => fault('funding.rule.twice', rule, { id: rule.id })),
    ...book.rules.flatMap((rule) => ownFaults(world, rule)),
  ];
  const reached = new Set<string>();
  for (const item of world.items) {
    const faults = caseFaults(world, book, item, reached);
    if (!faults) return [...found, fault('funding.rule.too-many', null, { item: item.title })];
    found.push(...faults);
  }
  for (const rule of book.rules)
    if (!reached.has(rule.id)) found.push(fault('funding.rule.unreachable', rule));
  found.push(...divisionFaults(world, book));
  const seen = new Set<string>();
  return found.filter((one) => {
    const key = sameFault(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
