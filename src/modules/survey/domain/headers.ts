import type { HeaderRule } from './estate-columns.ts';
import type { Grid, GridRow } from './grid.ts';
import type { ColumnMatch } from './ledger.ts';
import { bestColumns, type Heading, withUnits } from './match-columns.ts';
import { compact, tidy } from './text.ts';

/** Where a sheet's header stands and what its columns hold. */
export type Header<C extends string> = {
  /** First and last row of the header; the first is that of its top level. */
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly ColumnMatch<C>[];
  readonly headings: readonly Heading[];
};

const scanRows = 60;
const deepest = 4;
/** A text merged over more than this part of the columns is a title. */
const titleShare = 0.6;

const isNumeric = (text: string): boolean =>
  /^-?[\d,]+(?:\.\d+)?%?$/.test(text) || /^\d{4}[-/年.]\d/.test(text);

/** Numbers every column (1 2 3, 甲 乙 1 2, (1) (2)), as statistical forms do below their header. */
export function isNumberingRow(row: GridRow): boolean {
  const texts = [...row.own.values()].map((cell) =>
    compact(cell.text)
      .replace(/[()栏次]/g, '')
      .replace(/=.*$/, ''),
  );
  const figures = texts.filter((text) => /^\d{1,3}$/.test(text)).map(Number);
  if (figures.length < 4 || texts.some((text) => !/^(?:\d{1,3}|[甲乙丙丁戊己庚辛]?)$/.test(text)))
    return false;
  return figures.every((figure, i) => i === 0 || figure === (figures[i - 1] ?? 0) + 1);
}

/** A row with several figures is data. */
const isData = (row: GridRow): boolean =>
  !isNumberingRow(row) &&
  [...row.own.values()].filter((cell) => cell.kind === 'date' || isNumeric(compact(cell.text))).length >= 2;

/**
 * Finds the header: the block of one to four rows near the top whose headings match the most fields. Titles, unit
 * lines and a row that numbers the columns are passed over.
 * @param least fields a header must match
 */
export function findHeader<C extends string>(
  grid: Grid,
  rules: readonly HeaderRule<C>[],
  least: number,
): Header<C> | null {
  let best: { header: Header<C>; score: number } | null = null;
  const limit = Math.min(grid.rows.length, scanRows);
  for (let start = 0; start < limit; start++) {
    if ((grid.rows[start]?.own.size ?? 0) < 2) continue;
    for (let height = 1; height <= deepest && start + height <= limit; height++) {
      const block = grid.rows.slice(start, start + height);
      const last = block.at(-1);
      if (!last || isData(last) || isNumberingRow(last) || !followsOn(block)) break;
      if (isCut(grid, last.row)) continue;
      const headings = readHeadings(grid, block);
      const columns = bestColumns(headings, rules);
      const score =
        new Set(columns.map((column) => column.field)).size +
        columns.filter((column) => column.option !== undefined).length * 0.3 -
        height * 0.1;
      if (columns.length < least || (best && score <= best.score)) continue;
      const end = lastHeaderRow(grid, start + height - 1);
      const units = unitsBelow(grid.rows.slice(start + height, end + 1));
      const bottom = grid.rows[end]?.row ?? 0;
      best = {
        header: { top: block[0]?.row ?? 1, bottom, columns: withUnits(columns, units), headings },
        score,
      };
    }
  }
  return best?.header ?? null;
}

/** Whether a merged heading goes on below the row: then the header does too. */
const isCut = (grid: Grid, row: number): boolean =>
  grid.merges.some((merge) => merge.top <= row && merge.bottom > row && merge.bottom - merge.top < deepest);

const followsOn = (block: readonly GridRow[]): boolean =>
  block.every((row, i) => i === 0 || row.row - (block[i - 1]?.row ?? row.row) <= 1);

/** Index of the header's last row: rows below it that only number the columns or name their units belong to it. */
function lastHeaderRow(grid: Grid, index: number): number {
  let at = index;
  for (;;) {
    const next = grid.rows[at + 1];
    if (!next || !(isNumberingRow(next) || isUnitRow(next))) break;
    at++;
  }
  return at;
}

/** The units that rows of their own below the headings (`% 万㎡ 户 年`) give the columns. */
function unitsBelow(rows: readonly GridRow[]): ReadonlyMap<number, string> {
  const units = new Map<number, string>();
  for (const row of rows.filter(isUnitRow))
    for (const [column, cell] of row.own) units.set(column, compact(cell.text).replace(/[()]|^单位:?/g, ''));
  return units;
}

const unitText =
  /^\(?(?:单位:?)?(?:万?(?:m2|平方米|平米)|[万千百]?[户人栋幢个座套处]|年月?|%|百分比|元|万元|度|°)\)?$/;

/** At least two units, and nothing else but dashes in the columns that have none. */
function isUnitRow(row: GridRow): boolean {
  const texts = [...row.own.values()].map((cell) => compact(cell.text));
  return (
    texts.filter((text) => unitText.test(text)).length >= 2 &&
    texts.every((text) => unitText.test(text) || /^[-/]+$/.test(text))
  );
}

/** The levels of every column's heading, from the top; merged texts count for all their columns, titles for none. */
export function readHeadings(grid: Grid, block: readonly GridRow[]): Heading[] {
  const top = block[0]?.row ?? 0;
  const bottom = block.at(-1)?.row ?? 0;
  const merges = grid.merges.filter(
    (merge) => merge.top <= bottom && merge.bottom >= top && merge.right > merge.left,
  );
  const lines = block.map((row) => {
    const texts = new Map<number, string>();
    for (const [column, cell] of row.own) texts.set(column, tidy(cell.text));
    for (const merge of merges) {
      const text = merge.top === row.row ? texts.get(merge.left) : undefined;
      if (text === undefined) continue;
      if (merge.right - merge.left + 1 > grid.columns * titleShare) texts.delete(merge.left);
      else for (let column = merge.left; column <= merge.right; column++) texts.set(column, text);
    }
    return texts;
  });
  if (merges.length === 0) for (let i = 0; i + 1 < lines.length; i++) spread(lines[i], lines[i + 1]);
  const headings: Heading[] = [];
  for (let column = 1; column <= grid.columns; column++) {
    const levels = lines
      .flatMap((line) => line.get(column) ?? [])
      .filter((text, i, all) => text !== all[i - 1]);
    if (levels.length > 0) headings.push({ column, levels });
  }
  return headings;
}

/** Without merges (.csv) a group's heading stands over its first column only: it counts up to the next one. */
function spread(upper: Map<number, string> | undefined, lower: Map<number, string> | undefined): void {
  if (!upper || !lower) return;
  for (const [column, text] of [...upper]) {
    if (!lower.has(column)) continue;
    for (let next = column + 1; lower.has(next) && !upper.has(next); next++) upper.set(next, text);
  }
}
