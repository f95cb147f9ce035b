import { byCodePoint } from '#shared/code-point-order.ts';
import { scaleDecimals } from './decimal.ts';
import { divideItem, indexRules } from './divide-item.ts';
import { divideParts } from './divide-parts.ts';
import { residentsPayer, ShareFault, type ShareInput, type ShareResult } from './types.ts';

/** @throws ShareFault funding.share.twice */
function refuseTwins(rows: readonly { readonly id: string }[], list: 'items' | 'parts'): void {
  const seen = new Set<string>();
  rows.forEach(({ id }, at) => {
    if (seen.has(id)) throw new ShareFault('funding.share.twice', { id }, `${list}[${at}].id`);
    seen.add(id);
  });
}

/** A share above 1 can never be right, not even in a rule that fits no item. @throws ShareFault funding.share.range */
function refuseAboveOne({ rules }: ShareInput): void {
  rules.forEach(({ payer, share }, at) => {
    const { numbers, unit } = scaleDecimals([share]);
    if ((numbers[0] ?? 0n) > unit)
      throw new ShareFault('funding.share.range', { payer, share }, `rules[${at}].share`);
  });
}

/**
 * Who pays what: every item divided among its payers, and what the residents owe in all divided over the parts. Sums
 * are exact at every step; the order of items, rules and parts never matters. Payers in code-point order, items and
 * parts in the order given. Clauses 五(五), 六(一) to (六); 民法典 283.
 * @throws ShareFault with the first reason why the costs cannot be shared
 */
export function shareCosts(input: ShareInput): ShareResult {
  refuseTwins(input.items, 'items');
  refuseTwins(input.parts, 'parts');
  const index = indexRules(input.rules);
  const items = input.items.map((item, at) => ({
    id: item.id,
    payers: divideItem(item, index, input.remainderPayer, `items[${at}]`),
  }));
  refuseAboveOne(input);
  const totals = new Map<string, bigint>();
  for (const { payers } of items)
    for (const { payer, amountFen } of payers) totals.set(payer, (totals.get(payer) ?? 0n) + amountFen);
  return {
    payers: [...totals]
      .map(([payer, amountFen]) => ({ payer, amountFen }))
      .sort((a, b) => byCodePoint(a.payer, b.payer)),
    items,
    parts: divideParts(totals.get(residentsPayer) ?? 0n, input.household, input.parts),
  };
}
