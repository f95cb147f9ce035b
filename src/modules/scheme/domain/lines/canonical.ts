import { byCodePoint } from '#shared/code-point-order.ts';
import type { Rates } from './cost.ts';
import type { Line } from './line.ts';

/** What is frozen when a version is handed in, as one text: the same content gives the same text, in whatever order. */
export function canonicalText(
  content: {
    readonly title: string;
    readonly ceilingFen: bigint | null;
    readonly lines: readonly Line[];
  } & Rates,
): string {
  const lines = content.lines
    .toSorted((one, other) => byCodePoint(one.id, other.id))
    .map((line) => [
      line.id,
      line.estateId,
      line.item,
      line.itemTitle,
      line.class,
      line.trade,
      line.place,
      String(line.quantityMilli),
      line.unit,
      String(line.unitPriceFen),
      line.why,
      line.priceBasis,
      line.note,
    ]);
  return JSON.stringify([
    content.title,
    content.ceilingFen === null ? null : String(content.ceilingFen),
    content.otherBp,
    content.contingencyBp,
    content.contingencyOn,
    lines,
  ]);
}
