import type { Cost } from '../../domain/lines/cost.ts';
import type { ChangedField, Difference } from '../../domain/lines/difference.ts';
import { type Line, textFromMilli, worksOf } from '../../domain/lines/line.ts';

/** A line as it is kept beside a variation: amounts and quantities as decimal text. */
type StoredLine = Omit<Line, 'quantityMilli' | 'unitPriceFen'> & {
  readonly quantityMilli: string;
  readonly unitPriceFen: string;
  readonly amountFen: string;
};
export type StoredDifference = {
  readonly added: readonly StoredLine[];
  readonly removed: readonly StoredLine[];
  readonly changed: readonly {
    readonly before: StoredLine;
    readonly after: StoredLine;
    readonly fields: readonly ChangedField[];
  }[];
};

/** With each line's amount before or after, so that it can be read without reckoning again. */
export function storeDifference(
  difference: Difference,
  before: Cost['amounts'],
  after: Cost['amounts'],
): StoredDifference {
  const stored = (line: Line, amounts: Cost['amounts']): StoredLine => ({
    ...line,
    quantityMilli: String(line.quantityMilli),
    unitPriceFen: String(line.unitPriceFen),
    amountFen: String(amounts.get(line.id) ?? 0n),
  });
  return {
    added: difference.added.map((line) => stored(line, after)),
    removed: difference.removed.map((line) => stored(line, before)),
    changed: difference.changed.map((one) => ({
      before: stored(one.before, before),
      after: stored(one.after, after),
      fields: one.fields,
    })),
  };
}

function lineFrom({ amountFen: _, ...line }: StoredLine): Line {
  return { ...line, quantityMilli: BigInt(line.quantityMilli), unitPriceFen: BigInt(line.unitPriceFen) };
}

export const differenceFrom = (stored: StoredDifference): Difference => ({
  added: stored.added.map(lineFrom),
  removed: stored.removed.map(lineFrom),
  changed: stored.changed.map((one) => ({
    before: lineFrom(one.before),
    after: lineFrom(one.after),
    fields: one.fields,
  })),
});

/** On the wire. */
export function presentDifference(
  stored: StoredDifference,
  sums: { readonly beforeFen: bigint; readonly afterFen: bigint },
) {
  const shown = (kept: StoredLine) => {
    const { quantityMilli, unitPriceFen, ...line } = lineFrom(kept);
    return {
      ...line,
      quantity: textFromMilli(quantityMilli),
      unitPrice: String(unitPriceFen),
      works: String(worksOf({ quantityMilli, unitPriceFen })),
      amount: kept.amountFen,
    };
  };
  return {
    added: stored.added.map(shown),
    removed: stored.removed.map(shown),
    changed: stored.changed.map((one) => ({
      before: shown(one.before),
      after: shown(one.after),
      fields: [...one.fields],
    })),
    beforeTotal: String(sums.beforeFen),
    afterTotal: String(sums.afterFen),
  };
}
