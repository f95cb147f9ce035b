/** Day `YYYY-MM-DD` and amount in fen; positive came in, negative went out. */
type Moved = { readonly day: string; readonly amountFen: bigint };
type Line = { readonly inFen: bigint; readonly outFen: bigint; readonly afterFen: bigint };
export type MonthRow<E extends Moved> =
  | (Line & { readonly kind: 'entry'; readonly entry: E })
  | (Line & { readonly kind: 'opening' | 'sums' | 'closing'; readonly month: string });

/** Entries in the order of days, month by month as account books show them: opening, entries, sums, closing. */
export function monthRows<E extends Moved>(entries: readonly E[], openingFen: bigint): MonthRow<E>[] {
  const rows: MonthRow<E>[] = [];
  let afterFen = openingFen;
  for (const [month, list] of Map.groupBy(entries, (entry) => entry.day.slice(0, 7))) {
    const still = { inFen: 0n, outFen: 0n };
    rows.push({ kind: 'opening', month, ...still, afterFen });
    let [came, went] = [0n, 0n];
    for (const entry of list) {
      const inFen = entry.amountFen > 0n ? entry.amountFen : 0n;
      const outFen = entry.amountFen < 0n ? -entry.amountFen : 0n;
      came += inFen;
      went += outFen;
      afterFen += entry.amountFen;
      rows.push({ kind: 'entry', entry, inFen, outFen, afterFen });
    }
    rows.push({ kind: 'sums', month, inFen: came, outFen: went, afterFen });
    rows.push({ kind: 'closing', month, ...still, afterFen });
  }
  return rows;
}
