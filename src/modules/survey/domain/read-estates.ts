import { isInside } from './coordinates.ts';
import { findDuplicates } from './duplicates.ts';
import { EstateContext, sheetUnits } from './estate-context.ts';
import { addressOf, type Grid, type GridRow, textOf } from './grid.ts';
import type { Header } from './headers.ts';
import type {
  ColumnMatch,
  EstateColumn,
  EstateEntry,
  KnownDistrict,
  LedgerCheck,
  LedgerIssue,
  LedgerParams,
  Verdict,
} from './ledger.ts';
import { findSubdistrict } from './places.ts';
import { type ReadRow, readEstateRow } from './read-estate.ts';
import { headerTitles, type RowKind, rowKind } from './row-kinds.ts';
import { checkSums } from './sum-checks.ts';
import type { Line } from './sums.ts';
import { compact } from './text.ts';
import type { GradeLegend } from './vocabulary.ts';

export type EstateReading = {
  readonly columns: readonly ColumnMatch<EstateColumn>[];
  readonly estates: readonly EstateEntry[];
  readonly checks: readonly LedgerCheck[];
  readonly district: KnownDistrict | null;
};

type Kinded = { readonly row: GridRow; readonly kind: RowKind };

/** Reads the estate sheet below its header: rows, faults, second entries, sums. */
export function readEstates(
  grid: Grid,
  header: Header<EstateColumn>,
  columns: readonly ColumnMatch<EstateColumn>[],
  legend: GradeLegend,
  params: LedgerParams,
): EstateReading {
  const nameColumn = columns.find((column) => column.field === 'name')?.column ?? 1;
  const layout = {
    columns,
    nameColumn,
    titles: headerTitles(grid, header.top, header.bottom),
    districts: params.districts,
  };
  const kinded: Kinded[] = grid.rows
    .filter((row) => row.row > header.bottom)
    .map((row) => ({ row, kind: rowKind(row, layout) }));
  const rows = kinded
    .filter(({ kind }) => kind.kind === 'estate' || kind.kind === 'nameless')
    .map(({ row }) => row);
  const context = new EstateContext(columns, rows, {
    units: sheetUnits(grid, header.bottom),
    legend,
    params,
  });
  const read = readRows(kinded, context);
  const district = districtOf(grid, header, [...read.values()], params);
  for (const [row, each] of read) checkPlace(row, each, district, context);
  const entries = withVerdicts(read, context);
  const lines = kinded.flatMap(({ row, kind }): Line[] => {
    const entry = entries.get(row);
    if (entry) return [{ kind: 'estate', row, entry }];
    if (kind.kind === 'summary') return [{ kind: 'summary', row, label: kind.label, total: kind.total }];
    return kind.kind === 'section' ? [{ kind: 'section', row, level: kind.level }] : [];
  });
  return {
    columns: context.columns,
    estates: [...entries.values()],
    checks: checkSums(lines, context),
    district,
  };
}

/** Reads the rows in order, with the section and the group each stands in. */
function readRows(kinded: readonly Kinded[], context: EstateContext): Map<GridRow, ReadRow> {
  const read = new Map<GridRow, ReadRow>();
  let section: { subdistrict: string | null; community: string | null } = {
    subdistrict: null,
    community: null,
  };
  const carried = new Map<string, string>();
  for (const { row, kind } of kinded) {
    if (kind.kind === 'section') {
      if (kind.level === 'subdistrict') section = { subdistrict: kind.place, community: null };
      else if (kind.level === 'community') section = { ...section, community: kind.place };
      carried.clear();
    } else if (kind.kind === 'summary') closeGroups(carried, kind.label);
    if (kind.kind !== 'estate' && kind.kind !== 'nameless') continue;
    for (const field of context.groups) {
      const text = textOf(row.filled.get(context.column(field) ?? 0));
      if (text === null) continue;
      if (field === 'subdistrict') carried.delete('community');
      carried.set(field, text);
    }
    read.set(row, readEstateRow(row, { section, carried }, context));
  }
  return read;
}

/** What a sum closes: that of a subdistrict, or a total, both groups; any other only the community. */
function closeGroups(carried: Map<string, string>, label: string): void {
  if (/街道|[镇乡]|办事处|合计|总计|总和|共/.test(label)) carried.clear();
  else for (const field of [...carried.keys()]) if (field !== 'subdistrict') carried.delete(field);
}

/**
 * The district of the ledger: the one its title names; else, unless the title names another, the one most rows'
 * subdistricts belong to.
 */
function districtOf(
  grid: Grid,
  header: Header<EstateColumn>,
  read: readonly ReadRow[],
  params: LedgerParams,
): KnownDistrict | null {
  const title = grid.rows
    .filter((row) => row.row < header.top || row.own.size <= 2)
    .filter((row) => row.row <= header.bottom)
    .flatMap((row) => [...row.own.values()].map((cell) => compact(cell.text)))
    .join(' ');
  const named = params.districts.find((district) => title.includes(district.name.replace(/[区县市]$/, '')));
  if (named) return named;
  const counted = params.districts.map((district) => ({
    district,
    rows: read.filter(({ estate }) => estate.subdistrict?.startsWith(district.code)).length,
  }));
  const [most] = counted.sort((a, b) => b.rows - a.rows);
  return most && most.rows * 2 > read.length ? most.district : null;
}

function checkPlace(row: GridRow, read: ReadRow, ledger: KnownDistrict | null, context: EstateContext): void {
  const { estate, issues } = read;
  const known =
    estate.subdistrict === null ? null : findSubdistrict(estate.subdistrict, context.params.districts);
  const district = known?.district ?? ledger;
  const placeColumn = context.column('subdistrict') ?? context.column('place') ?? context.column('name') ?? 1;
  if (estate.subdistrict === null && context.column('subdistrict') !== undefined)
    issues.push({
      code: 'subdistrict-missing',
      cell: addressOf(row.row, placeColumn),
      message: '没有写明街道（乡镇），需要补填。',
      severity: 'warning',
    });
  if (ledger && estate.subdistrict !== null && !known)
    issues.push({
      code: 'subdistrict-unknown',
      cell: addressOf(row.row, placeColumn),
      message: `“${estate.subdistrict}”不在${ledger.name}的街道、乡镇名录中，请核对。`,
      severity: 'warning',
    });
  const { lon, lat } = estate;
  if (lon === null || lat === null) return;
  const column = context.column('lon') ?? context.column('lonLat') ?? 1;
  const cell = addressOf(row.row, column);
  const at = `（经度 ${lon}，纬度 ${lat}）`;
  if (district?.extent && !isInside(lon, lat, district.extent))
    issues.push({
      code: 'coordinates-outside-district',
      cell,
      message: `坐标不在${district.name}范围内${at}，请核对。`,
      severity: 'warning',
    });
  else if (!district && !isInside(lon, lat, context.params.country))
    issues.push({
      code: 'coordinates-implausible',
      cell,
      message: `坐标不在国内${at}，请核对。`,
      severity: 'warning',
    });
}

function withVerdicts(
  read: ReadonlyMap<GridRow, ReadRow>,
  context: EstateContext,
): Map<GridRow, EstateEntry> {
  const rows = [...read.keys()];
  const all = [...read.values()];
  const duplicates = findDuplicates(
    all.map(({ estate }) => estate),
    context.params,
  );
  const entries = new Map<GridRow, EstateEntry>();
  all.forEach((each, i) => {
    const row = rows[i];
    if (!row) return;
    const earlier = duplicates[i] ?? null;
    const first = earlier === null ? undefined : rows[earlier];
    const issues = first
      ? [...each.issues, duplicateIssue(row, first, all[earlier ?? 0]?.estate.name ?? '', context)]
      : each.issues;
    entries.set(row, {
      row: row.row,
      verdict: verdictOf(issues),
      estate: each.estate,
      issues,
      duplicateOf: first?.row ?? null,
      sources: each.sources,
      raw: each.raw,
    });
  });
  return entries;
}

const duplicateIssue = (row: GridRow, first: GridRow, name: string, context: EstateContext): LedgerIssue => ({
  code: 'duplicate-estate',
  cell: addressOf(row.row, context.column('name') ?? 1),
  message: `与第 ${first.row} 行“${name}”是同一个小区，重复填报，本行不再登记。`,
  severity: 'rejected',
});

function verdictOf(issues: readonly LedgerIssue[]): Verdict {
  if (issues.some((issue) => issue.severity === 'rejected')) return 'rejected';
  return issues.some((issue) => issue.severity === 'corrected') ? 'corrected' : 'accepted';
}
