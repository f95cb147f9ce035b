import { byCodePoint } from '#shared/code-point-order.ts';
import { divideInOrder } from '#shared/largest-remainder.ts';
import { decimalText, scaleDecimals } from './decimal.ts';
import { type PayerAmount, ShareFault, type ShareItem, type ShareRule } from './types.ts';

/** One payer of one item: its rules' shares added, the tightest of their caps. */
type Claim = { readonly payer: string; readonly weight: bigint; readonly cap: bigint | null };

/** Rules by what they match, so that many items do not each look through all rules. */
export type RuleIndex = {
  readonly byItem: ReadonlyMap<string, readonly ShareRule[]>;
  readonly byClass: ReadonlyMap<string, readonly ShareRule[]>;
  readonly everywhere: readonly ShareRule[];
};

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export const indexRules = (rules: readonly ShareRule[]): RuleIndex => ({
  byItem: grouped(rules, ({ match }) => match.item),
  byClass: grouped(rules, ({ match }) => (match.item === undefined ? match.class : undefined)),
  everywhere: rules.filter(({ match }) => match.item === undefined && match.class === undefined),
});

/**
 * The rules of an item: those that name it win as a whole over those of its class, and these over rules that name
 * neither. A rule that names item and class must fit both.
 */
function rulesOf(index: RuleIndex, item: ShareItem): readonly ShareRule[] {
  const own = (index.byItem.get(item.id) ?? []).filter(
    ({ match }) => match.class === undefined || match.class === item.class,
  );
  if (own.length > 0) return own;
  return index.byClass.get(item.class) ?? index.everywhere;
}

const tighter = (a: bigint | null, b: bigint | undefined): bigint | null =>
  b === undefined ? a : a === null || b < a ? b : a;

/** @throws ShareFault funding.share.sum naming the item */
function claimsOf(item: ShareItem, rules: readonly ShareRule[], at: string): Claim[] {
  const { numbers, unit } = scaleDecimals(rules.map(({ share }) => share));
  const claims = new Map<string, Claim>();
  rules.forEach(({ payer, capFen }, index) => {
    const before = claims.get(payer);
    claims.set(payer, {
      payer,
      weight: (before?.weight ?? 0n) + (numbers[index] ?? 0n),
      cap: tighter(before?.cap ?? null, capFen),
    });
  });
  const sum = numbers.reduce((all, one) => all + one, 0n);
  if (sum !== unit)
    throw new ShareFault('funding.share.sum', { item: item.id, sum: decimalText(sum, unit) }, at);
  return [...claims.values()];
}

/**
 * Divides one item among its payers: shares by largest remainder, then caps; what caps cut off goes to the remainder
 * payer. Payers in code-point order, each once, those with nothing too.
 * @param at the item's place in the input
 * @throws ShareFault funding.share.sum; .remainder when a cap cuts and nobody takes the rest; .remainder-cap when the
 * remainder payer is held by a cap itself
 */
export function divideItem(
  item: ShareItem,
  index: RuleIndex,
  remainderPayer: string | undefined,
  at: string,
): PayerAmount[] {
  const claims = claimsOf(item, rulesOf(index, item), at);
  const shares = divideInOrder(
    item.amountFen,
    claims.map(({ payer, weight }) => ({ id: payer, weight })),
  );
  const amounts = new Map<string, bigint>();
  let cutOff = 0n;
  claims.forEach(({ payer, cap }, place) => {
    const share = shares[place] ?? 0n;
    const kept = cap !== null && share > cap ? cap : share;
    amounts.set(payer, kept);
    cutOff += share - kept;
  });
  if (cutOff > 0n) {
    if (remainderPayer === undefined)
      throw new ShareFault('funding.share.remainder', { item: item.id, fen: String(cutOff) }, at);
    const total = (amounts.get(remainderPayer) ?? 0n) + cutOff;
    const cap = claims.find(({ payer }) => payer === remainderPayer)?.cap ?? null;
    if (cap !== null && total > cap)
      throw new ShareFault(
        'funding.share.remainder-cap',
        { item: item.id, payer: remainderPayer, cap: String(cap), fen: String(total) },
        at,
      );
    amounts.set(remainderPayer, total);
  }
  return [...amounts]
    .map(([payer, amountFen]) => ({ payer, amountFen }))
    .sort((a, b) => byCodePoint(a.payer, b.payer));
}
