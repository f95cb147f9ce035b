import { type BookletBlock, type BookletFacts, yuanText } from './booklet-facts.ts';

const sum = (list: readonly bigint[]): bigint => list.reduce((all, one) => all + one, 0n);

/** Part of a whole in percent with two places, rounded half up; '' where the whole is nothing. */
const share = (fen: bigint, whole: bigint): string =>
  whole === 0n ? '' : `${(Number((fen * 10_000n + whole / 2n) / whole) / 100).toFixed(2)}%`;

/** Who pays what of each kind of works, one line a kind, in the order of the scheme. */
function byItem({ lines, pays }: BookletFacts): BookletBlock[] {
  const shares = new Map((pays?.lines ?? []).map((one) => [one.lineId, one.payers]));
  const rows = [...Map.groupBy(lines, (line) => line.itemTitle)].flatMap(([title, own]) => {
    const amounts = new Map<string, bigint>();
    for (const line of own)
      for (const one of shares.get(line.id) ?? [])
        amounts.set(one.title, (amounts.get(one.title) ?? 0n) + one.amountFen);
    const words = [...amounts]
      .filter(([, fen]) => fen !== 0n)
      .map(([payer, fen]) => `${payer} ${yuanText(fen)}`);
    return words.length > 0 ? [[title, words.join('；')]] : [];
  });
  if (rows.length === 0) return [];
  return [
    {
      ...{ kind: 'table', caption: '表4附 各项内容的出资（元）', heads: ['改造内容', '出资方与金额'] },
      ...{ rows, widths: [26, 74], right: [] },
    },
  ];
}

/** 资金来源: by payer, then by item, and what is still 待核; without a rule no percentage is given. */
export function payersOf(facts: BookletFacts): BookletBlock[] {
  const { pays, scheme } = facts;
  if (!pays || pays.payers.length === 0)
    return [{ kind: 'text', text: '各出资方及份额待核：出资规则尚未确定，确定后列明。' }];
  return [
    {
      ...{ kind: 'table', caption: '表4 资金来源', heads: ['出资方', '金额（元）', '占比'] },
      rows: [
        ...pays.payers.map((one) => [
          one.title,
          yuanText(one.amountFen),
          share(one.amountFen, scheme.totalFen),
        ]),
        ['合计', yuanText(sum(pays.payers.map((one) => one.amountFen))), ''],
      ],
      ...{ widths: [46, 34, 20], right: [1, 2] },
    },
    ...byItem(facts),
    ...(pays.unverified.length > 0
      ? [{ kind: 'text' as const, text: `待核：${pays.unverified.join('；')}。` }]
      : []),
  ];
}
