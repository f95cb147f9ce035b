import { addressOf, type MoneyUnit, squeeze, unitIn } from './cells.ts';

/** A sheet as plain values; rows and columns count from 1. */
export type TableSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly { readonly column: number; readonly kind: string; readonly text: string }[];
  }[];
  readonly merges: readonly {
    readonly top: number;
    readonly left: number;
    readonly bottom: number;
    readonly right: number;
  }[];
};

/** One thing wrong, with the cell it stands in. */
export type CellFault = {
  readonly sheet: string;
  readonly cell: string;
  readonly code: string;
  readonly message: string;
};

/** Field → the headings it goes by; the first field that matches a heading takes it. */
export type ColumnSpec<F extends string> = readonly { readonly field: F; readonly heading: RegExp }[];

export type Given = { readonly text: string; readonly computed: boolean };
export type TableRow<F extends string> = {
  readonly row: number;
  readonly given: (field: F) => Given;
  readonly cell: (field: F) => string;
  /** Everything that stands in the row, squeezed. */
  readonly texts: readonly string[];
};
export type FoundTable<F extends string> = {
  readonly sheet: string;
  readonly headCell: string;
  readonly columns: ReadonlyMap<F, number>;
  /** Unit named by the column's own heading, else by a line above. */
  readonly unitOf: (field: F) => MoneyUnit | null;
  /** Lines above the heading, title first. */
  readonly above: readonly string[];
  readonly rows: readonly TableRow<F>[];
};

const searchedRows = 40;
type Line = TableSheet['rows'][number];

/** Column → heading, the headings of a merged range standing over each of its columns. */
function headingsOf(sheet: TableSheet, line: Line | undefined): Map<number, string> {
  const texts = new Map<number, string>();
  if (!line) return texts;
  for (const { column, text } of line.cells) texts.set(column, squeeze(text));
  for (const merge of sheet.merges) {
    if (merge.top > line.row || merge.bottom < line.row) continue;
    const text = squeeze(
      sheet.rows.find(({ row }) => row === merge.top)?.cells.find(({ column }) => column === merge.left)
        ?.text ?? '',
    );
    if (text) for (let column = merge.left; column <= merge.right; column++) texts.set(column, text);
  }
  return texts;
}

function matched<F extends string>(headings: ReadonlyMap<number, string>, specs: ColumnSpec<F>) {
  const columns = new Map<F, number>();
  for (const [column, heading] of [...headings].sort(([a], [b]) => a - b)) {
    const spec = specs.find(({ field, heading: pattern }) => !columns.has(field) && pattern.test(heading));
    if (spec) columns.set(spec.field, column);
  }
  return columns;
}

type Head<F extends string> = {
  readonly at: number;
  readonly lines: number;
  readonly columns: Map<F, number>;
  readonly headings: ReadonlyMap<number, string>;
};

/** The row, or pair of rows, that names most fields; two at least, `needed` among them. */
function findHead<F extends string>(
  sheet: TableSheet,
  specs: ColumnSpec<F>,
  isHead: (columns: ReadonlyMap<F, number>) => boolean,
): Head<F> | null {
  let best: Head<F> | null = null;
  sheet.rows.slice(0, searchedRows).forEach((line, at) => {
    const upper = headingsOf(sheet, line);
    const next = sheet.rows[at + 1];
    const lower = next?.cells.some(({ kind }) => kind === 'number') ? undefined : next;
    const below = headingsOf(sheet, lower);
    const pair = new Map(
      [...new Set([...upper.keys(), ...below.keys()])].map((column) => {
        const [a = '', b = ''] = [upper.get(column), below.get(column)];
        return [column, a === b ? a : `${a}${b}`];
      }),
    );
    for (const [headings, lines] of [
      [upper, 1],
      [pair, 2],
    ] as const) {
      if (lines === 2 && !lower) continue;
      const columns = matched(headings, specs);
      if (columns.size >= 2 && isHead(columns) && columns.size > (best?.columns.size ?? 0))
        best = { at, lines, columns, headings };
    }
  });
  return best;
}

/** Finds the table of a sheet; values of vertically merged cells stand in each of their rows. Null: no such table. */
export function findTable<F extends string>(
  sheet: TableSheet,
  specs: ColumnSpec<F>,
  isHead: (columns: ReadonlyMap<F, number>) => boolean,
): FoundTable<F> | null {
  const head = findHead(sheet, specs, isHead);
  if (!head) return null;
  const above = sheet.rows.slice(0, head.at).flatMap(({ cells }) => cells.map(({ text }) => squeeze(text)));
  const unitAbove = above.map(unitIn).find((unit) => unit !== null) ?? null;
  const first = head.columns.values().next().value ?? 1;
  const body = sheet.rows.slice(head.at + head.lines);
  const bodyTop = body[0]?.row ?? 0;
  const spread = sheet.merges.filter(({ top, bottom }) => bottom > top && top >= bodyTop);
  const tops = new Map(body.map((line) => [line.row, line]));
  const givenAt = (line: Line, column: number | undefined): Given => {
    if (column === undefined) return { text: '', computed: false };
    const merge = spread.find(
      ({ top, bottom, left }) => left === column && top <= line.row && line.row <= bottom,
    );
    const from = merge ? tops.get(merge.top) : line;
    const cell = from?.cells.find((one) => one.column === column);
    return { text: cell?.text.trim() ?? '', computed: cell?.kind === 'number' };
  };
  return {
    sheet: sheet.name,
    headCell: addressOf(first, sheet.rows[head.at]?.row ?? 1),
    columns: head.columns,
    unitOf: (field) => unitIn(head.headings.get(head.columns.get(field) ?? 0) ?? '') ?? unitAbove,
    above,
    rows: body.map((line) => ({
      row: line.row,
      given: (field) => givenAt(line, head.columns.get(field)),
      cell: (field) => addressOf(head.columns.get(field) ?? first, line.row),
      texts: line.cells.map(({ text }) => squeeze(text)),
    })),
  };
}

export const isTotal = (texts: readonly string[]): 'total' | 'subtotal' | null => {
  const text = texts
    .slice(0, 3)
    .find((one) => /^(合计|总计|共计|累计|小计|.{0,12}小计|本页合计)[:：]?$/.test(one));
  if (!text) return null;
  return /小计|本页/.test(text) ? 'subtotal' : 'total';
};

/** Lines under a table that are no rows of it. */
export const isFooter = (texts: readonly string[]): boolean =>
  /^(注[:：]|备注[:：]|说明[:：]|制表|填表|审核|复核|单位负责人|财务负责人|经办|打印)/.test(texts[0] ?? '');
