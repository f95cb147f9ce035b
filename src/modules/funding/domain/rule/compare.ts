import type { Payment, Rule, RuleBook } from './types.ts';

export type RuleChange = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Chinese names of what differs, with both values; empty unless changed. */
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[];
};

const limitText = (limit: Payment['cap']): string =>
  limit ? `${limit.fen} 分/${{ item: '项', household: '户', m2: '㎡' }[limit.per]}` : '';
type Titles = ReadonlyMap<string, string>;
const titleOf = (titles: Titles, id: string): string => titles.get(id) ?? id;
const payerText = ({ payer, share, cap, floor }: Payment, titles: Titles): string =>
  `${titleOf(titles, payer)} ${share}${cap ? ` 封顶 ${limitText(cap)}` : ''}${floor ? ` 保底 ${limitText(floor)}` : ''}`;

const fieldTexts: Readonly<Record<string, (rule: Rule, titles: Titles) => string>> = {
  名称: ({ title }) => title,
  类别: (rule) => rule.class ?? '',
  内容: ({ items }, titles) => items.map((id) => titleOf(titles, id)).join('、'),
  入户端口: ({ meter }) => (meter === null ? '' : meter === 'inside' ? '以内' : '以外'),
  管线产权: ({ pipe }) => (pipe === null ? '' : pipe === 'utility' ? '专营单位' : '其他'),
  产权类型: ({ propertyKinds }) => propertyKinds.join('、'),
  建成年份: ({ builtFrom, builtTo }) =>
    builtFrom === null && builtTo === null ? '' : `${builtFrom ?? ''}—${builtTo ?? ''}`,
  街道: ({ subdistricts }) => subdistricts.join('、'),
  出资: ({ payers }, titles) => payers.map((one) => payerText(one, titles)).join('；'),
  余额承担: ({ remainder }, titles) => (remainder === null ? '' : titleOf(titles, remainder)),
  依据: ({ basis }) => basis,
  另有规定: ({ exception }) => exception,
  待核: ({ unverified }) => (unverified ? '待核' : '已核'),
};

/** What one rule book changes in another, rule by rule, in the order of the new one, removed rules last. */
export function compareBooks(before: RuleBook, after: RuleBook, titles: Titles = new Map()): RuleChange[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const changes = after.rules.flatMap((rule): RuleChange[] => {
    const was = old.get(rule.id);
    const { id, title } = rule;
    if (!was) return [{ id, title, kind: 'added', fields: [] }];
    const fields = Object.entries(fieldTexts)
      .map(([name, text]) => ({ name, before: text(was, titles), after: text(rule, titles) }))
      .filter((one) => one.before !== one.after);
    return fields.length > 0 ? [{ id, title, kind: 'changed', fields }] : [];
  });
  const removed = before.rules
    .filter(({ id }) => !kept.has(id))
    .map(({ id, title }): RuleChange => ({ id, title, kind: 'removed', fields: [] }));
  const divisions = (book: RuleBook) =>
    book.divisions
      .map(
        ({ items, method, coefficients }) =>
          `${items.join('、') || '其余'} ${method} ${JSON.stringify(coefficients)}`,
      )
      .join('；');
  const division: RuleChange[] =
    divisions(before) === divisions(after)
      ? []
      : [
          {
            ...{ id: '', title: '各户分摊办法', kind: 'changed' as const },
            fields: [{ name: '分摊办法', before: divisions(before), after: divisions(after) }],
          },
        ];
  return [...changes, ...removed, ...division];
}
