import { byCodePoint } from '#shared/code-point-order.ts';

/** What is wanted of one estate's item, in fen. */
export type Wanted = { readonly estateId: string; readonly item: string; readonly amountFen: bigint };

/** What a source still holds for one estate's item at the stage in question. */
export type Holding = {
  readonly sourceId: string;
  readonly title: string;
  readonly estateId: string;
  readonly item: string;
  readonly heldFen: bigint;
  /** Last day the source may be used; null: without end. */
  readonly expiresOn: string | null;
  /** Why the earmark forbids it, as a sentence; null: it fits. */
  readonly barred: string | null;
};

export type SpreadLine = {
  readonly sourceId: string;
  readonly estateId: string;
  readonly item: string;
  readonly amountFen: bigint;
  /** Why this source and this much, in words. */
  readonly reason: string;
  /** What the source holds for it afterwards. */
  readonly leftFen: bigint;
};

export type Spread = {
  readonly lines: readonly SpreadLine[];
  /** What no source covers. */
  readonly short: readonly Wanted[];
  /** Holdings the earmark forbids, each with its sentence. */
  readonly barred: readonly Holding[];
};

const never = '9999-12-31';
const byExpiry = (a: Holding, b: Holding): number =>
  byCodePoint(a.expiresOn ?? never, b.expiresOn ?? never) || byCodePoint(a.sourceId, b.sourceId);

function reasonOf(one: Holding, rank: number, takesAll: boolean): string {
  const until = one.expiresOn ? `${one.expiresOn} 到期` : '没有到期日';
  const place = rank === 0 ? '最先使用' : `第 ${rank + 1} 个使用`;
  return `${until}，${place}${takesAll ? '，全部用完' : ''}`;
}

/**
 * Spreads what is wanted over the sources that hold it: only those whose earmark allows it, the one that lapses first
 * first. Never more than a source holds; what remains is said, not hidden. Order of the inputs does not matter.
 */
export function spreadOver(wanted: readonly Wanted[], holdings: readonly Holding[]): Spread {
  const lines: SpreadLine[] = [];
  const short: Wanted[] = [];
  const asked = new Set(wanted.map((one) => `${one.estateId} ${one.item}`));
  for (const want of merged(wanted)) {
    const fits = holdings
      .filter((one) => one.estateId === want.estateId && one.item === want.item)
      .filter((one) => one.barred === null && one.heldFen > 0n)
      .sort(byExpiry);
    let left = want.amountFen;
    for (const [rank, one] of fits.entries()) {
      if (left <= 0n) break;
      const amountFen = smaller(left, one.heldFen);
      left -= amountFen;
      const { sourceId, estateId, item } = one;
      const leftFen = one.heldFen - amountFen;
      lines.push({
        sourceId,
        estateId,
        item,
        amountFen,
        leftFen,
        reason: reasonOf(one, rank, leftFen === 0n),
      });
    }
    if (left > 0n) short.push({ ...want, amountFen: left });
  }
  const barred = holdings.filter((one) => one.barred !== null && asked.has(`${one.estateId} ${one.item}`));
  return { lines, short, barred };
}

const smaller = (a: bigint, b: bigint): bigint => {
  if (a < b) return a;
  return b;
};

/** One want per estate and item, in a fixed order; nothing below one fen. */
function merged(wanted: readonly Wanted[]): Wanted[] {
  const sums = new Map<string, Wanted>();
  for (const one of wanted) {
    const key = `${one.estateId} ${one.item}`;
    sums.set(key, { ...one, amountFen: one.amountFen + (sums.get(key)?.amountFen ?? 0n) });
  }
  return [...sums.entries()]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([, one]) => one)
    .filter((one) => one.amountFen > 0n);
}
