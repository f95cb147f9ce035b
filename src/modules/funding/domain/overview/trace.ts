/** A sum that came in or went out, fen, positive; in the order of the books. */
export type Sum = { readonly id: string; readonly amountFen: bigint };
export type TraceLink = { readonly receipt: string; readonly use: string; readonly amountFen: bigint };
export type Trace = {
  readonly links: readonly TraceLink[];
  /** Came in and is still there. */
  readonly unusedFen: bigint;
  /** Went out without having come in. */
  readonly uncoveredFen: bigint;
};

type Interval = { readonly id: string; readonly from: bigint; readonly to: bigint };

/** Sums laid end to end on one line of fen. */
function intervals(sums: readonly Sum[]): Interval[] {
  let at = 0n;
  return sums.map(({ id, amountFen }) => {
    const from = at;
    at += amountFen;
    return { id, from, to: at };
  });
}

function overlap(a: Interval, b: Interval): bigint {
  if (a.from <= b.from) return (a.to <= b.to ? a : b).to - b.from;
  return overlap(b, a);
}

/**
 * Which fen went where: receipts and uses laid end to end on the same line, first in first out; where two overlap, that
 * much of the receipt paid for the use. Every fen of either side stands in exactly one link or in one of the rests.
 */
export function traceSums(receipts: readonly Sum[], uses: readonly Sum[]): Trace {
  const [came, went] = [intervals(receipts), intervals(uses)];
  const links: TraceLink[] = [];
  let [r, u] = [0, 0];
  for (let a = came[r], b = went[u]; a && b; a = came[r], b = went[u]) {
    const amountFen = overlap(a, b);
    if (amountFen > 0n) links.push({ receipt: a.id, use: b.id, amountFen });
    if (a.to <= b.to) r += 1;
    else u += 1;
  }
  const rest = (came.at(-1)?.to ?? 0n) - (went.at(-1)?.to ?? 0n);
  return { links, unusedFen: rest > 0n ? rest : 0n, uncoveredFen: rest < 0n ? -rest : 0n };
}
