import type { BookletLine } from './booklet-facts.ts';

const gradeWords: Readonly<Record<string, string>> = {
  good: '完好',
  fair: '一般，有小问题',
  poor: '差，需要改造',
  missing: '没有',
};

/** One kind of works as residents read it: how it is, what is done. */
export type ComparisonRow = {
  readonly title: string;
  readonly class: BookletLine['class'];
  /** Null where the ledger has nothing on it. */
  readonly before: string | null;
  readonly after: readonly string[];
  readonly amountFen: bigint;
};

/**
 * What changes in one estate, item by item in the order of the scheme. `grades`: item → grade of the ledger (四(一)1); an
 * item outside the ledger's eight says nothing of before.
 */
export function comparisonOf(
  lines: readonly (BookletLine & { readonly item: string; readonly amountFen: bigint })[],
  grades: Readonly<Record<string, string | null>>,
): ComparisonRow[] {
  const items = Map.groupBy(lines, (line) => line.item);
  return [...items].flatMap(([item, own]) => {
    const [first] = own;
    if (!first) return [];
    const grade = grades[item] ?? null;
    return [
      {
        ...{ title: first.itemTitle, class: first.class },
        before: grade === null ? null : (gradeWords[grade] ?? null),
        after: own.map(
          (line) => `${line.place === '' ? '' : `${line.place}：`}${line.quantity} ${line.unit}`,
        ),
        amountFen: own.reduce((sum, line) => sum + line.amountFen, 0n),
      },
    ];
  });
}
