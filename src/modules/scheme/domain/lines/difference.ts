import { byCodePoint } from '#shared/code-point-order.ts';
import type { Line } from './line.ts';

/** What may differ in a line that stays the same line; estate and item may not: that would be another line. */
const fields = [
  'itemTitle',
  'class',
  'trade',
  'place',
  'quantityMilli',
  'unit',
  'unitPriceFen',
  'why',
  'priceBasis',
  'note',
] as const;
export type ChangedField = (typeof fields)[number];

export type LineChange = {
  readonly before: Line;
  readonly after: Line;
  readonly fields: readonly ChangedField[];
};

/** From one list of lines to another, each part in the order of ids. */
export type Difference = {
  readonly added: readonly Line[];
  readonly removed: readonly Line[];
  readonly changed: readonly LineChange[];
};

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  byCodePoint(one.id, other.id);

/** Line by line, found by their ids; where a line stands in the list is no difference. */
export function differenceOf(before: readonly Line[], after: readonly Line[]): Difference {
  const old = new Map(before.map((line) => [line.id, line]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((line) => {
    const earlier = old.get(line.id);
    const differing = earlier ? fields.filter((field) => earlier[field] !== line[field]) : [];
    return earlier && differing.length > 0 ? [{ before: earlier, after: line, fields: differing }] : [];
  });
  return {
    added: after.filter(({ id }) => !old.has(id)).toSorted(byId),
    removed: before.filter(({ id }) => !kept.has(id)).toSorted(byId),
    changed: changed.toSorted((one, other) => byId(one.before, other.before)),
  };
}

/**
 * The lines after a difference: kept ones in their place, added ones behind.
 * @throws RangeError when the difference was not made against these lines
 */
export function applyDifference(lines: readonly Line[], difference: Difference): Line[] {
  const known = new Set(lines.map(({ id }) => id));
  const gone = new Set(difference.removed.map(({ id }) => id));
  const after = new Map(difference.changed.map((one) => [one.before.id, one.after]));
  const strange =
    [...gone, ...after.keys()].find((id) => !known.has(id)) ??
    difference.added.find(({ id }) => known.has(id))?.id;
  if (strange !== undefined) throw new RangeError(`the difference does not fit: ${strange}`);
  const kept = lines.filter(({ id }) => !gone.has(id)).map((line) => after.get(line.id) ?? line);
  return [...kept, ...difference.added];
}
