import type { HeaderRule } from './estate-columns.ts';
import type { ColumnMatch } from './ledger.ts';
import { compact, withoutBrackets } from './text.ts';
import { isOptionFor } from './vocabulary.ts';

export type Heading = { readonly column: number; readonly levels: readonly string[] };

/** Fields whose answer may be spread over columns to tick. */
const tickable = new Set([
  'land',
  'demolition',
  'papers',
  'water',
  'power',
  'heating',
  'gas',
  'road',
  'security',
  'roof',
  'drainage',
]);

/** Words that say nothing without the level above them. */
const generic =
  /^(?:现状|情况|状况|等级|评价|数量|个数|数|户数?|比例|占比|百分比|率|名称|性质|类型|小计|合计|总数|总计|方式|时间|年份|面积|有无|是否|栋数?|幢数?|人数?|元|%|个|座|m2|万m2|平方米|万平方米|平米|年|年月|度)$/;

const unitTail = /(?:万?(?:m2|平方米|平米)|[万千百]户|[万千百]人|%)$/;

/** A heading without spaces, brackets, numbering and punctuation. */
export function plainHeading(text: string): string {
  const bare = withoutBrackets(compact(text).toLowerCase())
    .replace(/^[\d一二三四五六七八九十]{1,3}[.、]/, '')
    .replace(/[:,、。.*"'“”;\-_]/g, '')
    .replace(/\/(?:万?(?:m2|平方米)|[户人栋幢个座年%])$/, '')
    .replace(/[/\\|]/g, '');
  const cut = bare.replace(unitTail, '');
  return cut === '' ? bare : cut;
}

/** The factor a heading's unit stands for: 万平方米 → 10 000, ㎡ → 1, no unit → null. */
export function scaleOf(levels: readonly string[]): number | null {
  for (const level of [...levels].reverse()) {
    const text = compact(level);
    const match =
      /([百千万亿]?)(m2|平方米|平米|平方(?!式)|(?<=万)方|亩|公顷)/.exec(text) ??
      /[(/:]([百千万])([户人栋])\)?$/.exec(text);
    if (!match) continue;
    const factor = { 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 }[match[1] ?? ''] ?? 1;
    return factor * ({ 亩: 2000 / 3, 公顷: 10_000 }[match[2] ?? ''] ?? 1);
  }
  return null;
}

type Prepared<C extends string> = HeaderRule<C> & { readonly words: ReadonlySet<string> };
const prepared = new WeakMap<object, readonly Prepared<string>[]>();

function prepare<C extends string>(rules: readonly HeaderRule<C>[]): readonly Prepared<C>[] {
  let ready = prepared.get(rules) as readonly Prepared<C>[] | undefined;
  if (!ready) {
    ready = rules.map((rule) => ({ ...rule, words: new Set(rule.exact.split(' ')) }));
    prepared.set(rules, ready);
  }
  return ready;
}

/** How well a heading fits a rule: 0 not at all, 12 word for word. */
function closeness<C extends string>(rule: Prepared<C>, plain: readonly string[], whole: string): number {
  const leaf = plain.at(-1) ?? '';
  const parent = plain.at(-2) ?? '';
  if (rule.never?.test(whole)) return 0;
  if (parent !== '' && rule.words.has(parent + leaf)) return 12;
  if (rule.words.has(leaf)) return 11;
  if (rule.words.has(leaf.replace(/(?:现状|情况|状况|设施|条件)$/, ''))) return 10;
  if (generic.test(leaf) || leaf === '') {
    if (rule.words.has(parent)) return 9;
    if (rule.like?.test(parent)) return 5;
  }
  if (rule.like?.test(leaf)) return 7;
  if (rule.like?.test(parent + leaf)) return 4;
  return plain.length > 2 && rule.like?.test(plain.join('')) ? 3 : 0;
}

type Fit<C extends string> = { readonly field: C; readonly score: number };
const known = new WeakMap<object, Map<string, readonly Fit<string>[]>>();
const knownAtMost = 5_000;
const longestHeading = 200;

/** The rules a heading fits; the same headings come again in every sheet and block, so answers are kept. */
function fitsOf<C extends string>(heading: Heading, rules: readonly HeaderRule<C>[]): readonly Fit<C>[] {
  const levels = heading.levels.map((level) => level.slice(0, longestHeading));
  const key = levels.join('\u0001');
  const old = known.get(rules);
  const cache = old && old.size < knownAtMost ? old : new Map<string, readonly Fit<string>[]>();
  known.set(rules, cache);
  const before = cache.get(key) as readonly Fit<C>[] | undefined;
  if (before) return before;
  const plain = levels.map(plainHeading).filter((text) => text !== '');
  const whole = compact(levels.join('')).toLowerCase();
  const fits: Fit<C>[] = [];
  if (plain.length > 0)
    for (const rule of prepare(rules)) {
      const score = closeness(rule, plain, whole);
      if (score > 0) fits.push({ field: rule.field, score });
    }
  cache.set(key, fits);
  return fits;
}

type Candidate<C extends string> = { field: C; heading: Heading; score: number };

/** Gives each field its best column and each column at most one field; better fits first, then from the left. */
export function bestColumns<C extends string>(
  headings: readonly Heading[],
  rules: readonly HeaderRule<C>[],
): ColumnMatch<C>[] {
  const candidates: Candidate<C>[] = [];
  for (const heading of headings) {
    for (const { field, score } of fitsOf(heading, rules)) candidates.push({ field, heading, score });
  }
  candidates.sort((a, b) => b.score - a.score || a.heading.column - b.heading.column);
  const options = tickedColumns(headings, rules);
  const fields = new Set<C>(options.map((option) => option.field));
  const taken = new Set<number>(options.map((option) => option.column));
  const matches: ColumnMatch<C>[] = [...options];
  for (const { field, heading } of candidates) {
    const shared = field === 'agree' || field === 'pay';
    if (taken.has(heading.column) || (fields.has(field) && !shared)) continue;
    taken.add(heading.column);
    fields.add(field);
    matches.push(asMatch(field, heading));
  }
  return matches.sort((a, b) => a.column - b.column);
}

const asMatch = <C extends string>(field: C, heading: Heading): ColumnMatch<C> => ({
  column: heading.column,
  field,
  title: heading.levels.join(' / '),
  scale: scaleOf(heading.levels),
});

/** Columns with the units a row below the headings names: a share shows in the title, 万 in the factor. */
export const withUnits = <C extends string>(
  columns: readonly ColumnMatch<C>[],
  units: ReadonlyMap<number, string>,
): readonly ColumnMatch<C>[] =>
  columns.map((column) => {
    const unit = units.get(column.column);
    if (unit === undefined) return column;
    const title = /^(?:%|百分比)$/.test(unit) ? `${column.title} / ${unit}` : column.title;
    return { ...column, title, scale: scaleOf([`(${unit})`]) ?? column.scale };
  });

/** 土地性质 over 国有 | 集体, or 供水 over 好 | 一般 | 差: the ticked column's heading is the value. */
function tickedColumns<C extends string>(
  headings: readonly Heading[],
  rules: readonly HeaderRule<C>[],
): ColumnMatch<C>[] {
  const groups = new Map<string, Heading[]>();
  for (const heading of headings) {
    if (heading.levels.length < 2) continue;
    const above = heading.levels.slice(0, -1).join(' / ');
    groups.set(above, [...(groups.get(above) ?? []), heading]);
  }
  const found: ColumnMatch<C>[] = [];
  for (const group of groups.values()) {
    const parent = group[0]?.levels.slice(0, -1).map(plainHeading) ?? [];
    if (group.length < 2) continue;
    const rule = prepare(rules).find(
      (candidate) => tickable.has(candidate.field) && closeness(candidate, parent, parent.join('')) >= 7,
    );
    const all =
      rule && group.every((heading) => isOptionFor(rule.field, plainHeading(heading.levels.at(-1) ?? '')));
    if (!all) continue;
    for (const heading of group)
      found.push({ ...asMatch(rule.field, heading), option: plainHeading(heading.levels.at(-1) ?? '') });
  }
  return found;
}
