/**
 * The state of an editable grid: texts per cell, what is dirty, undo steps, and the block operations of a
 * spreadsheet (paste, fill down). Pure, so that it is tested without a screen.
 */
export type CellValues = Readonly<Record<string, string>>;
export type GridRow = { readonly key: string; readonly values: CellValues };

/** Edits by row key and column key; a text equal to the original is not an edit. */
export type Edits = Readonly<Record<string, CellValues>>;

export type GridState = {
  readonly edits: Edits;
  readonly past: readonly Edits[];
};

export const emptyGrid: GridState = { edits: {}, past: [] };

const undoDepth = 100;

export type CellChange = { readonly row: GridRow; readonly column: string; readonly text: string };

/** The text a cell shows. */
export const textAt = (state: GridState, row: GridRow, column: string): string =>
  state.edits[row.key]?.[column] ?? row.values[column] ?? '';

export const isDirty = (state: GridState, row: GridRow, column: string): boolean =>
  state.edits[row.key]?.[column] !== undefined;

/** Applies changes as one undo step; returning a cell to its original text cleans it. */
export function applyChanges(state: GridState, changes: readonly CellChange[]): GridState {
  const real = changes.filter(({ row, column, text }) => textAt(state, row, column) !== text);
  if (real.length === 0) return state;
  const edits: Record<string, CellValues> = { ...state.edits };
  for (const { row, column, text } of real) {
    const { [column]: _before, ...others } = edits[row.key] ?? {};
    const next = text === (row.values[column] ?? '') ? others : { ...others, [column]: text };
    if (Object.keys(next).length === 0) delete edits[row.key];
    else edits[row.key] = next;
  }
  return { edits, past: [...state.past, state.edits].slice(-undoDepth) };
}

/** Takes back the last step. */
export function undo(state: GridState): GridState {
  const edits = state.past.at(-1);
  return edits ? { edits, past: state.past.slice(0, -1) } : state;
}

/** Splits what a spreadsheet puts on the clipboard (TSV, quoted cells may hold tabs and line breaks). */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) break;
    row.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] !== '\t') {
      rows.push(row);
      row = [];
    } else if (pattern.lastIndex === text.length) {
      row.push('');
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/**
 * The changes a pasted block makes when its first cell lands at (`top`, `left`). What would fall outside
 * the grid or on a fixed column is counted in `lost`, so that the user is told.
 */
export function pasteChanges(
  rows: readonly GridRow[],
  columns: readonly { readonly key: string; readonly fixed?: boolean | undefined }[],
  block: readonly (readonly string[])[],
  place: { readonly top: number; readonly left: number },
): { readonly changes: readonly CellChange[]; readonly lost: number } {
  const changes: CellChange[] = [];
  let lost = 0;
  block.forEach((line, down) => {
    line.forEach((text, across) => {
      const row = rows[place.top + down];
      const column = columns[place.left + across];
      if (row && column && !column.fixed) changes.push({ row, column: column.key, text });
      else if (text !== '') lost += 1;
    });
  });
  return { changes, lost };
}

/** Copies the first row's text of one column down to the others. */
export function fillDown(state: GridState, rows: readonly GridRow[], column: string): readonly CellChange[] {
  const [first, ...others] = rows;
  if (!first) return [];
  const text = textAt(state, first, column);
  return others.map((row) => ({ row, column, text }));
}
