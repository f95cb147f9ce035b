import type { EstateContext } from './estate-context.ts';
import type { GridRow } from './grid.ts';
import type { LedgerCheck } from './ledger.ts';
import { agrees, FigureReader, type Line, mismatch, type SumField, summable } from './sums.ts';

type EstateLine = Extract<Line, { kind: 'estate' }>;
/** A row whose figures sum others: how deep it groups (1 community, 2 subdistrict, 3 all) and the rows it covers. */
type Summary = { row: GridRow; level: 1 | 2 | 3; rows: EstateLine[] };

/**
 * Holds every subtotal against its rows, and every total against the subtotals and against all rows. Subtotals
 * normally stand below their rows; in a sheet whose first subtotal has none above it they stand above them, as a
 * section row with figures does.
 */
export function checkSums(lines: readonly Line[], context: EstateContext): LedgerCheck[] {
  const figures = new FigureReader(
    context,
    lines.filter((line) => line.kind === 'estate').map((line) => line.row),
  );
  const fields = summable(context);
  const summaries = coverage(lines, (row) => fields.some((field) => figures.figure(row, field) !== null));
  const checks: LedgerCheck[] = [];
  for (const summary of summaries)
    for (const field of fields) {
      const found = checkOne(summary, field, summaries, figures);
      if (found) checks.push(found);
    }
  return checks;
}

function checkOne(
  summary: Summary,
  field: SumField,
  all: readonly Summary[],
  figures: FigureReader,
): LedgerCheck | null {
  const stated = figures.figure(summary.row, field);
  if (!stated || summary.rows.length === 0) return null;
  const kind = summary.level === 3 ? 'total' : 'subtotal';
  if (kind === 'total') {
    const groups = topGroups(all).flatMap((group) => figures.figure(group.row, field) ?? []);
    const covered = new Set(topGroups(all).flatMap((group) => group.rows));
    const left = figures.sum(
      summary.rows.filter((row) => !covered.has(row)),
      field,
    );
    const value = groups.reduce((total, group) => total + group.value, 0) + left.value;
    const tolerance = groups.reduce((total, group) => total + group.tolerance, left.tolerance);
    const sum = {
      value,
      tolerance,
      unread: left.unread,
      withDuplicates: value - left.value + left.withDuplicates,
    };
    if (groups.length > 0 && !agrees(stated, sum))
      return mismatch(kind, field, summary.row.row, stated.value, value, '各小计');
  }
  const sum = figures.sum(summary.rows, field);
  if (agrees(stated, sum)) return null;
  return mismatch(
    kind,
    field,
    summary.row.row,
    stated.value,
    sum.value,
    kind === 'total' ? '各行' : '所含各行',
  );
}

/** The subtotals a total is made of, subdistricts before communities, none covering a row another covers. */
function topGroups(all: readonly Summary[]): readonly Summary[] {
  const covered = new Set<EstateLine>();
  const ordered = [...all].filter((summary) => summary.level < 3).sort((a, b) => b.level - a.level);
  return ordered.filter((summary) => {
    if (summary.rows.length === 0 || summary.rows.some((row) => covered.has(row))) return false;
    for (const row of summary.rows) covered.add(row);
    return true;
  });
}

type Level = Summary['level'];
const isCommunityLabel = (label: string): boolean => /(?:社区|居委会|村|居)(?:小计|合计|计)/.test(label);

/** The level of every section and summary row; a bare 小计 is a community's where subdistricts have named ones. */
function levelsOf(lines: readonly Line[]): ReadonlyMap<Line, Level> {
  const totals = lines.filter((line) => line.kind === 'summary' && line.total);
  const grand =
    totals.find((line) => line.kind === 'summary' && /总|全[区县市]/.test(line.label)) ?? totals.at(-1);
  const summaries = lines.filter((line) => line.kind === 'summary' && line !== grand);
  const named = summaries.some(
    (line) => line.kind === 'summary' && (/[街镇乡办]/.test(line.label) || line.total),
  );
  const levels = new Map<Line, Level>();
  for (const line of lines) {
    if (line.kind === 'section') levels.set(line, line.level === 'community' ? 1 : 2);
    if (line.kind !== 'summary') continue;
    const bare = named && !/[街镇乡办]/.test(line.label) && !line.total;
    levels.set(line, line === grand ? 3 : isCommunityLabel(line.label) || bare ? 1 : 2);
  }
  return levels;
}

/** Decides for every row with figures of a sum which estate rows it covers. */
function coverage(lines: readonly Line[], hasFigures: (row: GridRow) => boolean): Summary[] {
  const levels = levelsOf(lines);
  const estates = lines.filter((line) => line.kind === 'estate');
  const first = lines.find(
    (line) => line.kind === 'estate' || (line.kind === 'summary' && levels.get(line) !== 3),
  );
  const onTop = first?.kind === 'summary';
  return lines.flatMap((line, at): Summary[] => {
    const level = levels.get(line);
    if (line.kind === 'estate' || level === undefined || !hasFigures(line.row)) return [];
    if (level === 3) return [{ row: line.row, level, rows: estates }];
    const step = onTop || line.kind === 'section' ? 1 : -1;
    return [{ row: line.row, level, rows: estateRows(lines, at, step, levels) }];
  });
}

/** The estates from a row with figures on, down or up, to the next row that groups as high. */
function estateRows(
  lines: readonly Line[],
  from: number,
  step: 1 | -1,
  levels: ReadonlyMap<Line, Level>,
): EstateLine[] {
  const own = lines[from];
  const level = (own && levels.get(own)) ?? 0;
  const rows: EstateLine[] = [];
  for (let i = from + step; i >= 0 && i < lines.length; i += step) {
    const line = lines[i];
    if (line?.kind === 'estate') rows.push(line);
    else if (line && (levels.get(line) ?? 0) >= level) break;
  }
  return rows;
}
